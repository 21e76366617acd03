// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.commandline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xprim.models.InstalledModel;
import io.xprim.models.ModelException;
import io.xprim.models.ModelManager;
import io.xprim.models.ModelManagerBuilder;
import io.xprim.models.ModelRef;
import io.xprim.models.PullOptions;
import io.xprim.models.PullResult;
import io.xprim.models.RegistryCredentials;
import io.xprim.models.RetryPolicy;
import io.xprim.models.fixtures.SampleModel;
import io.xprim.models.fixtures.SampleRegistry;
import io.xprim.models.testkit.fault.FaultServer;
import io.xprim.models.testkit.fault.NetworkFault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A token that would be known anywhere: it gets to the registry, whatever goes well or wrong, and is to be seen nowhere else. */
@Timeout(180)
final class CanaryTest {
    private static final String TOKEN = "c4n4ry-0f-the-t0ken";
    private static final String SIGNED = "?X-Amz-Signature=s1gned";
    private static final ModelRef REF = ModelRef.parse("g/m:v");
    private static final SampleModel MODEL =
            new SampleModel().randomFile("a.bin", 3000, 1).chunkSize(1000);
    private static final String CHUNK = "/data/" + MODEL.chunkHashes().get(1);

    private final Findings findings = new Findings();

    @TempDir
    private Path folder;

    @TempDir
    private Path elsewhere;

    private FaultServer registry;
    private FaultServer other;

    @BeforeEach
    void open() throws Exception {
        registry = FaultServer.serving(
                new SampleRegistry().add("g", "m", "v", MODEL).toMap());
        other = FaultServer.start().serve("/x" + SIGNED, MODEL.chunks().get(1));
    }

    @AfterEach
    void close() {
        registry.close();
        other.close();
    }

    /** What the registry answers with when it is asked for a chunk. */
    private List<NetworkFault> episodes() {
        String signed = other.uri("/x" + SIGNED).toString();
        String asking = other.uri("/asking" + SIGNED).toString();
        String broken = other.uri("/broken" + SIGNED).toString();
        other.always(
                "/asking" + SIGNED, new NetworkFault.Status(401, Map.of("WWW-Authenticate", "Bearer realm=\"r\"")));
        other.always("/broken" + SIGNED, new NetworkFault.BadStatusLine("garbage"));
        return List.of(
                new NetworkFault.Redirect(302, signed),
                new NetworkFault.Redirect(307, asking),
                new NetworkFault.Redirect(302, broken),
                new NetworkFault.Redirect(302, "http://user@127.0.0.1/" + SIGNED),
                new NetworkFault.Redirect(302, "http://127.0.0.1/ /" + SIGNED),
                new NetworkFault.Status(401, Map.of("WWW-Authenticate", "Basic realm=\"r\"")),
                new NetworkFault.Status(403),
                new NetworkFault.Status(404),
                new NetworkFault.Status(503),
                new NetworkFault.Reset(10),
                new NetworkFault.BadStatusLine("garbage"),
                new NetworkFault.FlipByte(7));
    }

