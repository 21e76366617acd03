// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.endtoend;

import io.xprim.models.ModelException;
import io.xprim.models.NetworkException;
import io.xprim.models.RegistryException;
import io.xprim.models.VerificationException;
import io.xprim.models.testkit.fault.NetworkFault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * Answers of which some are bad, each with what it may come to. They are to the whole file, so that each can be judged by itself. For one
 * thread.
 */
final class RandomFaults {
    private static final double BAD = 0.3;

    /** What those take a share of that are waited for. */
    private static final double LONG = 0.03;

    private static final Class<? extends ModelException> NETWORK = NetworkException.class;
    private static final Class<? extends ModelException> REGISTRY = RegistryException.class;
    private static final Class<? extends ModelException> VERIFICATION = VerificationException.class;

    /** What the registry lacks, or says no to, is not asked for again; nor is a redirect followed that leads astray. */
    private static final List<Maker> FINAL = List.of(
            (size, random) -> Drawn.last(new NetworkFault.Status(401), REGISTRY),
            (size, random) -> Drawn.last(new NetworkFault.Status(403), REGISTRY),
            (size, random) -> Drawn.last(new NetworkFault.Status(404), REGISTRY),
            (size, random) -> Drawn.last(new NetworkFault.Redirect(302, "file:///etc/passwd"), NETWORK));

    /** No part of a document is ever asked for; of a chunk one may have been. */
    private static final List<Maker> FINAL_OF_DOCUMENTS = Stream.concat(
                    FINAL.stream(),
                    Stream.<Maker>of(
                            (size, random) -> Drawn.last(new NetworkFault.Status(206), REGISTRY),
                            (size, random) -> Drawn.last(new NetworkFault.Status(416), REGISTRY)))
            .toList();

    private static final List<Maker> PASSING = List.of(
            (size, random) -> Drawn.unanswered(new NetworkFault.ResetInHead()),
            (size, random) -> Drawn.unanswered(new NetworkFault.EmptyAnswer()),
            (size, random) -> Drawn.cut(new NetworkFault.Reset(random.nextInt(size))),
            (size, random) -> Drawn.partly(new NetworkFault.Truncate(random.nextInt(size))),
            (size, random) -> Drawn.partly(
                    NetworkFault.all(new NetworkFault.Chunked(64), new NetworkFault.Truncate(random.nextInt(size)))),
            (size, random) -> Drawn.partly(new NetworkFault.MalformedChunk(50)),
            (size, random) -> Drawn.wrong(NetworkFault.all(
                    new NetworkFault.CloseDelimited(), new NetworkFault.Truncate(random.nextInt(size)))),
            (size, random) -> Drawn.wrong(new NetworkFault.FlipByte(random.nextInt(size))),
            (size, random) -> Drawn.passing(new NetworkFault.BadStatusLine("garbage")),
            (size, random) -> Drawn.passing(new NetworkFault.Status(500)),
            (size, random) -> Drawn.passing(new NetworkFault.Status(502)),
            (size, random) -> Drawn.passing(new NetworkFault.Status(503, Map.of("Retry-After", "999999999"))),
            (size, random) -> Drawn.passing(new NetworkFault.Status(429, Map.of("Retry-After", "soon"))));

    /** What has no size of its own is only whole if it is as long as its head said. */
    private static final List<Maker> OF_DOCUMENTS = Stream.concat(
                    PASSING.stream(),
                    Stream.<Maker>of(
                            (size, random) -> Drawn.partly(new NetworkFault.WrongLength(7)),
                            (size, random) -> Drawn.tooLong(new NetworkFault.WrongLength(-7))))
            .toList();

    private static final List<Maker> ENDLESS = List.of((size, random) -> Drawn.wrong(new NetworkFault.EndlessBody()));

    /** For chunks alone, which take longer to come than the test waits. */
    private static final List<Maker> WAITED_FOR = List.of(
            (size, random) -> Drawn.passing(new NetworkFault.StallInHead(random.nextInt(10))),
            (size, random) -> Drawn.partly(new NetworkFault.StallInBody(random.nextInt(size))),
            (size, random) -> Drawn.passing(new NetworkFault.Slow(50, Duration.ofMillis(300))));

    /** The index has no hash: of it, this is all that can be told for certain. */
    private static final List<Maker> OF_THE_INDEX = OF_DOCUMENTS.stream()
            .filter(maker -> maker.apply(1, new Random(0)).failures().equals(Set.of(NETWORK)))
            .toList();

    private final Random random;

    RandomFaults(Random random) {
        this.random = random;
    }

    private interface Maker extends BiFunction<Integer, Random, Drawn> {}

    /** What an answer is to the client. */
    enum Effect {
        GOOD,
        /** May be asked for again. */
        PASSING,
        /** So it may, and the program may not even see it: the transport resends a request that got no answer. */
        UNANSWERED,
        /** Some bytes that are right may have come. */
        PARTLY,
        /** One of those two: a reset may overtake what was sent before it. */
        CUT,
        /** Bytes that are wrong came. */
        WRONG,
        LAST
    }

    /** An answer. */
    record Drawn(NetworkFault fault, Effect effect, Set<Class<? extends ModelException>> failures) {
        private static Drawn good() {
            return new Drawn(new NetworkFault.None(), Effect.GOOD, Set.of());
        }

        private static Drawn passing(NetworkFault fault) {
            return new Drawn(fault, Effect.PASSING, Set.of(NETWORK));
        }

        private static Drawn unanswered(NetworkFault fault) {
            return new Drawn(fault, Effect.UNANSWERED, Set.of(NETWORK));
        }

        private static Drawn partly(NetworkFault fault) {
            return new Drawn(fault, Effect.PARTLY, Set.of(NETWORK));
        }

        private static Drawn cut(NetworkFault fault) {
            return new Drawn(fault, Effect.CUT, Set.of(NETWORK));
        }

        /** The length is delivered, whose hash is wrong, or all of it, which is not what the head said. */
        private static Drawn tooLong(NetworkFault fault) {
            return new Drawn(fault, Effect.PARTLY, Set.of(NETWORK, VERIFICATION));
        }

        private static Drawn wrong(NetworkFault fault) {
            return new Drawn(fault, Effect.WRONG, Set.of(VERIFICATION));
        }

        private static Drawn last(NetworkFault fault, Class<? extends ModelException> failure) {
            return new Drawn(fault, Effect.LAST, Set.of(failure));
        }
    }

    /** The next answer with a chunk of some size. */
    Drawn chunk(int size) {
        double kind = random.nextDouble();
        return draw(size, kind < LONG ? WAITED_FOR : kind < 2 * LONG ? ENDLESS : kind < 0.3 ? FINAL : PASSING);
    }

    /** The next answer with a manifest of some size. */
    Drawn manifest(int size) {
        return draw(size, random.nextDouble() < 0.2 ? FINAL_OF_DOCUMENTS : OF_DOCUMENTS);
    }

    /** The next answer with an index of some size. */
    Drawn index(int size) {
        return draw(size, random.nextDouble() < 0.2 ? FINAL_OF_DOCUMENTS : OF_THE_INDEX);
    }

    private Drawn draw(int size, List<Maker> bad) {
        Drawn drawn =
                random.nextDouble() < BAD ? bad.get(random.nextInt(bad.size())).apply(size, random) : Drawn.good();
        return new Drawn(
                NetworkFault.all(new NetworkFault.IgnoreRange(), drawn.fault()), drawn.effect(), drawn.failures());
    }
}
