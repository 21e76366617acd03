// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xprim.models.ModelRef;
import io.xprim.models.NotInstalledException;
import io.xprim.models.PullOptions;
import io.xprim.models.PullResult;
import io.xprim.models.cli.command.ManagerSettings.RegistrySetting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.ResourceBundle;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

class EmbeddingTest {
    private final Cli cli = new Cli("my-tool");

    private CommandLine models() {
        return cli.builder.environment(cli.environment).build();
    }

    private static CommandSpec tool() {
        return CommandSpec.create().name("mytool");
    }

    private static OptionSpec handedDown(Class<?> type, String... names) {
        return OptionSpec.builder(names)
                .type(type)
                .arity(type == boolean.class ? "0" : "1")
                .scopeType(ScopeType.INHERIT)
                .usageHelp(names[0].equals("-h"))
                .versionHelp(names[0].equals("-V"))
                .build();
    }

    private static CommandSpec toolWithOptionsOfItsOwn() {
        return tool().addOption(handedDown(boolean.class, "--json"))
                .addOption(handedDown(boolean.class, "-v", "--verbose"))
                .addOption(handedDown(boolean.class, "-h", "--help"))
                .addOption(handedDown(boolean.class, "-V", "--version"))
                .addOption(handedDown(String.class, "--timeout"));
    }

    @Test
    void aParentAttachesTheTreeAndItsNameIsInHelpAndHints() {
        CommandLine tool = new CommandLine(tool()).addSubcommand(models());
        cli.manager.failure = new NotInstalledException("g/m v is not installed");
        assertThat(cli.runIn(tool, "models", "path", "g/m", "v")).isEqualTo(4);
        assertThat(cli.err())
                .isEqualToIgnoringNewLines(
                        "mytool: g/m v is not installed; install it with 'mytool models pull g/m v'");
        assertThat(cli.runIn(tool, "models", "pull", "--help")).isZero();
        assertThat(cli.out())
                .startsWith("Usage: mytool models pull ")
                .contains("  mytool models pull fast-whisper/tiny fp16");
        assertThat(cli.runIn(tool, "models", "--help")).isZero();
        assertThat(cli.out()).contains("--json").doesNotContain("--version", "publish", "serve", "demo");
    }

    @Test
    void aTreeMayBeRunAgainAndRemembersNothing() {
        List<PullOptions> pulls = new ArrayList<>();
        List<ModelRef> refs = new ArrayList<>();
        cli.manager.pull = (ref, options) -> {
            refs.add(ref);
            pulls.add(options);
            return StubManager.result(ref, PullResult.Outcome.INSTALLED);
        };
        CommandLine tree = models();
        assertThat(cli.runIn(tree, "pull", "g/m", "v", "-f", "--concurrency", "3", "--registry", "http://r.invalid/"))
                .isZero();
        assertThat(cli.runIn(tree, "pull", "a/b:w", "--registry", "http://r.invalid/"))
                .isZero();
        assertThat(refs).map(ModelRef::toString).containsExactly("g/m v", "a/b w");
        assertThat(pulls).map(PullOptions::force).containsExactly(true, false);
        assertThat(pulls).map(PullOptions::concurrency).containsExactly(OptionalInt.of(3), OptionalInt.empty());
    }

    @Test
    void untilACommandRunsNoManagerIsMadeAndNothingIsRead() {
        cli.builder
                .terminal(() -> {
                    throw new AssertionError("asked for a terminal");
                })
                .input(() -> {
                    throw new AssertionError("read");
                });
        CommandLine tool = new CommandLine(tool()).addSubcommand(models());
        assertThat(cli.runIn(tool, "models", "--help")).isZero();
        assertThat(cli.runIn(tool, "models", "remove", "--help")).isZero();
        assertThat(cli.opened).isEmpty();
        assertThat(cli.runIn(tool, "models", "list")).isZero();
        assertThat(cli.opened).hasSize(1);
    }

