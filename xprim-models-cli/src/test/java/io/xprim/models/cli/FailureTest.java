// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.xprim.models.CancelledException;
import io.xprim.models.DamagedStoreException;
import io.xprim.models.DeadlineExceededException;
import io.xprim.models.LockTimeoutException;
import io.xprim.models.ModelNotFoundException;
import io.xprim.models.NetworkException;
import io.xprim.models.NotInstalledException;
import io.xprim.models.ProviderNotFoundException;
import io.xprim.models.RegistryException;
import io.xprim.models.StorageException;
import io.xprim.models.VerificationException;
import io.xprim.models.VersionNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailureTest {
    private final Cli cli = Cli.standalone();

    static Stream<Arguments> failures() {
        return Stream.of(
                arguments(new RegistryException("m"), 1, "registry"),
                arguments(new ProviderNotFoundException("m"), 1, "provider_not_found"),
                arguments(new IllegalStateException("m"), 1, "internal"),
                arguments(new ModelNotFoundException("m"), 3, "model_not_found"),
                arguments(new VersionNotFoundException("m"), 3, "version_not_found"),
                arguments(new NotInstalledException("m"), 4, "not_installed"),
                arguments(new NetworkException("m"), 5, "network"),
                arguments(new DeadlineExceededException("m"), 5, "deadline_exceeded"),
                arguments(new VerificationException("m"), 6, "verification"),
                arguments(new StorageException("m"), 7, "storage"),
                arguments(new DamagedStoreException("m"), 7, "damaged_store"),
                arguments(new LockTimeoutException("m"), 7, "lock_timeout"),
                arguments(new CancelledException("m"), 130, "cancelled"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void everyKindHasItsCodeAndItsType(RuntimeException failure, int code, String type) {
        cli.manager.failure = failure;
        for (String[] command : new String[][] {
            {"info", "g/m", "v"},
            {"info", "g/m", "v", "--remote"},
            {"list"},
            {"list", "--remote"},
            {"path", "g/m", "v"},
            {"pull", "g/m", "v"},
            {"pull", "g/m", "v", "--dry-run"}
        }) {
            assertThat(cli.run(command)).isEqualTo(code);
            assertThat(cli.out()).isEmpty();
            assertThat(cli.err().lines()).singleElement().asString().startsWith("xprim-models: ");
            String[] withJson =
                    Stream.concat(Stream.of(command), Stream.of("--json")).toArray(String[]::new);
            assertThat(cli.run(withJson)).isEqualTo(code);
            assertThat(cli.err()).isEmpty();
            Map<String, Object> error = Json.member(Json.object(cli.out()), "error");
            assertThat(error).containsEntry("type", type).containsEntry("exit_code", (long) code);
            assertThat(error.get("message")).asString().isNotEmpty();
            assertThat(Json.member(error, "context")).containsEntry("command", "xprim-models " + command[0]);
        }
    }

    @Test
    void messagesAreOneSafeLineHoweverLong() {
        cli.manager.failure = new NetworkException("pull: \u001b[2J\r\n" + "x".repeat(500) + "\u202e!");
        assertThat(cli.run("pull", "g/m", "v")).isEqualTo(5);
        assertThat(cli.err().lines())
                .containsExactly("xprim-models: pull: \\u{1b}[2J\\u{d}\\u{a}" + "x".repeat(500) + "\\u{202e}!");
    }

    @Test
    void hintsNameTheCommandThatHelps() {
        cli.manager.failure = new NotInstalledException("g/m v is not installed");
        cli.run("path", "g/m", "v");
        assertThat(cli.err())
                .isEqualToIgnoringNewLines(
                        "xprim-models: g/m v is not installed; install it with 'xprim-models pull g/m v'");
        cli.manager.failure = new VersionNotFoundException("pull g/m v: no such version");
        cli.run("pull", "g/m", "v");
        assertThat(cli.err()).contains("'xprim-models list --remote g/m' shows the versions there are");
    }

    @Test
    void theUnforeseenShowsItsTraceOnlyWhenAsked() {
        cli.manager.failure = new IllegalStateException("odd");
        cli.run("list");
        assertThat(cli.err())
                .isEqualToIgnoringNewLines("xprim-models: unexpected failure: java.lang.IllegalStateException: odd;"
                        + " --verbose shows where");
        cli.run("list", "-v");
        assertThat(cli.err()).contains("    at io.xprim.models.cli");
    }

    @Test
    void aTransportThatWasAskedForAndCannotBeUsedIsAWrongArgument() {
        cli.manager.failure = new ProviderNotFoundException("pull g/m v: no transport \"okhttp\"; add okio");
        assertThat(cli.run("pull", "g/m", "v", "--transport", "okhttp")).isEqualTo(2);
        assertThat(cli.err())
                .isEqualToIgnoringNewLines("xprim-models: --transport: pull g/m v: no transport \"okhttp\"; add okio");
        assertThat(cli.run("pull", "g/m", "v", "--transport", "okhttp", "--json"))
                .isEqualTo(2);
        assertThat(cli.out()).contains("\"invalid_argument\"");
    }

    @Test
    void aTransportThatNobodyAskedForAndCannotBeUsedIsAMissingProvider() {
        cli.manager.failure = new ProviderNotFoundException("pull g/m v: no transport; add one");
        assertThat(cli.run("pull", "g/m", "v", "--json")).isEqualTo(1);
        assertThat(cli.out()).contains("\"provider_not_found\"");
    }

    @Test
    void aMissingImplementationIsNotTheFaultOfAnOption() {
        Cli without = Cli.standalone();
        without.builder.managers((settings, builder) -> {
            throw new ProviderNotFoundException("no ModelManagerProvider; add xprim-models-core");
        });
        assertThat(without.run("pull", "g/m", "v", "--transport", "okhttp", "--json"))
                .isEqualTo(1);
        assertThat(without.out()).contains("\"provider_not_found\"");
    }

    @Test
    void aClosedStdoutIs141AndSilent() {
        StringWriter err = new StringWriter();
        for (String[] command : new String[][] {{"list", "--json"}, {"bogus", "--json"}, {"--help"}}) {
            int code = Main.run(
                    Cli.standalone().builder, new PrintWriter(new ClosedWriter()), new PrintWriter(err), command);
            assertThat(code).isEqualTo(141);
        }
        assertThat(err.toString()).isEmpty();
    }

    private static final class ClosedWriter extends Writer {
        @Override
        public void write(char[] text, int offset, int length) throws IOException {
            throw new IOException("Broken pipe");
        }

        @Override
        public void flush() throws IOException {
            throw new IOException("Broken pipe");
        }

        @Override
        public void close() {}
    }
}
