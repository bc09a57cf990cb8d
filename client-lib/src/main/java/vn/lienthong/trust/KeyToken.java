// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidParameterException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key in a token (PKCS#11: a smart card, a USB token, a hardware security module), which signs there and does not leave it. A
 * file describes where it is: {@code library}, {@code pin-file}, and where they are needed {@code slot-index} and {@code alias}.
 */
final class KeyToken {
    private static final String ENDING = ".pkcs11";
    private static final Set<String> KNOWN = Set.of("library", "pin-file", "slot-index", "alias");

    private final Path file;
    private final Properties values = new Properties();

    private KeyToken(Path file) throws IOException, GeneralSecurityException {
        this.file = file;
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            values.load(reader);
        }
        for (String name : values.stringPropertyNames()) {
            if (!KNOWN.contains(name)) {
                throw new GeneralSecurityException("nothing is known of '" + name + "' in it, only of " + KNOWN);
            }
        }
    }

    /** Whether a file describes a token, by its name. */
    static boolean isDescribedBy(Path file) {
        return file.toString().endsWith(ENDING);
    }

    /** A key in a token. */
    record Found(PrivateKey key, List<X509Certificate> chain, Provider provider) {}

    /**
     * The key that a file describes.
     *
     * @throws GeneralSecurityException if there is no such token, it does not open, or holds no such key
     */
    static Found read(Path file) throws IOException, GeneralSecurityException {
        return new KeyToken(file).find();
    }

    private Found find() throws IOException, GeneralSecurityException {
        Provider provider = provider();
        KeyStore store = KeyStore.getInstance("PKCS11", provider);
        char[] pin = Files.readString(file.resolveSibling(required("pin-file")))
                .strip()
                .toCharArray();
        try {
            store.load(null, pin);
        } catch (IOException e) { // what the token says is the cause; the outer text tells nothing
            throw new GeneralSecurityException("the token does not open: " + rootOf(e), e);
        } finally {
            Arrays.fill(pin, ' ');
        }
        String alias = alias(store);
        if (!(store.getKey(alias, null) instanceof PrivateKey key)) {
            throw new GeneralSecurityException("'" + alias + "' is no private key");
        }
        List<X509Certificate> chain = Arrays.stream(store.getCertificateChain(alias))
                .map(X509Certificate.class::cast)
                .toList();
        return new Found(key, chain, provider);
    }

    private String alias(KeyStore store) throws GeneralSecurityException {
        Optional<String> wanted = Optional.ofNullable(values.getProperty("alias"));
        List<String> keys = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)
                    && wanted.filter(other -> !other.equals(alias)).isEmpty()) {
                keys.add(alias);
            }
        }
        if (keys.size() != 1) {
            throw new GeneralSecurityException(wanted.map(
                            alias -> "the token has no key '" + alias + "' with a certificate")
                    .orElseGet(() -> "the token has " + keys.size() + " keys with a certificate; name one by alias"));
        }
        return keys.get(0);
    }

    private Provider provider() throws GeneralSecurityException {
        @Nullable Provider template = Security.getProvider("SunPKCS11");
        if (template == null) {
            throw new GeneralSecurityException("this Java has no SunPKCS11 (module jdk.crypto.cryptoki)");
        }
        String library = required("library");
        if (!Files.isReadable(Path.of(library))) {
            throw new GeneralSecurityException("there is no library " + library);
        }
        String slot = values.getProperty("slot-index", "0").strip();
        if (!slot.matches("\\d{1,9}")) {
            throw new GeneralSecurityException("slot-index is a number from 0, not '" + slot + "'");
        }
        try {
            return template.configure(
                    "--name = lienthong\nlibrary = \"" + library + "\"\nslotListIndex = " + slot + "\n");
        } catch (InvalidParameterException | ProviderException e) {
            throw new GeneralSecurityException("the library does not start: " + rootOf(e), e);
        }
    }

    private String required(String name) throws GeneralSecurityException {
        String value = values.getProperty(name, "").strip();
        if (value.isEmpty()) {
            throw new GeneralSecurityException("it does not say " + name);
        }
        return value;
    }

    private static String rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}
