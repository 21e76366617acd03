// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.scenarios;

import java.util.List;

/** What a program can have on its path besides the API, and who provides a service in it. */
enum OnThePath {
    CORE(0, "manager.CoreProvider", "io.xprim.models.core", "tools.jackson.core"),
    URLCONNECTION(-20, "UrlConnectionTransportProvider", "io.xprim.models.transport.urlconnection"),
    JDK(-10, "JdkTransportProvider", "io.xprim.models.transport.jdk"),
    OKHTTP(-10, "OkHttpTransportProvider", "io.xprim.models.transport.okhttp", "okhttp3", "okio", "kotlin.stdlib"),
    OKHTTP_WITHOUT_OKIO(-10, "OkHttpTransportProvider", "io.xprim.models.transport.okhttp", "okhttp3", "kotlin.stdlib"),
    OKHTTP_WITHOUT_KOTLIN(-10, "OkHttpTransportProvider", "io.xprim.models.transport.okhttp", "okhttp3", "okio"),
    /** A company's own transport, which works. */
    OWN(0),
    /** Cannot be initialised. */
    THROWING(0),
    /** Its jar lacks the provider that its descriptor names. */
    MISSING(0),
    /** Its provider is none. */
    WRONG(0),
    /** Its id is no id. */
    NAMELESS(0),
    /** Has an id of ours. */
    TWIN(-30),
    /** Works until it is opened. */
    LACKING(0),
    /** Another implementation of the API. */
    SECOND_CORE(0);

    private final int priority;
    private final String provider;
    private final String modules;

    OnThePath(int priority, String provider, String... modules) {
        this.priority = priority;
        this.provider = provider;
        this.modules = String.join(" ", modules);
    }

    OnThePath(int priority) {
        this.priority = priority;
        this.provider = "Provider";
        this.modules = MadeModules.moduleName(this);
    }

    /** Its own module, and those that it needs. */
    List<String> modules() {
        return List.of(modules.split(" "));
    }

    int priority() {
        return priority;
    }

    /** How a message tells of its provider. */
    String describe(boolean named) {
        String module = modules().get(0);
        return module + "." + provider + (named ? " in module " + module : "") + ", priority " + priority;
    }
}
