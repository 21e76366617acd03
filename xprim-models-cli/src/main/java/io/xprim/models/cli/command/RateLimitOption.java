// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.command;

import io.xprim.models.RateLimit;
import io.xprim.models.cli.failure.UsageException;
import io.xprim.models.cli.option.SizeText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code --limit-rate}, of the commands that fetch chunks. */
final class RateLimitOption {
    private @Nullable String rate;

    void declare(Declaration takes) {
        takes.text(
                value -> rate = value,
                "RATE",
                "How many bytes a second to fetch at most, such as 500K or 10M.",
                "--limit-rate");
    }

    /**
     * The limit that was given.
     *
     * @throws UsageException if it is no size, or 0
     */
    Optional<RateLimit> value() {
        String text = rate;
        return text == null
                ? Optional.empty()
                : Optional.of(UsageException.naming("--limit-rate", () -> RateLimit.of(SizeText.parse(text))));
    }
}