    @Test
    void whatIsOneCommandsOptionIsNoOthersAndCommonOnesAreAll() {
        CommandLine tree = models();
        tree.parseArgs();
        Map<String, CommandLine> commands = tree.getSubcommands();
        Map<String, String> own = Map.of(
                "--force",
                "pull",
                "--concurrency",
                "pull",
                "--dry-run",
                "pull",
                "--all",
                "remove",
                "--apply",
                "update",
                "--repair",
                "verify");
        own.forEach((option, owner) -> assertThat(commands)
                .allSatisfy(
                        (name, command) -> assertThat(command.getCommandSpec().findOption(option) != null)
                                .as(name + " " + option)
                                .isEqualTo(name.equals(owner))));
        assertThat(commands)
                .allSatisfy(
                        (name, command) -> assertThat(command.getCommandSpec().optionsMap())
                                .containsKeys("--json", "-q", "--quiet", "-v", "--verbose", "-h", "--help"));
    }

    @Test
    void theAppsVariablesAreNamedAndTheProgramsAreNotRead() {
        cli.environment.put("XPRIM_REGISTRY_URL", "http://registry.invalid/");
        CommandLine tool = new CommandLine(tool()).addSubcommand(models());
        assertThat(cli.runIn(tool, "models", "pull", "g/m", "v")).isEqualTo(2);
        assertThat(cli.err()).contains("MY_TOOL_MODELS_REGISTRY_URL").doesNotContain("XPRIM");
        cli.environment.put("MY_TOOL_MODELS_REGISTRY_URL", "http://mine.invalid/");
        tool = new CommandLine(tool()).addSubcommand(models());
        assertThat(cli.runIn(tool, "models", "list", "--remote", "--data-dir", "/d"))
                .isZero();
        assertThat(cli.lastOpened().registry())
                .contains(new RegistrySetting("http://mine.invalid/", "MY_TOOL_MODELS_REGISTRY_URL"));
        assertThat(cli.lastOpened().environment()).containsKey("MY_TOOL_MODELS_DIR");
    }

    @Test
    void optionsThatTheParentHandsDownAreObeyedWhereverTheyStand() {
        CommandLine tool = new CommandLine(toolWithOptionsOfItsOwn()).addSubcommand(models());
        for (String[] line :
                new String[][] {{"--json", "models", "list"}, {"models", "--json", "list"}, {"models", "list", "--json"}
                }) {
            assertThat(cli.runIn(tool, line)).isZero();
            assertThat(Json.array(cli.out())).isEmpty();
        }
        assertThat(cli.runIn(tool, "models", "list")).isZero();
        assertThat(cli.out()).isEmpty();
        assertThat(cli.runIn(tool, "models", "list", "-q", "-h")).isZero();
        assertThat(cli.out()).startsWith("Usage: mytool models list");
        assertThat(cli.runIn(tool, "models", "list", "--timeout", "never")).isEqualTo(2);
        assertThat(cli.err()).startsWith("mytool: --timeout: ");
    }

    @Test
    void theTreeMayBeAttachedBeforeItsParentIs() {
        CommandLine group = new CommandLine(CommandSpec.create().name("ml")).addSubcommand(models());
        CommandLine tool = new CommandLine(toolWithOptionsOfItsOwn()).addSubcommand(group);
        assertThat(cli.runIn(tool, "ml", "models", "list", "--json")).isZero();
        assertThat(Json.array(cli.out())).isEmpty();
    }

    @Test
    void badArgumentsAreReportedByTheCommandAlsoWithinAParent() {
        CommandLine tool = new CommandLine(toolWithOptionsOfItsOwn()).addSubcommand(models());
        assertThat(cli.runIn(tool, "models", "list", "--bogus", "--json")).isEqualTo(2);
        assertThat(Json.member(Json.object(cli.out()), "error")).containsEntry("type", "invalid_argument");
        assertThat(cli.err()).isEmpty();
    }

