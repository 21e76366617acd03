/**
 * A server on raw sockets that answers as scripted: {@link io.xprim.models.testkit.fault.FaultServer}, with
 * {@link io.xprim.models.testkit.fault.NetworkFault}s. It uses the JDK alone.
 */
package io.xprim.models.testkit.fault;
