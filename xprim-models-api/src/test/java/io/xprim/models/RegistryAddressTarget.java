// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import static io.xprim.models.fixtures.fuzz.JsonOracle.require;

import io.xprim.models.fixtures.fuzz.TextTarget;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses of registries. */
final class RegistryAddressTarget extends TextTarget<URI> {
    private static final String SECRET = "s3cr3t";
    private static final Pattern SECRET_USER = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]+://[^/?#]*s3cr3t[^/?#]*@");
    private static final Pattern ADDRESS = Pattern.compile(
            "(?i:https?)://(?:[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+(?:%[A-Za-z0-9]+)?])(?::(?<port>[0-9]*))?(?:/[^?#]*)?|file:///[^?#]*");
    private static final Pattern SURELY =
            Pattern.compile("https?://[a-z]{1,20}\\.example(?::[1-9][0-9]{0,3})?(?:/[A-Za-z0-9._~-]*)*");

    RegistryAddressTarget() {
        super(
                "address",
                "^the registry is empty",
                "is no path here",
                "no well-formed URL",
                "holds user info",
                "has a query or a fragment",
                "the registry's scheme is",
                "names no host",
                "ports are 1 to",
                "is no local folder");
    }

    @Override
    public List<String> words() {
        return List.of(
                "http://",
                "https://",
                "file:///",
                "file://host/",
                "file:",
                "ftp://",
                "jar:file:",
                "C:\\",
                "//",
                "/",
                "..",
                "?",
                "#",
                "@",
                SECRET + "@",
                "u:" + SECRET + "@",
                ":0",
                ":65536",
                ":443",
                ":",
                "[::1]",
                "%",
                "%00",
                "%2f",
                " ",
                "\u0000",
                "\n",
                "\u00e9",
                "\u202e",
                "\\",
                "~");
    }

    @Override
    protected String text(RandomGenerator random) {
        String path = pick(random, "", "/", "/models", "/a/../b", "/%41", "/\u00e9");
        return switch (random.nextInt(8)) {
            case 0 ->
                pick(random, "/srv/models", "models", "./x y", "C:\\models", "~/models", "\u00e4", "", " ") + path;
            case 1 ->
                pick(random, "file://", "file:", "file:/", "ftp://", "mailto:", "data:,")
                        + pick(random, "", "host")
                        + path;
            case 2 -> "https://" + pick(random, SECRET + "@", "u:" + SECRET + "@", "@") + "host.example" + path;
            case 3 -> "https://host.example:" + pick(random, "", "0", "443", "65535", "65536", "x") + path;
            case 4 -> "http://host.example" + path + pick(random, "?a=b", "#f", "?");
            default ->
                pick(random, "http", "https", "HTTPS") + "://"
                        + pick(random, "cdn.example", "[::1]", "127.0.0.1", "a_b.example") + path;
        };
    }

    @Override
    protected URI parse(String text) {
        return RegistryAddress.parse(text);
    }

    @Override
    public boolean isRefusal(Exception failure) {
        return failure.getClass() == IllegalArgumentException.class;
    }

    @Override
    protected boolean isRight(String text) {
        return SURELY.matcher(text).matches();
    }

    @Override
    protected void judge(String text, URI address) {
        Matcher parts = ADDRESS.matcher(address.toString());
        require(parts.matches(), "it takes what is no address", address);
        String port = parts.group("port");
        require(port == null || port.isEmpty() || isPort(port), "it takes a port that there is not", address);
        require(!isRight(text) || address.toString().equals(text), "it reads another address", text);
        require(RegistryAddress.parse(address.toString()).equals(address), "it does not read what it wrote", text);
    }

    @Override
    public void judgeRefused(byte[] input, String message) {
        super.judgeRefused(input, message);
        String text = new String(input, StandardCharsets.UTF_8);
        require(!SECRET_USER.matcher(text).find() || !message.contains(SECRET), "it tells a secret", message);
    }

    private static boolean isPort(String digits) {
        return digits.length() <= 9 && Integer.parseInt(digits) >= 1 && Integer.parseInt(digits) <= 65_535;
    }
}
