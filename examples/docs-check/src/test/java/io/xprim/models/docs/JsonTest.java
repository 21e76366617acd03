// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.xprim.models.Cancellation;
import io.xprim.models.cli.Program;
import io.xprim.models.cli.failure.Failure;
import io.xprim.models.fixtures.SampleModel;
import io.xprim.models.fixtures.SampleRegistry;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What {@code --json} writes, against the schemas. */
@Timeout(120)
final class JsonTest {
    private static final SampleModel OLD =
            new SampleModel().randomFile("a.bin", 3000, 1).file("sub/b", "b").chunkSize(1000);
    private static final SampleModel NEW =
            new SampleModel().randomFile("a.bin", 3000, 2).chunkSize(1000);
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Schemas OPEN = Schemas.open();
    private static final Schemas CLOSED = Schemas.closed();

    /** What is not in every document of its kind. */
    private static final Set<String> OPTIONAL = Set.of(
            "publish alias",
            "list-remote alias_of",
            "info-remote alias_of",
            "info registry",
            "info last_verified",
            "update outcome");

    @TempDir
    private Path folder;

    private Workplace place;

    @BeforeEach
    void publishAndPull() {
        place = new Workplace(folder);
        place.registry(registry(OLD).add("h", "n", "v1", OLD));
        place.write("model/weights.bin", "weights\n");
        place.write("file", "no folder");
        for (String model : List.of("g/m v1", "g/m latest", "h/n v1")) {
            place.prepare("pull " + model + " --quiet");
        }
    }

    private static SampleRegistry registry(SampleModel model) {
        byte[] garbage = "{".getBytes(StandardCharsets.UTF_8);
        SampleModel lost = new SampleModel().file("a", "lost");
        SampleModel wrong = new SampleModel().file("a", "wrong");
        return new SampleRegistry()
                .add("g", "m", "v1", model.metadata("{\"license\": \"MIT\", \"more\": [1, 2.5, null, {\"a\": true}]}"))
                .alias("g", "m", "latest", "v1")
                .rawManifest("broken", "manifest", "v1", garbage)
                .add("broken", "lost", "v1", lost)
                .removeData(lost.chunkHashes().get(0))
                .add("broken", "wrong", "v1", wrong)
                .rawData(wrong.chunkHashes().get(0), "wrnog".getBytes(StandardCharsets.UTF_8));
    }

    /** What can be tried: the schema of the answer, the exit code, what comes before, and the call. */
    static Stream<Arguments> successes() {
        return Stream.of(
                success("list", "list"),
                success("list", "list h/n"),
                success("list-remote", "list --remote"),
                success("info", "info g/m v1"),
                arguments("info", 0, Before.VERIFIED, "info g/m v1"),
                success("info-remote", "info g/m v1 --remote"),
                success("info-remote", "info g/m latest --remote"),
                success("path", "path g/m:v1"),
                success("pull", "pull g/m v1"),
                success("pull", "pull g/m v1 --force"),
                success("pull-dry-run", "pull g/m v1 --dry-run"),
                success("update", "update"),
                arguments("update", 3, Before.REGISTRY_CHANGED, "update"),
                arguments("update", 0, Before.REGISTRY_CHANGED, "update g/m --apply"),
                success("remove", "remove g/m v1 -y"),
                success("remove", "remove g/m --all -y"),
                success("verify", "verify"),
                arguments("verify", 6, Before.FILE_DAMAGED, "verify"),
                // That something was repaired is a warning besides, as ever on stderr.
                arguments("verify", 0, Before.FILE_DAMAGED, "verify g/m v1 --repair --quiet"),
                success("verify-locks", "verify --locks"),
                success("prune", "prune -y"),
                success("publish", "publish @/model my/model v1 --to @/other"),
                success("publish", "publish @/model my/model v1 --to @/other --alias latest"),
                success("completion", "completion bash"),
                success("demo", "demo"),
                success("version", "--version"));
    }

