// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.examples.similarity;

import ai.onnxruntime.OrtException;
import io.xprim.models.ModelException;
import io.xprim.models.ModelRef;
import io.xprim.models.PullResult;
import io.xprim.models.examples.embed.App;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Pulls a sentence encoder and says how near each two sentences are: {@code SentenceSimilarity REGISTRY GROUP/MODEL:VERSION SENTENCE...}. */
final class SentenceSimilarity {
    private static final int FIRST_SENTENCE = 2;

    private SentenceSimilarity() {}

    public static void main(String[] args) {
        List<String> arguments = List.of(args);
        if (arguments.size() < FIRST_SENTENCE) {
            fail("Usage: SentenceSimilarity REGISTRY GROUP/MODEL:VERSION SENTENCE...");
        }
        try {
            PullResult result = App.pull(arguments.get(0), ModelRef.parse(arguments.get(1)));
            System.out.println(result.outcome() + " " + result.model().path());
            compare(result, arguments.subList(FIRST_SENTENCE, arguments.size()));
        } catch (ModelException | IllegalArgumentException | IOException | OrtException e) {
            fail(String.valueOf(e.getMessage()));
        }
    }

    private static void compare(PullResult model, List<String> sentences) throws IOException, OrtException {
        List<Embedding> embeddings = new ArrayList<>();
        try (SentenceEncoder encoder = SentenceEncoder.load(model.model().path())) {
            for (String sentence : sentences) {
                embeddings.add(encoder.encode(sentence));
            }
        }
        for (int one = 0; one < sentences.size(); one++) {
            for (int other = one + 1; other < sentences.size(); other++) {
                double similarity = embeddings.get(one).cosine(embeddings.get(other));
                System.out.printf(Locale.ROOT, "%.3f  %s | %s%n", similarity, sentences.get(one), sentences.get(other));
            }
        }
    }

    private static void fail(String message) {
        System.err.println(message);
        System.exit(1);
    }
}
