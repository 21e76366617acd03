// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.command;

import io.xprim.models.ModelManager;
import io.xprim.models.ModelManagerBuilder;
import io.xprim.models.RetryPolicy;
import io.xprim.models.cli.failure.UsageException;
import io.xprim.models.cli.option.CommonOption;
import io.xprim.models.cli.option.GivenOptions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a manager is to be made, after options, variables and the application's own settings were weighed against each other.
 *
 * @param appName the application
 * @param registry where models come from; empty if it is not needed
 * @param environment the variables that the manager sees; the one for the data directory is the option's value, if it was given
 * @param transport the id of the transport
 * @param options the options, for what has no other source
 * @param logger who hears what happens
 */
public record ManagerSettings(
        String appName,
        Optional<RegistrySetting> registry,
        Map<String, String> environment,
        Optional<String> transport,
        GivenOptions options,
        System.Logger logger) {
    static final String STANDALONE_REGISTRY = "XPRIM_REGISTRY_URL";
    private static final String REGISTRY_VARIABLE = "REGISTRY_URL";

    /**
     * Where models come from.
     *
     * @param address a URL or a folder
     * @param source who says so, for messages
     */
    public record RegistrySetting(String address, String source) {}

    /** For what works with installed models alone: a registry that is missing or malformed does not matter. */
    static ManagerSettings local(Application application, GivenOptions options, System.Logger logger) {
        return new ManagerSettings(
                application.name(),
                Optional.empty(),
                environment(application, options),
                Optional.empty(),
                options,
                logger);
    }

    /**
     * For what asks a registry.
     *
     * @throws UsageException if nothing says where it is
     */
    static ManagerSettings remote(Application application, GivenOptions options, System.Logger logger) {
        RegistrySetting registry = registry(application, options).orElseThrow(() -> noRegistry(application));
        return local(application, options, logger).withRegistry(registry, application.transport());
    }

    /** For what may have to ask a registry, and often does not. */
    static ManagerSettings remoteIfKnown(Application application, GivenOptions options, System.Logger logger) {
        ManagerSettings local = local(application, options, logger);
        return registry(application, options)
                .map(registry -> local.withRegistry(registry, application.transport()))
                .orElse(local);
    }

    static boolean knowsRegistry(Application application, GivenOptions options) {
        return application.givenManager() != null
                || registry(application, options).isPresent();
    }

    static UsageException noRegistry(Application application) {
        return new UsageException("no registry is known: give one with " + CommonOption.REGISTRY.longName()
                + " URL|DIR, or set the variable " + application.variable(REGISTRY_VARIABLE));
    }

    ManagerSettings withRegistry(RegistrySetting setting, @Nullable String defaultTransport) {
        Optional<String> id = options.transport().or(() -> Optional.ofNullable(defaultTransport));
        return new ManagerSettings(appName, Optional.of(setting), environment, id, options, logger);
    }

    ManagerSettings withEnvironment(String variable, String value) {
        Map<String, String> changed = new HashMap<>(environment);
        changed.put(variable, value);
        return new ManagerSettings(appName, registry, changed, transport, options, logger);
    }

    /**
     * Puts them into a builder.
     *
     * @throws UsageException if a value is malformed
     */
    ModelManagerBuilder builder() {
        ModelManagerBuilder builder =
                ModelManager.builder(appName).environment(environment).logger(logger);
        registry.ifPresent(
                setting -> UsageException.naming(setting.source(), () -> builder.registry(setting.address())));
        transport.ifPresent(builder::transport);
        options.timeout()
                .ifPresent(timeout ->
                        UsageException.naming(CommonOption.TIMEOUT.longName(), () -> builder.idleTimeout(timeout)));
        options.retries()
                .ifPresent(retries -> UsageException.naming(
                        CommonOption.RETRIES.longName(), () -> builder.retryPolicy(retrying(retries))));
        return builder;
    }

    private static RetryPolicy retrying(int times) {
        RetryPolicy usual = RetryPolicy.defaults();
        return RetryPolicy.builder()
                .retries(times)
                .firstDelay(usual.firstDelay())
                .maxDelay(usual.maxDelay())
                .build();
    }

    private static Optional<RegistrySetting> registry(Application application, GivenOptions options) {
        String variable = application.variable(REGISTRY_VARIABLE);
        String option = CommonOption.REGISTRY.longName();
        if (options.registry().isPresent()) {
            return Optional.of(new RegistrySetting(options.registry().get(), option));
        }
        for (String name :
                application.standalone() ? new String[] {variable, STANDALONE_REGISTRY} : new String[] {variable}) {
            String value = application.environmentValue(name);
            if (value != null) {
                return Optional.of(new RegistrySetting(value, name));
            }
        }
        String builtIn = application.registry();
        if (builtIn != null && !builtIn.isEmpty()) {
            return Optional.of(new RegistrySetting(builtIn, "the registry of " + application.name()));
        }
        return Optional.empty();
    }

    private static Map<String, String> environment(Application application, GivenOptions options) {
        Map<String, String> environment = new HashMap<>(application.environment());
        options.dataDirectory()
                .ifPresent(directory -> environment.put(application.variable("DIR"), directory.toString()));
        return environment;
    }

    /** Without the environment, where secrets are kept. */
    @Override
    public String toString() {
        return "ManagerSettings[" + appName + "]";
    }
}
