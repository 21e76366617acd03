// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.transport.okhttp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Handshake;
import okhttp3.HttpUrl;
import okhttp3.Protocol;
import okio.AsyncTimeout;
import org.jspecify.annotations.Nullable;

/**
 * Follows a call on its way to a connection. OkHttp's own timeout is for TCP alone; here what that leaves of it is the time for TLS, after
 * which the call is cancelled. Thread-safe.
 */
final class Connecting extends EventListener {
    private final long mostNanos;
    private final AsyncTimeout tls;
    private volatile boolean proxied;
    private volatile boolean tookTooLong;
    private volatile long start;

    Connecting(Call call, Duration atMost) {
        mostNanos = atMost.toNanos();
        tls = new AsyncTimeout() {
            @Override
            protected void timedOut() {
                tookTooLong = true;
                call.cancel();
            }
        };
    }

    /** Whether the connection is made to a proxy, whose failure then it is if none comes about. */
    boolean proxied() {
        return proxied;
    }

    /** Whether the call was cancelled because no connection came about in time. */
    boolean tookTooLong() {
        return tookTooLong;
    }

    @Override
    public void proxySelectEnd(Call call, HttpUrl url, List<Proxy> proxies) {
        proxied = isProxy(proxies.get(0));
    }

    @Override
    public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
        start = System.nanoTime();
        proxied = isProxy(proxy);
    }

    @Override
    public void secureConnectStart(Call call) {
        long left = mostNanos - (System.nanoTime() - start);
        tls.timeout(Math.max(1, left), TimeUnit.NANOSECONDS);
        tls.enter();
    }

    @Override
    public void secureConnectEnd(Call call, @Nullable Handshake handshake) {
        tls.exit();
    }

    @Override
    public void connectFailed(
            Call call, InetSocketAddress address, Proxy proxy, @Nullable Protocol protocol, IOException failure) {
        tls.exit();
    }

    private static boolean isProxy(Proxy proxy) {
        return proxy.type() != Proxy.Type.DIRECT;
    }
}
