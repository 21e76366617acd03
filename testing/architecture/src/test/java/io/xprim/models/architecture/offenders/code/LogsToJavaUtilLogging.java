// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.architecture.offenders.code;

import java.util.logging.Logger;

/** Chooses the application's logging. */
public final class LogsToJavaUtilLogging {
    private final Logger logger = Logger.getLogger("here");

    public LogsToJavaUtilLogging() {}

    public void log() {
        logger.info("here");
    }
}
