// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Makes key stores that nobody would hand out. */
final class KeyTool {
    private KeyTool() {}

    /** A key and its own certificate, valid as said. */
    static void make(Path file, String password, String name, String... validity)
            throws IOException, InterruptedException {
        Files.deleteIfExists(file);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "key",
                "-keyalg",
                "EC",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                password,
                "-dname",
                "CN=" + name));
        command.addAll(List.of(validity));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("keytool failed: " + command);
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    static KeyStore load(Path file, String password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password.toCharArray());
        }
        return store;
    }

    /** The key of one store with the certificate of another, in place of the first. */
    static void mix(Path key, Path certificate, String password) throws IOException, GeneralSecurityException {
        KeyStore first = load(key, password);
        KeyStore second = load(certificate, password);
        String alias = onlyKey(first);
        Certificate[] chain = {second.getCertificate(onlyKey(second))};
        first.setKeyEntry(alias, first.getKey(alias, password.toCharArray()), password.toCharArray(), chain);
        store(first, key, password);
    }

    /** A store that trusts the certificate of another one. */
    static void trust(Path trust, Path keys, String password) throws IOException, GeneralSecurityException {
        KeyStore other = load(keys, password);
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("authority", other.getCertificate(onlyKey(other)));
        store(store, trust, password);
    }

    private static void store(KeyStore store, Path file, String password) throws IOException, GeneralSecurityException {
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password.toCharArray());
        }
    }

    private static String onlyKey(KeyStore store) throws GeneralSecurityException {
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                return alias;
            }
        }
        throw new GeneralSecurityException("no key");
    }
}
