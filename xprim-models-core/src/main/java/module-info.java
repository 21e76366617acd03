import io.xprim.models.core.manager.CoreProvider;
import io.xprim.models.spi.ModelManagerProvider;
import org.jspecify.annotations.NullMarked;

/**
 * The implementation of {@code io.xprim.models}; it exports nothing and is found as a service.
 *
 * @provides ModelManagerProvider with id {@code core}
 */
@NullMarked
module io.xprim.models.core {
    requires io.xprim.models;
    requires jdk.jfr;
    requires tools.jackson.core;

    provides ModelManagerProvider with
            CoreProvider;
}