    @ParameterizedTest
    @Tag("S09")
    @Tag("S10")
    @Tag("S15")
    @ValueSource(strings = {"urlconnection", "jdk", "okhttp"})
    void theLibraryShowsTheTokenToTheRegistryAndToNobodyElse(String transport) throws Exception {
        try (Recording recording = new Recording();
                JvmWide ignored = new JvmWide(findings)) {
            Stream.of("Pull", "Chunk", "Commit", "LockWait")
                    .forEach(name -> recording.enable("io.xprim.models." + name));
            Stream.of("SocketRead", "SocketWrite", "ThreadStart", "JavaExceptionThrow", "JavaErrorThrow")
                    .forEach(name -> recording.enable("jdk." + name).withoutThreshold());
            recording.start();
            episodes().forEach(fault -> failOrNot(transport, fault));
            succeed(transport);
            recording.stop();
            findings.events(recording, elsewhere.resolve("recording.jfr"));
        }
        findings.files(folder);
        // The JDK tells a CookieHandler, and whoever records its exceptions, where it goes; that is not ours to hide.
        assertThat(findings.with("s1gned"))
                .allMatch(text -> text.startsWith("cookies ") || text.startsWith("event: jdk.JavaExceptionThrow"));
        other.requests().forEach(request -> findings.text("other origin", request));
        for (String place : List.of("log: GET ", "exception: ", "event: ", "thread: ", "file: ", "other origin: ")) {
            assertThat(findings.with(place)).as(place).isNotEmpty();
        }
        assertThat(findings.with(TOKEN)).isEmpty();
        assertThat(findings.with("jvm-wide")).isEmpty();
        assertThat(registry.requests())
                .isNotEmpty()
                .allSatisfy(
                        request -> assertThat(request.header("Authorization")).containsExactly("Bearer " + TOKEN));
        assertThat(other.requests())
                .isNotEmpty()
                .allSatisfy(
                        request -> assertThat(request.header("Authorization")).isEmpty());
    }

    private void failOrNot(String transport, NetworkFault fault) {
        registry.always(CHUNK, fault);
        try (ModelManager manager = builder(transport).build()) {
            describe(manager.pull(
                    REF,
                    PullOptions.builder()
                            .force(true)
                            .progress(state -> findings.text("progress", state))
                            .build()));
        } catch (ModelException e) {
            findings.thrown(e);
        }
    }

    private void succeed(String transport) {
        registry.always(CHUNK, new NetworkFault.Header("X-Nothing", "wrong"));
        ModelManagerBuilder builder = builder(transport);
        findings.text("builder", builder);
        try (ModelManager manager = builder.build()) {
            findings.text("manager", manager);
            findings.text("plan", manager.plan(REF, PullOptions.defaults()));
            describe(manager.pull(REF, PullOptions.builder().force(true).build()));
            findings.text("verified", manager.verify(REF));
            findings.text("update", manager.checkUpdate(REF));
            findings.text("remote", manager.listRemote() + " " + manager.getRemoteDetail(REF));
        }
        findings.threads();
    }

    private void describe(PullResult result) {
        InstalledModel model = result.model();
        findings.text("result", result + " " + model);
    }

    private ModelManagerBuilder builder(String transport) {
        return ModelManager.builder("test")
                .registry(registry.uri().toString())
                .dataDirectory(folder.resolve("store"))
                .environment(Map.of("TEST_MODELS_TOKEN", TOKEN))
                .transport(transport)
                .idleTimeout(Duration.ofSeconds(20))
                .logger(findings)
                .retryPolicy(RetryPolicy.builder()
                        .retries(1)
                        .firstDelay(Duration.ofMillis(1))
                        .maxDelay(Duration.ofMillis(1))
                        .build());
    }

    @ParameterizedTest
    @Tag("S09")
    @ValueSource(strings = {"urlconnection", "jdk", "okhttp"})
    void theProgramShowsTheTokenToTheRegistryAndToNobodyElse(String transport) throws Exception {
        Desk desk = new Desk(folder)
                .with("XPRIM_MODELS_TOKEN", TOKEN)
                .with("XPRIM_REGISTRY_URL", registry.uri().toString());
        List<String> options = List.of("--verbose", "--json", "--transport", transport, "--retries", "0");
        registry.next(
                CHUNK, new NetworkFault.Redirect(302, other.uri("/x" + SIGNED).toString()));
        assertThat(run(desk, options, "pull", "g/m", "v")).isZero();
        registry.always(CHUNK, new NetworkFault.Status(401));
        assertThat(run(desk, options, "pull", "g/m", "v", "--force")).isEqualTo(1);
        registry.always("/models.json", new NetworkFault.ResetInHead());
        assertThat(run(desk, options, "pull", "g/m", "w")).isEqualTo(5);
        assertThat(run(desk, options, "info", "g/m", "v")).isZero();
        findings.files(desk.models());
        other.requests().forEach(request -> findings.text("other origin", request));

        assertThat(findings.all()).anyMatch(text -> text.contains("debug: GET "));
        assertThat(findings.with(TOKEN)).isEmpty();
        assertThat(other.requests()).hasSize(1);
        assertThat(registry.requests())
                .allSatisfy(
                        request -> assertThat(request.header("Authorization")).containsExactly("Bearer " + TOKEN));
    }

