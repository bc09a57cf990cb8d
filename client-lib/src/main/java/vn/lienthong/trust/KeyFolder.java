// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder with the keys of an endpoint, where the endpoint runs: a key store for each purpose, the authority to trust, and the
 * password of all, readable by their owner alone. Every file is there whole or not at all at any moment.
 *
 * @param path the folder
 */
public record KeyFolder(Path path) {
    /** The name of the key that is used now. */
    public static final String CURRENT = "key";

    /** The name of the exchange's own authority among those that are trusted. */
    public static final String AUTHORITY = "authority";

    private static final String TRUST = "trust.p12";
    private static final String PASSWORD = "password";
    private static final int PASSWORD_BYTES = 24;
    private static final Set<PosixFilePermission> OWNERS_FOLDER = PosixFilePermissions.fromString("rwx------");

    /** The file name of the key store for a purpose. */
    public static String fileOf(KeyPurpose purpose) {
        return switch (purpose) {
            case TLS -> "keys.p12";
            case SIGNING -> "signing.p12";
            case SEALING -> "sealing.p12";
        };
    }

    /** Whether nothing is there that would be lost. */
    public boolean isFree() throws IOException {
        if (!Files.exists(path)) {
            return true;
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.findAny().isEmpty();
        }
    }

    /**
     * Writes a new folder, which is there with everything or not at all.
     *
     * @param more further files by name
     * @throws IOException if it cannot be written, or is there already
     */
    public void create(Map<KeyPurpose, CertifiedKey> keys, X509Certificate authority, Map<String, String> more)
            throws IOException {
        Path target = path.toAbsolutePath().normalize();
        Files.createDirectories(target.getParent());
        Path made = Files.createTempDirectory(
                target.getParent(), ".enrolling-", PosixFilePermissions.asFileAttribute(OWNERS_FOLDER));
        try {
            new KeyFolder(made).fill(keys, authority, more);
            Files.move(made, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            remove(made);
        }
    }

    private void fill(Map<KeyPurpose, CertifiedKey> keys, X509Certificate authority, Map<String, String> more)
            throws IOException {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        write(PASSWORD, password.getBytes(StandardCharsets.US_ASCII));
        try {
            KeyStore trust = empty();
            trust.setCertificateEntry(AUTHORITY, authority);
            store(trust, TRUST);
        } catch (GeneralSecurityException e) {
            throw new IOException("the trust store cannot be written", e);
        }
        write("authority.pem", Pem.encode("CERTIFICATE", PublicCertificate.encode(authority)));
        for (Map.Entry<String, String> file : more.entrySet()) {
            write(file.getKey(), file.getValue().getBytes(StandardCharsets.UTF_8));
        }
        for (Map.Entry<KeyPurpose, CertifiedKey> key : keys.entrySet()) {
            put(key.getKey(), key.getValue());
        }
    }

    /**
     * Makes a key the one that is used from now on. An older one for sealing stays in the store, to open what was sealed for it.
     *
     * @throws IOException if it cannot be written; then the older one is used further
     */
    public void put(KeyPurpose purpose, CertifiedKey key) throws IOException {
        char[] password = password();
        try {
            KeyStore store = empty();
            if (purpose == KeyPurpose.SEALING && Files.exists(path.resolve(fileOf(purpose)))) {
                keepOldKeys(load(purpose), store, Fingerprint.of(key.certificate()));
            }
            store.setKeyEntry(CURRENT, key.key(), password, new Certificate[] {key.certificate()});
            store(store, fileOf(purpose));
        } catch (GeneralSecurityException e) {
            throw new IOException("the key store for " + purpose.wireName() + " cannot be written", e);
        }
        writePem(purpose, key);
    }

    private void keepOldKeys(KeyStore old, KeyStore next, Fingerprint successor)
            throws IOException, GeneralSecurityException {
        for (String alias : Collections.list(old.aliases())) {
            if (old.isKeyEntry(alias)) {
                next.setKeyEntry(
                        alias.equals(CURRENT) ? "until-" + successor.brief() : alias,
                        old.getKey(alias, password()),
                        password(),
                        new Certificate[] {old.getCertificate(alias)});
            }
        }
    }

    private void writePem(KeyPurpose purpose, CertifiedKey key) throws IOException {
        String prefix = purpose == KeyPurpose.TLS ? "" : purpose.wireName() + "-";
        write(prefix + "key.pem", Pem.encode("PRIVATE KEY", key.key().getEncoded()));
        write(prefix + "certificate.pem", Pem.encode("CERTIFICATE", PublicCertificate.encode(key.certificate())));
    }

    /**
     * The key that is used now.
     *
     * @throws IOException if there is none
     */
    public CertifiedKey current(KeyPurpose purpose) throws IOException {
        try {
            KeyStore store = load(purpose);
            PrivateKey key = (PrivateKey) store.getKey(CURRENT, password());
            if (key == null) {
                throw new IOException(path.resolve(fileOf(purpose)) + " has no key named " + CURRENT);
            }
            return new CertifiedKey(key, (X509Certificate) store.getCertificate(CURRENT));
        } catch (GeneralSecurityException e) {
            throw new IOException("the key store for " + purpose.wireName() + " cannot be read", e);
        }
    }

    /** BouncyCastle reads them: the JDK writes hybrid keys and does not give them out again. */
    private KeyStore load(KeyPurpose purpose) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12", BouncyCastle.PROVIDER);
        try (InputStream in = Files.newInputStream(path.resolve(fileOf(purpose)))) {
            store.load(in, password());
        }
        return store;
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private void store(KeyStore store, String name) throws IOException, GeneralSecurityException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        store.store(out, password());
        write(name, out.toByteArray());
    }

    private char[] password() throws IOException {
        return Files.readString(path.resolve(PASSWORD)).strip().toCharArray();
    }

    private void write(String name, byte[] content) throws IOException {
        PrivateFile.replace(path.resolve(name), content);
    }

    private static void remove(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
