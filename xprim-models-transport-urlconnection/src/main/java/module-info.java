import io.xprim.models.spi.HttpTransportProvider;
import io.xprim.models.transport.urlconnection.UrlConnectionTransportProvider;
import org.jspecify.annotations.NullMarked;

/**
 * Reaches registries over HTTP/1.1 with {@code java.base} alone.
 *
 * @provides HttpTransportProvider with the id {@code urlconnection}
 * @since 0.1
 */
@NullMarked
module io.xprim.models.transport.urlconnection {
    requires io.xprim.models;

    provides HttpTransportProvider with
            UrlConnectionTransportProvider;
}