    @ParameterizedTest
    @Tag("S08")
    @Tag("S09")
    @ValueSource(strings = {TOKEN + "\n" + TOKEN, TOKEN + " " + TOKEN, "\u0001" + TOKEN})
    void aTokenThatCannotBeSentIsAWrongArgumentAndIsNotShown(String token) throws Exception {
        Desk desk = new Desk(folder)
                .with("XPRIM_MODELS_TOKEN", token)
                .with("XPRIM_REGISTRY_URL", registry.uri().toString());
        for (List<String> options : List.of(List.<String>of(), List.of("--verbose"), List.of("--json"))) {
            assertThat(run(desk, options, "list", "--remote")).isEqualTo(2);
        }
        assertThat(findings.all()).anyMatch(text -> text.contains("XPRIM_MODELS_TOKEN"));
        assertThat(findings.with(TOKEN)).isEmpty();
        assertThat(registry.requests()).isEmpty();
        assertThat(run(desk, List.of(), "list")).isZero();
    }

    @ParameterizedTest
    @Tag("S12")
    @ValueSource(strings = {"http://registry.invalid/", "http://203.0.113.5:8080/r"})
    void aTokenIsNotSentUnencrypted(String address) throws Exception {
        Desk desk = new Desk(folder).with("XPRIM_MODELS_TOKEN", TOKEN).with("XPRIM_REGISTRY_URL", address);
        assertThat(run(desk, List.of("--verbose"), "pull", "g/m", "v")).isEqualTo(2);
        assertThat(findings.all())
                .anyMatch(
                        text -> text.contains("XPRIM_MODELS_TOKEN would go to http://") && text.contains("use https"));
        assertThat(findings.with(TOKEN)).isEmpty();
        assertThat(Files.exists(desk.models())).isFalse();
    }

    @ParameterizedTest
    @Tag("S13")
    @ValueSource(
            strings = {
                "https://" + TOKEN + "@registry.invalid/",
                "https://me:" + TOKEN + "@registry.invalid/",
                "https:/me:" + TOKEN + "@registry.invalid/",
                "https://registry.invalid/?token=" + TOKEN,
                "https://registry.invalid/#" + TOKEN,
                "https://registry.invalid/ " + TOKEN
            })
    void anAddressThatMayHoldASecretIsAWrongArgumentAndIsNotShown(String address) throws Exception {
        Desk desk = new Desk(folder);
        for (List<String> options : List.of(List.of("--verbose"), List.of("--json"))) {
            assertThat(run(desk, options, "list", "--remote", "--registry", address))
                    .isEqualTo(2);
        }
        desk.with("XPRIM_MODELS_REGISTRY_URL", address);
        assertThat(run(desk, List.of("--json"), "pull", "g/m", "v")).isEqualTo(2);
        assertThat(findings.all())
                .anyMatch(text -> text.contains("--registry: "))
                .anyMatch(text -> text.contains("XPRIM_MODELS_REGISTRY_URL: "));
        assertThat(findings.with(TOKEN)).isEmpty();
        assertThatThrownBy(() -> RegistryCredentials.bearer("x").forOrigin(address))
                .message()
                .doesNotContain(TOKEN);
    }

    private int run(Desk desk, List<String> options, String... command) throws Exception {
        String[] arguments = Stream.concat(Stream.of(command), options.stream()).toArray(String[]::new);
        Run.Outcome outcome = desk.run(arguments);
        findings.text("stdout", outcome.out());
        findings.text("stderr", outcome.err());
        return outcome.exitCode();
    }
}
