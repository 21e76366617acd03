// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
import io.xprim.models.examples.okhttp.CompanyTransportProvider;
import io.xprim.models.spi.HttpTransportProvider;
import org.jspecify.annotations.NullMarked;

/** An application that has an OkHttp client. */
@NullMarked
module io.xprim.models.examples.okhttp {
    requires io.xprim.models.transport.okhttp;

    provides HttpTransportProvider with
            CompanyTransportProvider;
}