    @Test
    void aGivenManagerStaysOpenAndItsOptionsAreNotOffered() {
        AtomicInteger asked = new AtomicInteger();
        cli.builder.managerSupplier(() -> {
            asked.incrementAndGet();
            return cli.manager;
        });
        CommandLine tool = new CommandLine(tool()).addSubcommand(models());
        assertThat(asked).hasValue(0);
        assertThat(cli.runIn(tool, "models", "list", "--remote")).isZero();
        assertThat(cli.runIn(tool, "models", "pull", "g/m", "v")).isZero();
        assertThat(asked).hasValue(2);
        assertThat(cli.manager.closed).isZero();
        assertThat(cli.opened).isEmpty();
        assertThat(cli.runIn(tool, "models", "list", "--data-dir", "/d")).isEqualTo(2);
        assertThat(cli.runIn(tool, "models", "list", "--help")).isZero();
        assertThat(cli.out()).doesNotContain("--registry", "--data-dir").contains("--json");
    }

    @Test
    void registryToolsComeWhenAskedFor() {
        cli.builder.withRegistryTools().name("m");
        CommandLine tool = new CommandLine(tool()).addSubcommand(models());
        assertThat(cli.runIn(tool, "m", "--help")).isZero();
        assertThat(cli.out()).contains("publish", "serve").doesNotContain("demo");
    }

    @Test
    void theTreeAlsoRunsByItself() {
        CommandLine models = models();
        assertThat(cli.runIn(models, "list", "--json")).isZero();
        assertThat(Json.array(cli.out())).isEmpty();
        assertThat(cli.runIn(models, "list", "--json")).isZero();
    }

    @Test
    void logsGoToTheGivenLoggerAndWithVerboseToStderrToo() {
        RecordingLogger logger = new RecordingLogger();
        cli.builder.logger(logger);
        CommandLine tool = new CommandLine(tool()).addSubcommand(models());
        cli.runIn(tool, "models", "list");
        cli.lastOpened().logger().log(System.Logger.Level.WARNING, "one");
        cli.runIn(tool, "models", "list", "-v", "--json");
        cli.lastOpened().logger().log(System.Logger.Level.DEBUG, "two\u001b");
        assertThat(logger.text).hasToString("one;two\u001b;");
        assertThat(cli.err()).isEqualToIgnoringNewLines("debug: two\\u{1b}");
    }

    @Test
    void withoutAGivenLoggerWarningsAreOnStderrUnlessQuiet() {
        CommandLine tool = new CommandLine(tool()).addSubcommand(models());
        cli.runIn(tool, "models", "list", "--json");
        cli.lastOpened().logger().log(System.Logger.Level.WARNING, "entry {0} left out", "g/m");
        cli.lastOpened().logger().log(System.Logger.Level.INFO, "pulled");
        assertThat(cli.err()).isEqualToIgnoringNewLines("warning: entry g/m left out");
        cli.runIn(tool, "models", "list", "-q");
        cli.lastOpened().logger().log(System.Logger.Level.WARNING, "entry left out");
        assertThat(cli.err()).isEmpty();
    }

    @Test
    void aMalformedAppNameIsRefusedAtOnce() {
        assertThatThrownBy(() -> ModelsCommand.builder("../x")).isInstanceOf(IllegalArgumentException.class);
    }

    private static final class RecordingLogger implements System.Logger {
        final StringBuilder text = new StringBuilder();

        @Override
        public String getName() {
            return "recording";
        }

        @Override
        public boolean isLoggable(Level level) {
            return true;
        }

        @Override
        public void log(
                Level level, @Nullable ResourceBundle bundle, @Nullable String message, @Nullable Throwable thrown) {
            text.append(message).append(';');
        }

        @Override
        public void log(
                Level level,
                @Nullable ResourceBundle bundle,
                @Nullable String format,
                @Nullable Object @Nullable ... params) {
            text.append(format).append(';');
        }
    }
}
