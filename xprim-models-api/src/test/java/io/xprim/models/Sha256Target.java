// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import static io.xprim.models.fixtures.fuzz.JsonOracle.require;

import io.xprim.models.fixtures.fuzz.TextTarget;
import java.util.List;
import java.util.random.RandomGenerator;

/** Digests. */
final class Sha256Target extends TextTarget<Sha256> {
    Sha256Target() {
        super("digest", "^not a SHA-256 digest");
    }

    @Override
    public List<String> words() {
        return List.of("a", "0", "G", "A", "../", "sha256:", "\u0661", "\uff41", "\u0000", " ", "\n", "f".repeat(64));
    }

    @Override
    protected String text(RandomGenerator random) {
        StringBuilder hex = new StringBuilder();
        for (int i = 0; i < 64; i++) {
            hex.append("0123456789abcdef".charAt(random.nextInt(16)));
        }
        return hex.toString();
    }

    @Override
    protected Sha256 parse(String text) {
        return new Sha256(text);
    }

    @Override
    public boolean isRefusal(Exception failure) {
        return failure.getClass() == IllegalArgumentException.class;
    }

    @Override
    protected boolean isRight(String text) {
        return text.matches("[0-9a-f]{64}") && text.length() == 64;
    }

    @Override
    protected void judge(String text, Sha256 digest) {
        require(isRight(text), "it takes what is no digest", text);
        require(Sha256.of(digest.bytes()).hex().equals(text), "it does not read what it wrote", text);
    }
}
