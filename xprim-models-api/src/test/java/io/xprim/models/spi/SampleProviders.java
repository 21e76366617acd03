// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.spi;

import java.nio.file.Path;

/** Providers, good and bad, to be put on a {@link ProviderPath}. */
public final class SampleProviders {
    private SampleProviders() {}

    /** A path policy's provider with an id and a priority. */
    abstract static class Sample implements PathPolicyProvider {
        private final String id;
        private final int priority;

        Sample(String id, int priority) {
            this.id = id;
            this.priority = priority;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public int priority() {
            return priority;
        }

        @Override
        public PathPolicy open(PathPolicyConfig config) {
            return appName -> Path.of(id, appName).toAbsolutePath();
        }
    }

    public static final class Alpha extends Sample {
        public Alpha() {
            super("alpha", 0);
        }
    }

    public static final class Beta extends Sample {
        public Beta() {
            super("beta", 0);
        }
    }

    public static final class SecondAlpha extends Sample {
        public SecondAlpha() {
            super("alpha", 5);
        }
    }

    public static final class Preferred extends Sample {
        public Preferred() {
            super("preferred", 1);
        }
    }

    public static final class Unwilling extends Sample {
        public Unwilling() {
            super("unwilling", -1);
        }
    }

    /** Claims the id of {@link BuiltIn}, with all the priority there is. */
    public static final class Usurper extends Sample {
        public Usurper() {
            super("built-in", Integer.MAX_VALUE);
        }
    }

    public static final class BuiltIn extends Sample {
        public BuiltIn() {
            super("built-in", 0);
        }
    }

    public static final class OtherBuiltIn extends Sample {
        public OtherBuiltIn() {
            super("other-built-in", 100);
        }
    }

    public static final class Nameless extends Sample {
        public Nameless() {
            super("No Name", 9);
        }
    }

    public static final class FailingToBeMade extends Sample {
        public FailingToBeMade() {
            super("failing", 9);
            throw new IllegalStateException("made of nothing");
        }
    }

    public static final class FailingToSayItsId extends Sample {
        public FailingToSayItsId() {
            super("failing", 9);
        }

        @Override
        public String id() {
            throw new IllegalStateException("lost its name");
        }
    }

    public static final class FailingToSayItsPriority extends Sample {
        public FailingToSayItsPriority() {
            super("failing", 9);
        }

        @Override
        public int priority() {
            throw new NoClassDefFoundError("lost its class");
        }
    }

    /** Has the best priority and lacks a class that it needs. */
    public static final class LackingAClass extends Sample {
        public LackingAClass() {
            super("lacking", 9);
        }

        @Override
        public PathPolicy open(PathPolicyConfig config) {
            throw new NoClassDefFoundError("acme/Lib");
        }
    }

    /** Does not like its configuration. */
    public static final class Refusing extends Sample {
        public Refusing() {
            super("refusing", 9);
        }

        @Override
        public PathPolicy open(PathPolicyConfig config) {
            throw new IllegalArgumentException("not with this configuration");
        }
    }
}
