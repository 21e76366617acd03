// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.scenarios;

import static io.xprim.models.scenarios.OnThePath.CORE;
import static io.xprim.models.scenarios.OnThePath.JDK;
import static io.xprim.models.scenarios.OnThePath.LACKING;
import static io.xprim.models.scenarios.OnThePath.MISSING;
import static io.xprim.models.scenarios.OnThePath.NAMELESS;
import static io.xprim.models.scenarios.OnThePath.OKHTTP;
import static io.xprim.models.scenarios.OnThePath.OKHTTP_WITHOUT_KOTLIN;
import static io.xprim.models.scenarios.OnThePath.OKHTTP_WITHOUT_OKIO;
import static io.xprim.models.scenarios.OnThePath.OWN;
import static io.xprim.models.scenarios.OnThePath.SECOND_CORE;
import static io.xprim.models.scenarios.OnThePath.THROWING;
import static io.xprim.models.scenarios.OnThePath.TWIN;
import static io.xprim.models.scenarios.OnThePath.URLCONNECTION;
import static io.xprim.models.scenarios.OnThePath.WRONG;
import static io.xprim.models.scenarios.SelectionRow.Where.CLASS_PATH;
import static io.xprim.models.scenarios.SelectionRow.with;

import java.util.List;

/** What is chosen of what is on the path, and what is said about it: a row a case. */
final class SelectionTable {
    private static final String TRANSPORT = "HttpTransportProvider";
    private static final String PULL = "pull " + Sample.REF + ": ";
    private static final String NONE = PULL + "no HttpTransportProvider on the module path or class path; ";
    private static final String ADD_ANY = "add io.xprim:xprim-models-transport-urlconnection"
            + " (or xprim-models-transport-jdk, xprim-models-transport-okhttp)";
    private static final String ADD_JDK = "jdk (add io.xprim:xprim-models-transport-jdk)";
    private static final String ADD_OKHTTP = "okhttp (add io.xprim:xprim-models-transport-okhttp)";

    private static final String NOT_LOADED = "a provider (it could not be loaded: Provider acme.";
    private static final String IS_THROWING = NOT_LOADED + "throwing.Provider could not be instantiated: "
            + "java.lang.ExceptionInInitializerError: java.lang.IllegalStateException: made of nothing)";
    private static final String IS_MISSING = NOT_LOADED + "missing.Provider not found)";
    private static final String IS_WRONG = "a provider (it could not be loaded: acme.wrong.Provider not a subtype)";
    private static final String IS_NAMELESS = "acme.nameless.Provider (its id does not match [a-z0-9][a-z0-9-]{0,31})";
    private static final String IS_LACKING =
            "lacking ({LACKING}; it could not be opened: java.lang.NoClassDefFoundError: acme/lacking/Library)";
    private static final String SERVICE_ERROR =
            "java.util.ServiceConfigurationError: io.xprim.models.spi.HttpTransportProvider: ";
    private static final String CLASS_ERROR = "java.lang.NoClassDefFoundError: acme/lacking/Library";

    /** A module path without Kotlin or okio is refused by the JVM itself. */
    private static final String KOTLIN_ERROR = "java.lang.NoClassDefFoundError: kotlin/jvm/internal/Intrinsics";

    private static final String LACKS_OKIO =
            "okhttp ({OKHTTP_WITHOUT_OKIO}; it could not be opened: java.lang.NoClassDefFoundError: okio/Options)";

    private static final String LACKS_KOTLIN =
            "okhttp ({OKHTTP_WITHOUT_KOTLIN}; it could not be opened: " + KOTLIN_ERROR + ")";

    private SelectionTable() {}

