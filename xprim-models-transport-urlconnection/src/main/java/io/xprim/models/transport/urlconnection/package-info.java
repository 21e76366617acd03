/** An {@link io.xprim.models.spi.HttpTransport} over {@link java.net.HttpURLConnection}. */
package io.xprim.models.transport.urlconnection;
