// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.fault;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate for {@link FaultServer#startTls}, made by the {@code keytool} of the JDK that runs. Immutable.
 *
 * @since 0.1
 */
public final class TestCertificate {
    private static final char[] PASSWORD = "password".toCharArray();

    private static final String KEY = "key";
    private static final String AUTHORITY = "authority";

    private final KeyStore store;
    private final String trusted;

    private TestCertificate(KeyStore store, String trusted) {
        this.store = store;
        this.trusted = trusted;
    }

    /**
     * Makes a self-signed one.
     *
     * @param name the subject's alternative name, such as {@code ip:127.0.0.1} or {@code dns:host.example}
     * @throws IOException if keytool is missing or failed
     */
    public static TestCertificate create(String name)
            throws IOException, InterruptedException, GeneralSecurityException {
        return make(KEY, List.of("-genkeypair", "-alias", KEY, "-dname", "CN=test", "-ext", "san=" + name));
    }

    /**
     * Makes one that was good for a day and is not any more, by an authority that still is: of what is itself trusted, nobody looks at the
     * date.
     *
     * @param name the subject's alternative name, such as {@code ip:127.0.0.1}
     * @throws IOException if keytool is missing or failed
     */
    public static TestCertificate createExpired(String name)
            throws IOException, InterruptedException, GeneralSecurityException {
        List<String> authority = List.of("-genkeypair", "-alias", AUTHORITY, "-dname", "CN=authority", "-ext", "bc:c");
        List<String> key = new ArrayList<>(List.of("-genkeypair", "-alias", KEY, "-dname", "CN=test"));
        key.addAll(List.of("-ext", "san=" + name, "-signer", AUTHORITY, "-startdate", "-3d", "-validity", "1"));
        return make(AUTHORITY, authority, key);
    }

    @SafeVarargs
    private static TestCertificate make(String trusted, List<String>... commands)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path folder = Files.createTempDirectory("xprim-models-testkit");
        Path file = folder.resolve("keys.p12");
        try {
            for (List<String> command : commands) {
                runKeytool(file, command);
            }
            KeyStore store = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(file)) {
                store.load(in, PASSWORD);
            }
            return new TestCertificate(store, trusted);
        } finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }

    private static void runKeytool(Path file, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(arguments);
        command.addAll(List.of("-keyalg", "EC", "-storetype", "PKCS12"));
        command.addAll(List.of("-keystore", file.toString(), "-storepass", new String(PASSWORD)));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool: " + output);
        }
    }

    /**
     * A context of one that has this certificate and trusts only it, or its authority: the server's, or that of a client that is to trust
     * it.
     */
    public SSLContext context() throws GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        // Without the key of the authority, lest that be shown in place of this one.
        KeyStore own = empty();
        own.setKeyEntry(KEY, store.getKey(KEY, PASSWORD), PASSWORD, store.getCertificateChain(KEY));
        keys.init(own, PASSWORD);
        KeyStore anchors = empty();
        anchors.setCertificateEntry("trusted", store.getCertificate(trusted));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(anchors);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static KeyStore empty() throws GeneralSecurityException {
        KeyStore empty = KeyStore.getInstance("PKCS12");
        try {
            empty.load(null, null);
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
        return empty;
    }
}