    static List<SelectionRow> rows() {
        return List.of(
                // No transport, no core.
                with(CORE).fails(NONE + "there are no candidates; " + ADD_ANY),
                with(CORE).fromFolder().installsOver("no transport"),
                with(URLCONNECTION)
                        .fails("no ModelManagerProvider on the module path or class path; there are no candidates;"
                                + " add io.xprim:xprim-models-core"),

                // One.
                with(CORE, URLCONNECTION).installsOver("urlconnection"),
                with(CORE, JDK).installsOver("jdk"),
                with(CORE, OKHTTP).installsOver("okhttp"),
                with(CORE, OWN).installsOver("own"),

                // Several.
                with(CORE, URLCONNECTION, OKHTTP).installsOver("okhttp"),
                with(CORE, URLCONNECTION, JDK).installsOver("jdk"),
                with(CORE, OKHTTP, JDK)
                        .warns(
                                "several providers of HttpTransportProvider have priority -10: jdk ({JDK}), okhttp ({OKHTTP});"
                                        + " taking jdk, the first by id; to use another, give its id to"
                                        + " ModelManagerBuilder.transport, or to the option --transport")
                        .installsOver("jdk"),
                with(CORE, URLCONNECTION, OKHTTP, JDK, OWN).installsOver("own"),
                with(CORE, SECOND_CORE, URLCONNECTION)
                        .warns("several providers of ModelManagerProvider have priority 0: core ({CORE}), second-core"
                                + " ({SECOND_CORE}); taking core, the first by id;"
                                + " to use another, take core off the path")
                        .installsOver("urlconnection"),

                // One that was asked for.
                with(CORE, URLCONNECTION, OWN).asksFor("urlconnection").installsOver("urlconnection"),
                with(CORE, URLCONNECTION, OKHTTP, JDK).asksFor("okhttp").installsOver("okhttp"),
                with(CORE, URLCONNECTION)
                        .asksFor("okhttp")
                        .fails(PULL
                                + "no HttpTransportProvider with id \"okhttp\" on the module path or class path; there are:"
                                + " urlconnection ({URLCONNECTION}); add io.xprim:xprim-models-transport-okhttp"),
                with(CORE)
                        .asksFor("jdk")
                        .fails(PULL + "no HttpTransportProvider with id \"jdk\" on the module path or class path;"
                                + " there are no candidates; add io.xprim:xprim-models-transport-jdk"),
                with(CORE, URLCONNECTION, OWN)
                        .asksFor("pigeon")
                        .fails(PULL
                                + "no HttpTransportProvider with id \"pigeon\" on the module path or class path; there are:"
                                + " own ({OWN}), urlconnection ({URLCONNECTION}); add the artifact that provides"
                                + " \"pigeon\", or choose another: own, urlconnection, " + ADD_JDK + ", "
                                + ADD_OKHTTP),
                with(CORE, URLCONNECTION, LACKING)
                        .asksFor("lacking")
                        .skips(TRANSPORT, IS_LACKING)
                        .fails(PULL
                                + "no HttpTransportProvider with id \"lacking\" on the module path or class path; there"
                                + " are: urlconnection ({URLCONNECTION}), " + IS_LACKING
                                + "; add what the artifact that provides lacking depends on")
                        .suppresses(CLASS_ERROR),
                with(CORE, URLCONNECTION, OKHTTP_WITHOUT_KOTLIN)
                        .only(CLASS_PATH)
                        .asksFor("okhttp")
                        .skips(TRANSPORT, LACKS_KOTLIN)
                        .fails(PULL
                                + "no HttpTransportProvider with id \"okhttp\" on the module path or class path; there are:"
                                + " urlconnection ({URLCONNECTION}), " + LACKS_KOTLIN
                                + "; add what io.xprim:xprim-models-transport-okhttp depends on")
                        .suppresses(KOTLIN_ERROR),
                with(CORE, OKHTTP_WITHOUT_OKIO)
                        .only(CLASS_PATH)
                        .asksFor("okhttp")
                        .skips(TRANSPORT, LACKS_OKIO)
                        .fails(PULL
                                + "no HttpTransportProvider with id \"okhttp\" on the module path or class path; there are: "
                                + LACKS_OKIO + "; add what io.xprim:xprim-models-transport-okhttp depends on")
                        .suppresses("java.lang.NoClassDefFoundError: okio/Options"),

                // A broken one beside a good one.
                with(CORE, URLCONNECTION, OKHTTP_WITHOUT_KOTLIN)
                        .only(CLASS_PATH)
                        .skips(TRANSPORT, LACKS_KOTLIN)
                        .installsOver("urlconnection"),
                with(CORE, URLCONNECTION, OKHTTP_WITHOUT_OKIO)
                        .only(CLASS_PATH)
                        .skips(TRANSPORT, LACKS_OKIO)
                        .installsOver("urlconnection"),
                with(CORE, URLCONNECTION, THROWING)
                        .skips(TRANSPORT, IS_THROWING)
                        .installsOver("urlconnection"),
                with(CORE, URLCONNECTION, MISSING).skips(TRANSPORT, IS_MISSING).installsOver("urlconnection"),
                with(CORE, URLCONNECTION, WRONG).skips(TRANSPORT, IS_WRONG).installsOver("urlconnection"),
                with(CORE, URLCONNECTION, NAMELESS)
                        .skips(TRANSPORT, IS_NAMELESS)
                        .installsOver("urlconnection"),
                with(CORE, URLCONNECTION, LACKING).skips(TRANSPORT, IS_LACKING).installsOver("urlconnection"),
                with(CORE, URLCONNECTION, TWIN)
                        .skips(
                                TRANSPORT,
                                "acme.twin.Provider (its id urlconnection is taken by"
                                        + " io.xprim.models.transport.urlconnection.UrlConnectionTransportProvider)")
                        .installsOver("urlconnection"),

                // Broken ones only.
                with(CORE, OKHTTP_WITHOUT_KOTLIN)
                        .only(CLASS_PATH)
                        .skips(TRANSPORT, LACKS_KOTLIN)
                        .fails(NONE + "there are: " + LACKS_KOTLIN
                                + "; add what io.xprim:xprim-models-transport-okhttp depends on, or add"
                                + " io.xprim:xprim-models-transport-urlconnection (or xprim-models-transport-jdk)")
                        .suppresses(KOTLIN_ERROR),
                with(CORE, THROWING)
                        .skips(TRANSPORT, IS_THROWING)
                        .fails(NONE + "there are: " + IS_THROWING + "; " + ADD_ANY)
                        .suppresses(SERVICE_ERROR + "Provider acme.throwing.Provider could not be instantiated"),
                with(CORE, MISSING)
                        .skips(TRANSPORT, IS_MISSING)
                        .fails(NONE + "there are: " + IS_MISSING + "; " + ADD_ANY)
                        .suppresses(SERVICE_ERROR + "Provider acme.missing.Provider not found"),
                with(CORE, WRONG)
                        .skips(TRANSPORT, IS_WRONG)
                        .fails(NONE + "there are: " + IS_WRONG + "; " + ADD_ANY)
                        .suppresses(SERVICE_ERROR + "acme.wrong.Provider not a subtype"),
                with(CORE, NAMELESS)
                        .skips(TRANSPORT, IS_NAMELESS)
                        .fails(NONE + "there are: " + IS_NAMELESS + "; " + ADD_ANY),
                with(CORE, LACKING)
                        .skips(TRANSPORT, IS_LACKING)
                        .fails(NONE + "there are: " + IS_LACKING
                                + "; add what the artifact that provides lacking depends on, or " + ADD_ANY)
                        .suppresses(CLASS_ERROR));
    }
}
