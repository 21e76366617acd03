// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.benchmarks.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/**
 * A certificate for the loopback address, signed by itself, in the forms that servers and clients read.
 *
 * @param certificate PEM
 * @param key PEM
 * @param trustStore PKCS #12, with {@link #PASSWORD}; holds the certificate alone
 */
public record Certificate(Path certificate, Path key, Path trustStore) {
    /** Of files that protect nothing. */
    public static final String PASSWORD = "benchmarks";

    private static final String ALIAS = "loopback";

    /**
     * Makes one with the JDK's keytool.
     *
     * @throws IOException if there is no keytool, or it failed
     */
    public static Certificate create(Path folder) throws IOException, InterruptedException {
        Path keys = folder.resolve("keys.p12");
        Files.deleteIfExists(keys);
        runKeytool(keys);
        Certificate made = new Certificate(
                folder.resolve("certificate.pem"), folder.resolve("key.pem"), folder.resolve("trusted.p12"));
        try {
            made.write(keys);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
        return made;
    }

    private static void runKeytool(Path keys) throws IOException, InterruptedException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "san=ip:127.0.0.1",
                "-ext",
                "bc:critical=ca:true",
                "-storetype",
                "PKCS12",
                "-keystore",
                keys.toString(),
                "-storepass",
                PASSWORD);
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool: " + output);
        }
    }

    private void write(Path keys) throws IOException, GeneralSecurityException {
        char[] password = PASSWORD.toCharArray();
        KeyStore made = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            made.load(in, password);
        }
        Files.writeString(key, pem("PRIVATE KEY", made.getKey(ALIAS, password).getEncoded()));
        Files.writeString(
                certificate, pem("CERTIFICATE", made.getCertificate(ALIAS).getEncoded()));
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(ALIAS, made.getCertificate(ALIAS));
        try (OutputStream out = Files.newOutputStream(trustStore)) {
            trusted.store(out, password);
        }
    }

    private static String pem(String what, byte[] bytes) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n";
    }
}
