import io.xprim.models.spi.HttpTransportProvider;
import io.xprim.models.transport.jdk.JdkTransportProvider;
import org.jspecify.annotations.NullMarked;

/**
 * Reaches registries over HTTP/2 and HTTP/1.1 with the client of the JDK.
 *
 * @provides HttpTransportProvider with the id {@code jdk}
 * @since 0.1
 */
@NullMarked
module io.xprim.models.transport.jdk {
    requires io.xprim.models;
    requires java.net.http;

    provides HttpTransportProvider with
            JdkTransportProvider;
}