    private static Arguments success(String schema, String line) {
        return arguments(schema, 0, Before.NOTHING, line);
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                arguments(Failure.DAMAGED_STORE, Before.STORE_DAMAGED, "list"),
                arguments(Failure.NETWORK, Before.NOTHING, "list --remote --registry http://127.0.0.1:1/ --retries 0"),
                arguments(Failure.NOT_INSTALLED, Before.NOTHING, "info g/m v9"),
                arguments(Failure.VERSION_NOT_FOUND, Before.NOTHING, "info g/m v9 --remote"),
                arguments(Failure.NOT_INSTALLED, Before.NOTHING, "path no/such v1"),
                arguments(Failure.MODEL_NOT_FOUND, Before.NOTHING, "pull no/such v1"),
                arguments(Failure.MODEL_NOT_FOUND, Before.NOTHING, "pull no/such v1 --dry-run"),
                arguments(Failure.REGISTRY, Before.NOTHING, "pull broken/manifest v1"),
                arguments(Failure.REGISTRY, Before.NOTHING, "pull broken/lost v1"),
                arguments(Failure.VERIFICATION, Before.NOTHING, "pull broken/wrong v1 --retries 0"),
                arguments(Failure.INVALID_REFERENCE, Before.NOTHING, "pull g/m ../v1"),
                arguments(Failure.INVALID_ARGUMENT, Before.NOTHING, "pull g/m v1 --transport none"),
                arguments(Failure.NOT_INSTALLED, Before.NOTHING, "update broken/lost v1"),
                arguments(Failure.NOT_INSTALLED, Before.NOTHING, "remove no/such v1 -y"),
                arguments(Failure.INVALID_ARGUMENT, Before.NOTHING, "remove g/m v1"),
                arguments(Failure.NOT_INSTALLED, Before.NOTHING, "verify no/such v1"),
                arguments(Failure.INVALID_ARGUMENT, Before.NOTHING, "prune"),
                arguments(Failure.PUBLISH, Before.NOTHING, "publish @/model g/m v1 --to @/registry"),
                arguments(Failure.NETWORK, Before.NOTHING, "serve @/registry --host 192.0.2.1 --port 0"),
                arguments(Failure.INVALID_ARGUMENT, Before.NOTHING, "completion fish"),
                arguments(Failure.STORAGE, Before.NOTHING, "demo --dir @/file"));
    }

    /** What is done to the registry or the store before a call. */
    enum Before {
        NOTHING,
        VERIFIED,
        REGISTRY_CHANGED,
        FILE_DAMAGED,
        STORE_DAMAGED;

        void on(Workplace place) {
            switch (this) {
                case NOTHING -> {}
                case VERIFIED -> place.prepare("verify --quiet");
                case REGISTRY_CHANGED -> place.registry(registry(NEW));
                case FILE_DAMAGED -> place.write("store/g/m/v1/a.bin", "short");
                case STORE_DAMAGED -> place.write("store/registry.json", "{");
            }
        }
    }

    static Stream<String> commands() {
        return Program.tree().getSubcommands().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("successes")
    void anAnswerIsOneDocumentAsItsSchemaHasIt(String schema, int exitCode, Before before, String line) {
        before.on(place);

        Workplace.Outcome outcome = place.run(line + " --json");

        assertThat(outcome.exitCode()).as(outcome.out()).isEqualTo(exitCode);
        assertThat(outcome.err()).isEmpty();
        assertFits(schema, outcome.out());
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailureIsOneDocumentAsTheSchemaOfErrorsHasIt(Failure failure, Before before, String line) {
        before.on(place);

        assertFails(failure, place.run(line + " --json"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void badArgumentsOfAnyCommandAreOneDocumentToo(String command) {
        for (String bad : List.of("--bogus", "--timeout never", "too many arguments by far", "--json=perhaps")) {
            assertFails(Failure.INVALID_ARGUMENT, place.run("--json " + command + " " + bad));
            assertFails(Failure.INVALID_ARGUMENT, place.run(command + " " + bad + " --json"));
        }
    }

    @Test
    void noCommandOrAnUnknownOneIsOneDocumentToo() {
        assertFails(Failure.INVALID_ARGUMENT, place.run("--json"));
        assertFails(Failure.INVALID_ARGUMENT, place.run("bogus --json"));
    }

    @Test
    void aPullThatIsCancelledIsOneDocumentToo() {
        Cancellation cancelled = new Cancellation();
        cancelled.cancel();

        assertFails(Failure.CANCELLED, place.run(cancelled, new StringWriter(), "pull g/m v1 --force --json"));
    }

    @Test
    void aServerSaysWhereItIsInOneDocument() throws InterruptedException {
        try (Serving serving = new Serving(place, "--json")) {
            String said = serving.said();
            Workplace.Outcome outcome = serving.end();

            assertThat(outcome.err()).isEmpty();
            assertThat(outcome.out().strip()).isEqualTo(said);
            assertFits("serve", outcome.out());
        }
    }

    @ParameterizedTest
    @MethodSource("successes")
    void aSchemaMissesWhatIsNotThereAndLetsMoreBeAdded(String schema, int exitCode, Before before, String line) {
        before.on(place);
        JsonNode document = parse(place.run(line + " --json").out());
        ObjectNode object = (ObjectNode) (document.isArray() ? document.get(0) : document);

        for (String name : List.copyOf(object.propertyNames())) {
            JsonNode removed = object.remove(name);
            assertThat(OPEN.problems(schema, document).isEmpty())
                    .as(schema + " without " + name)
                    .isEqualTo(OPTIONAL.contains(schema + " " + name));
            object.set(name, removed);
        }
        object.put("added_later", 1);
        assertThat(OPEN.problems(schema, document)).isEmpty();
        assertThat(CLOSED.problems(schema, document)).isNotEmpty();
    }

    @Test
    void theSameCallSaysTheSameInTheSameOrder() {
        for (String line : List.of(
                "list",
                "list --remote",
                "info g/m v1",
                "info g/m v1 --remote",
                "path g/m v1",
                "pull g/m v1 --dry-run",
                "update",
                "verify",
                "--version")) {
            assertThat(place.run(line + " --json")).isEqualTo(place.run(line + " --json"));
        }
        assertThat(refs(place.run("list --json"))).containsExactly("g/m latest", "g/m v1", "h/n v1");
        assertThat(refs(place.run("update --json"))).containsExactly("g/m latest", "g/m v1", "h/n v1");
        assertThat(refs(place.run("verify --json"))).containsExactly("g/m latest", "g/m v1", "h/n v1");
        assertThat(refs(place.run("list --remote --json"))).hasSize(6).isSorted();
    }

    private static List<String> refs(Workplace.Outcome outcome) {
        List<String> refs = new ArrayList<>();
        for (JsonNode row : parse(outcome.out())) {
            JsonNode ref = row.get("ref");
            refs.add(ref.get("group").stringValue() + "/" + ref.get("model").stringValue() + " "
                    + ref.get("version").stringValue());
        }
        return refs;
    }

    @Test
    void everyCommandIsTriedAndEverySchemaHeldAndNamedInTheGuide() {
        Set<String> schemas = new TreeSet<>(Set.of("common", "error", "serve"));
        successes().forEach(success -> schemas.add((String) success.get()[0]));
        Page guide = Page.of("docs/guide/cli.md");

        assertThat(Schemas.texts().keySet()).isEqualTo(schemas);
        assertThat(guide.links())
                .containsAll(schemas.stream()
                        .map(name -> "json/" + name + Schemas.ENDING)
                        .toList());
        assertThat(tried(successes()))
                .containsAll(commands().filter(name -> !name.equals("serve")).toList());
        assertThat(tried(failures())).containsAll(commands().toList());
    }

    private static Set<String> tried(Stream<Arguments> calls) {
        return calls.map(call -> (String) call.get()[call.get().length - 1])
                .map(line -> line.split(" ", 2)[0])
                .collect(Collectors.toSet());
    }

    @Test
    void theSchemaKnowsTheTypesOfFailuresAndTheirExitCodes() {
        JsonNode common = MAPPER.readTree(Schemas.texts().get("common")).get("$defs");

        assertThat(common.get("error_type").get("enum").valueStream().map(JsonNode::stringValue))
                .containsExactlyElementsOf(
                        Stream.of(Failure.values()).map(Failure::type).toList());
        assertThat(common.get("exit_code").get("enum").valueStream().map(JsonNode::intValue))
                .containsExactlyElementsOf(
                        Stream.concat(Stream.of(Failure.values()).map(Failure::exitCode), Stream.of(Failure.TERMINATED))
                                .distinct()
                                .sorted()
                                .toList());
    }

    private static void assertFails(Failure failure, Workplace.Outcome outcome) {
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.exitCode()).as(outcome.out()).isEqualTo(failure.exitCode());
        assertFits("error", outcome.out());
        JsonNode error = parse(outcome.out()).get("error");
        assertThat(error.get("type").stringValue()).isEqualTo(failure.type());
        assertThat(error.get("exit_code").intValue()).isEqualTo(failure.exitCode());
    }

    private static void assertFits(String schema, String text) {
        assertThat(CLOSED.problems(schema, parse(text))).as(text).isEmpty();
    }

    private static JsonNode parse(String document) {
        return MAPPER.readTree(document);
    }
}
