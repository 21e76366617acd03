// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.examples.similarity;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** A sentence encoder of the MiniLM kind, run by ONNX Runtime on the CPU. Thread-safe. */
final class SentenceEncoder implements AutoCloseable {
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final WordPieceTokenizer tokenizer;

    private SentenceEncoder(OrtEnvironment environment, OrtSession session, WordPieceTokenizer tokenizer) {
        this.environment = environment;
        this.session = session;
        this.tokenizer = tokenizer;
    }

    /**
     * Loads {@code model.onnx} and {@code tokenizer.json}.
     *
     * @param folder that of an installed model, whose files were verified
     */
    static SentenceEncoder load(Path folder) throws IOException, OrtException {
        WordPieceTokenizer tokenizer = new WordPieceTokenizer(VocabularyFile.read(folder.resolve("tokenizer.json")));
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        environment.setTelemetry(false);
        OrtSession session =
                environment.createSession(folder.resolve("model.onnx").toString());
        return new SentenceEncoder(environment, session, tokenizer);
    }

    /** Where a sentence lies; what is beyond the model's longest input does not count. */
    Embedding encode(String sentence) throws OrtException {
        long[] ids = tokenizer.ids(sentence);
        long[] attended = new long[ids.length];
        Arrays.fill(attended, 1);
        try (OnnxTensor tokens = row(ids);
                OnnxTensor mask = row(attended);
                OnnxTensor segments = row(new long[ids.length]);
                OrtSession.Result result =
                        session.run(Map.of("input_ids", tokens, "attention_mask", mask, "token_type_ids", segments))) {
            float[][][] batch = (float[][][]) result.get(0).getValue();
            return Embedding.ofTokens(batch[0]);
        }
    }

    private OnnxTensor row(long[] values) throws OrtException {
        return OnnxTensor.createTensor(environment, new long[][] {values});
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
