// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.spi;

import java.util.Locale;

/**
 * How the environment variables of an application are called.
 *
 * @since 0.1
 */
public final class VariableName {
    private VariableName() {}

    /**
     * The variable of an application that ends so: {@code MY_APP_MODELS_DIR} of {@code my-app} and {@code DIR}.
     *
     * @param appName the application's name; what is neither letter nor digit in it becomes {@code _}
     */
    public static String of(String appName, String ending) {
        return appName.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_") + "_MODELS_" + ending;
    }
}
