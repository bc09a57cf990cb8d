// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.authority;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.trust.CertifiedKey;
import vn.lienthong.trust.KeyPurpose;
import vn.lienthong.trust.Pem;

/** Writes and reads the files of {@link KeyFiles}; all are readable by their owner alone. */
final class KeyStores {
    private static final String KEY_ALIAS = "key";
    private static final String TRUST_ALIAS = "authority";
    private static final int PASSWORD_BYTES = 24;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private KeyStores() {}

    /** A private key and its certificate. */
    record Entry(PrivateKey key, X509Certificate certificate) {}

    /** Writes the keys of an endpoint. */
    static void write(KeyFiles files, Map<KeyPurpose, Entry> entries, X509Certificate authority)
            throws GeneralSecurityException, IOException {
        char[] password = write(files, Objects.requireNonNull(entries.get(KeyPurpose.TLS)), authority);
        store(
                keyStore(Objects.requireNonNull(entries.get(KeyPurpose.SIGNING)), password),
                files.signingKeys(),
                password);
        store(
                keyStore(Objects.requireNonNull(entries.get(KeyPurpose.SEALING)), password),
                files.sealingKeys(),
                password);
    }

    /** Writes a key for connecting; the password of the stores. */
    static char[] write(KeyFiles files, Entry entry, X509Certificate authority)
            throws GeneralSecurityException, IOException {
        Files.createDirectories(files.folder());
        char[] password = newPassword();
        KeyStore trust = empty();
        trust.setCertificateEntry(TRUST_ALIAS, authority);
        writePrivately(files.password(), new String(password).getBytes(StandardCharsets.US_ASCII));
        store(keyStore(entry, password), files.keys(), password);
        store(trust, files.trust(), password);
        writePrivately(files.keyPem(), Pem.encode("PRIVATE KEY", entry.key().getEncoded()));
        writePrivately(
                files.certificatePem(),
                Pem.encode("CERTIFICATE", entry.certificate().getEncoded()));
        writePrivately(files.authorityPem(), Pem.encode("CERTIFICATE", authority.getEncoded()));
        return password;
    }

    private static KeyStore keyStore(Entry entry, char[] password) throws GeneralSecurityException, IOException {
        KeyStore keys = empty();
        keys.setKeyEntry(KEY_ALIAS, entry.key(), password, new Certificate[] {entry.certificate()});
        return keys;
    }

    /**
     * The key for connecting, or the one for signing of the exchange itself.
     *
     * @throws RefusalException {@code LT-T04} if it is not that of its certificate
     */
    static Entry read(KeyFiles files) throws GeneralSecurityException, IOException {
        char[] password = Files.readString(files.password()).strip().toCharArray();
        KeyStore keys = load(files.keys(), password);
        Entry entry = new Entry(
                (PrivateKey) keys.getKey(KEY_ALIAS, password), (X509Certificate) keys.getCertificate(KEY_ALIAS));
        if (!new CertifiedKey(entry.key(), entry.certificate()).fits()) {
            throw new RefusalException(ErrorCode.KEY_STORE_UNUSABLE.with(
                    files.keys().toString(), "the key is not that of its certificate"));
        }
        return entry;
    }

    /** The certificates of an endpoint's keys, as far as they are there. */
    static Map<KeyPurpose, X509Certificate> certificates(KeyFiles files) throws GeneralSecurityException, IOException {
        char[] password = Files.readString(files.password()).strip().toCharArray();
        Map<KeyPurpose, X509Certificate> found = new EnumMap<>(KeyPurpose.class);
        for (KeyPurpose purpose : KeyPurpose.values()) {
            if (Files.exists(files.of(purpose))) {
                KeyStore keys = load(files.of(purpose), password);
                found.put(purpose, (X509Certificate) keys.getCertificate(KEY_ALIAS));
            }
        }
        return found;
    }

    static void writePeers(KeyFiles files, List<X509Certificate> authorities)
            throws GeneralSecurityException, IOException {
        KeyStore trust = empty();
        for (int i = 0; i < authorities.size(); i++) {
            trust.setCertificateEntry(TRUST_ALIAS + i, authorities.get(i));
        }
        store(trust, files.peers(), Files.readString(files.password()).strip().toCharArray());
    }

    /** The exchange's key for connecting, with its authority's certificate behind its own. */
    static KeyStore withChain(KeyFiles files) throws GeneralSecurityException, IOException {
        char[] password = Files.readString(files.password()).strip().toCharArray();
        Entry own = read(files);
        Certificate authority = load(files.trust(), password).getCertificate(TRUST_ALIAS);
        KeyStore keys = empty();
        keys.setKeyEntry(KEY_ALIAS, own.key(), password, new Certificate[] {own.certificate(), authority});
        return keys;
    }

    private static KeyStore load(Path file, char[] password) throws GeneralSecurityException, IOException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, password);
        }
        return keys;
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static void store(KeyStore store, Path file, char[] password) throws GeneralSecurityException, IOException {
        writePrivately(file, new byte[0]);
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password);
        }
    }

    /** The permissions are set before there is anything to read. */
    private static void writePrivately(Path file, byte[] content) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        Files.write(file, content, StandardOpenOption.WRITE);
    }

    private static char[] newPassword() {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random).toCharArray();
    }
}
