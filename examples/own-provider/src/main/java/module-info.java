// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
import io.xprim.models.examples.provider.TeamPathPolicyProvider;
import io.xprim.models.examples.provider.TeamTransportProvider;
import io.xprim.models.spi.HttpTransportProvider;
import io.xprim.models.spi.PathPolicyProvider;
import org.jspecify.annotations.NullMarked;

/** What a team adds to the library: nothing is exported, the API finds it. */
@NullMarked
module io.xprim.models.examples.provider {
    requires io.xprim.models;

    provides HttpTransportProvider with
            TeamTransportProvider;
    provides PathPolicyProvider with
            TeamPathPolicyProvider;
}
