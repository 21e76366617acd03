// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.endtoend;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.xprim.models.ModelManager;
import io.xprim.models.PullResult;
import io.xprim.models.RegistryException;
import io.xprim.models.RetryPolicy;
import io.xprim.models.fixtures.SampleModel;
import io.xprim.models.fixtures.SampleRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A pull against a full HTTP server. */
final class WireMockTest {
    private static final SampleModel MODEL =
            new SampleModel().randomFile("a.bin", 50_000, 1).chunkSize(20_000);
    private static final String CHUNK = "/data/" + MODEL.chunkHashes().get(0);
    /** Short enough to test with, long enough to be told from the backoff. */
    private static final Duration CAP = Duration.ofMillis(1500);

    @RegisterExtension
    private static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    @TempDir
    private Path base;

    @BeforeEach
    void serve() {
        new SampleRegistry()
                .add("g", "m", "v", MODEL)
                .toMap()
                .forEach((path, body) -> SERVER.stubFor(get(path).willReturn(ok().withBody(body))));
    }

    @Test
    void aModelIsPulledAndTheRequestsSayWhoAsksAndForWhatEncoding() {
        assertThat(pull().outcome()).isEqualTo(PullResult.Outcome.INSTALLED);

        SERVER.verify(1, getRequestedFor(urlEqualTo(CHUNK)));
        assertThat(SERVER.getAllServeEvents()).allSatisfy(event -> {
            assertThat(event.getRequest().getHeader("User-Agent")).isEqualTo("xprim-models");
            assertThat(event.getRequest().getHeader("Accept-Encoding")).isEqualTo("identity");
            assertThat(event.getRequest().containsHeader("Cookie")).isFalse();
        });
    }

    @Test
    @Tag("N08")
    void aServerThatIsBusyTwiceIsAskedAThirdTime() {
        failFirst(2, status(503));
        pull();
        SERVER.verify(3, getRequestedFor(urlEqualTo(CHUNK)));
    }

    @Test
    @Tag("N10")
    void retryAfterInSecondsIsWaitedForButNotLongerThanTheCap() {
        failFirst(1, status(429).withHeader("Retry-After", "1"));
        assertThat(pull().elapsed()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    @Tag("N10")
    void retryAfterAsADateIsUnderstood() {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(3));
        failFirst(1, status(503).withHeader("Retry-After", date));
        assertThat(pull().elapsed()).isGreaterThanOrEqualTo(CAP);
    }

    @Test
    @Tag("N10")
    void anAbsurdRetryAfterIsCapped() {
        failFirst(1, status(503).withHeader("Retry-After", "99999999999999999999"));
        assertThat(pull().elapsed()).isGreaterThanOrEqualTo(CAP).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void aRefusalIsNotRepeated() {
        SERVER.stubFor(get(CHUNK).willReturn(status(401)));
        assertThatThrownBy(this::pull).isInstanceOf(RegistryException.class).hasMessageContaining("status 401");
        SERVER.verify(1, getRequestedFor(urlEqualTo(CHUNK)));
    }

    @Test
    void aRedirectToAnotherHostIsFollowed() {
        SERVER.stubFor(get(CHUNK)
                .willReturn(status(302).withHeader("Location", "http://localhost:" + SERVER.getPort() + "/moved")));
        SERVER.stubFor(get("/moved").willReturn(ok().withBody(MODEL.chunks().get(0))));
        assertThat(pull().outcome()).isEqualTo(PullResult.Outcome.INSTALLED);
    }

    @Test
    @Tag("N19")
    void aBodyThatClaimsToBeCompressedIsNotDecoded() {
        SERVER.stubFor(get(CHUNK)
                .willReturn(aResponse()
                        .withHeader("Content-Encoding", "gzip")
                        .withBody(MODEL.chunks().get(0))));
        assertThat(pull().outcome()).isEqualTo(PullResult.Outcome.INSTALLED);
    }

    private PullResult pull() {
        try (ModelManager manager = ModelManager.builder("test")
                .registry(SERVER.baseUrl())
                .dataDirectory(base)
                .environment(Map.of())
                .retryPolicy(RetryPolicy.builder()
                        .retries(3)
                        .firstDelay(Duration.ofMillis(1))
                        .maxDelay(CAP)
                        .build())
                .build()) {
            return manager.pull(Sandbox.REF);
        }
    }

    private static void failFirst(int times, ResponseDefinitionBuilder failure) {
        for (int i = 0; i < times; i++) {
            SERVER.stubFor(get(CHUNK)
                    .inScenario("busy")
                    .whenScenarioStateIs(i == 0 ? Scenario.STARTED : "failed " + i)
                    .willSetStateTo("failed " + (i + 1))
                    .willReturn(failure));
        }
        SERVER.stubFor(get(CHUNK)
                .inScenario("busy")
                .whenScenarioStateIs("failed " + times)
                .willReturn(ok().withBody(MODEL.chunks().get(0))));
    }
}
