// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.registry;

import static io.xprim.models.fixtures.fuzz.JsonOracle.require;

import io.xprim.models.fixtures.fuzz.TextTarget;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code Location}. */
final class LocationTarget extends TextTarget<URI> {
    private static final URI FROM = URI.create("https://host.example:8443/r/data/x");
    private static final String SECRET = "s3cr3t";
    private static final Pattern ADDRESS = Pattern.compile(
            "(?i:https)://(?<host>[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+(?:%[A-Za-z0-9]+)?])(?::(?<port>[0-9]*))?(?<rest>[/?].*)?");
    private static final Pattern SURELY = Pattern.compile(
            "https://[a-z]{1,20}\\.example(?::[1-9][0-9]{0,3})?(?:/[A-Za-z0-9._~-]*)*(?:\\?[A-Za-z0-9=&]*)?");
    private static final Pattern WITHIN =
            Pattern.compile("(?i:localhost\\.?|127\\.[0-9.]+|\\[::(?:1|ffff:127\\.[0-9.]+)])");
    private static final Pattern SECRET_USER = Pattern.compile("//[^/?#]*s3cr3t[^/?#]*@");

    private final RedirectPolicy policy = new RedirectPolicy(FROM, 1, LocationTarget::addresses);

    LocationTarget() {
        super(
                "location",
                "without saying where",
                "something that is no URL",
                "redirects to the scheme",
                "from https to http",
                "without a host, or with user info",
                "which there is not",
                "into this machine or its network",
                "in an odd notation");
    }

    @Override
    public List<String> words() {
        return List.of(
                "http://",
                "HTTP:",
                "https:",
                "//",
                "file:///etc/passwd",
                "ftp://h/",
                "jar:",
                "data:,",
                "gopher:",
                "javascript:",
                "@",
                SECRET + "@",
                ":0",
                ":65535",
                ":65536",
                ":99999999999",
                ":-1",
                "#",
                "?",
                "..",
                "../",
                "%",
                "%2e",
                "%00",
                "\\",
                " ",
                "\r\n",
                "\u0000",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "[fe80::1%25eth0]",
                "127.0.0.1",
                "2130706433",
                "0x7f.1",
                "localhost.",
                "\u00e9",
                "\u202e",
                "xn--",
                "_",
                "*");
    }

    @Override
    protected String text(RandomGenerator random) {
        String path = pick(random, "", "/", "/y?signature=1&b=2", "/a/../b", "/%41", "/y#part", "/\u00e9");
        return switch (random.nextInt(8)) {
            case 0 -> pick(random, "y", "../y", "./", "?q", "#f", "/other", "", " ") + path;
            case 1 -> "//" + pick(random, "cdn.example", "cdn.example:1", "") + path;
            case 2 -> pick(random, "http", "ftp", "file", "HTTPS", "mailto") + "://host.example" + path;
            case 3 -> "https://" + pick(random, SECRET + "@", "u:" + SECRET + "@", "@") + "host.example" + path;
            case 4 -> "https://host.example:" + pick(random, "", "0", "443", "65535", "65536", "x") + path;
            default -> "https://" + pick(random, "cdn.example", "[::1]", "127.0.0.1", "a_b.example", "x") + path;
        };
    }

    @Override
    protected URI parse(String text) throws FetchException {
        return policy.next(FROM, 0, Optional.of(text));
    }

    /** Names have an address out there, without anybody being asked for it. */
    private static InetAddress[] addresses(String host) throws UnknownHostException {
        boolean isLiteral = host.startsWith("[") || host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
        return new InetAddress[] {InetAddress.getByName(isLiteral ? host : "203.0.113.1")};
    }

    @Override
    public boolean isRefusal(Exception failure) {
        return failure instanceof FetchException refusal && refusal.kind() == FetchException.Kind.REDIRECT;
    }

    @Override
    protected boolean isRight(String text) {
        return SURELY.matcher(text).matches();
    }

    @Override
    protected void judge(String text, URI target) {
        String address = target.toString();
        Matcher parts = ADDRESS.matcher(address);
        require(parts.matches(), "it goes where no redirect may lead", address);
        require(!WITHIN.matcher(parts.group("host")).matches(), "it leads into this machine", address);
        String port = parts.group("port");
        require(port == null || port.isEmpty() || isPort(port), "it goes to a port that there is not", address);
        require(
                address.chars().noneMatch(c -> c <= ' ' || c == 0x7f || c == '#' || c == '\\'),
                "it sends what is no address",
                address);
        boolean elsewhere = text.contains("//");
        require(elsewhere || address.startsWith("https://host.example:8443"), "it leaves the host unasked", text);
        require(!isRight(text) || address.equals(text), "it goes elsewhere", text);
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
