import io.xprim.models.spi.HttpTransportProvider;
import io.xprim.models.transport.okhttp.OkHttpTransportProvider;
import org.jspecify.annotations.NullMarked;

/**
 * Reaches registries over HTTP/1.1 and HTTP/2 with OkHttp, ours or the application's own.
 *
 * @provides HttpTransportProvider with the id {@code okhttp}
 * @since 0.1
 */
@NullMarked
module io.xprim.models.transport.okhttp {
    requires transitive io.xprim.models;
    requires transitive okhttp3;

    exports io.xprim.models.transport.okhttp;

    provides HttpTransportProvider with
            OkHttpTransportProvider;
}
