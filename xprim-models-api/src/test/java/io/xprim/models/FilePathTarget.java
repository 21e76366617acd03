// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import static io.xprim.models.fixtures.fuzz.JsonOracle.require;

import io.xprim.models.fixtures.fuzz.NameOracle;
import io.xprim.models.fixtures.fuzz.TextTarget;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;

/** Paths of a model's files. */
final class FilePathTarget extends TextTarget<ModelFile> {
    FilePathTarget() {
        super(
                "path",
                "is empty",
                "is longer than",
                "control character",
                "half of a surrogate pair",
                "line separator",
                "invisible character",
                "Windows forbids",
                "begins with '~'",
                "folders deep",
                "top-level folder",
                "is absolute",
                "has a segment '",
                "ends with a dot or a space",
                "has a segment longer",
                "name of a device");
    }

    @Override
    public int inputs() {
        return 20_000;
    }

    @Override
    public List<String> words() {
        return List.of(
                "/",
                "//",
                "..",
                "../",
                "./",
                ".",
                " ",
                "\\",
                ":",
                "~",
                "~/",
                "C:",
                "::$DATA",
                "*",
                "?",
                "\"",
                "<",
                ">",
                "|",
                "\u0000",
                "\n",
                "\r",
                "\u001f",
                "\u007f",
                "\u0085",
                "\u2028",
                "\u202e",
                "\u200b",
                "\u200c",
                "\u200d",
                "\ufeff",
                "\u00ad",
                ".xprim/",
                "manifest.json",
                "CON",
                "nul.txt",
                "com1",
                "LPT\u00b9",
                "aux ",
                "conin$",
                "\u00e9",
                "e\u0301",
                "\ud83d\ude00",
                "a".repeat(255),
                "b".repeat(300),
                "d/".repeat(64));
    }

    @Override
    protected String text(RandomGenerator random) {
        StringBuilder path = new StringBuilder();
        for (int folders = random.nextInt(random.nextInt(20) == 0 ? 70 : 4); folders > 0; folders--) {
            path.append(pick(random, "a", "B.c", "\u00fc\u00fc", ".hidden", "with space"))
                    .append('/');
        }
        return path
                + pick(random, "model.safetensors", "config.json", "x".repeat(200), ".gitattributes", "\u6a21\u578b");
    }

    @Override
    protected ModelFile parse(String text) {
        return new ModelFile(text, 1);
    }

    @Override
    public boolean isRefusal(Exception failure) {
        return failure.getClass() == IllegalArgumentException.class;
    }

    @Override
    protected boolean isRight(String text) {
        return NameOracle.isPath(text);
    }

    @Override
    protected void judge(String text, ModelFile file) {
        require(isRight(text), "it takes what is no path", text);
        Path base = Path.of("/base").toAbsolutePath();
        Path inside = base.resolve(file.path());
        require(inside.equals(inside.normalize()) && inside.startsWith(base), "it leads outside", text);
    }
}
