// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.json.AskedCertificate;
import vn.lienthong.protocol.json.Inquiry;
import vn.lienthong.protocol.json.IssuedCertificate;
import vn.lienthong.trust.CertificationRequests;
import vn.lienthong.trust.CertifiedKey;
import vn.lienthong.trust.KeyAlgorithm;
import vn.lienthong.trust.KeyFolder;
import vn.lienthong.trust.KeyPurpose;
import vn.lienthong.trust.PublicCertificate;

/**
 * Gives an endpoint new keys of the kinds it has, without a pause: makes them here, has them certified over the endpoint's own
 * connection, and puts them into its key folder. The old certificates stay good until they end, so that whoever uses them
 * meanwhile is not refused; old keys for sealing stay in their store.
 */
public final class KeyRenewal {
    private KeyRenewal() {}

    /**
     * Renews keys; returns when the new ones are in the folder. Blocks for the time of an inquiry.
     *
     * @param purposes which
     * @return the new certificates
     * @throws ExchangeException if the exchange cannot be reached or does not certify them; nothing has changed then
     * @throws UncheckedIOException if the key stores cannot be read or written
     */
    public static Map<KeyPurpose, X509Certificate> renew(ClientConfig config, Set<KeyPurpose> purposes) {
        Path folder = config.keyStore().toAbsolutePath().resolveSibling("").normalize();
        try (ConnectedClient client = ConnectedClient.connect(config, null)) {
            client.rememberOwnKeys();
            return new Renewal(new KeyFolder(folder), client.inquirer()).renew(new TreeSet<>(purposes));
        } catch (IOException e) {
            throw new UncheckedIOException("the keys in " + folder + " cannot be renewed", e);
        }
    }

    /** One renewal. */
    private record Renewal(KeyFolder folder, Inquirer inquirer) {
        Map<KeyPurpose, X509Certificate> renew(Set<KeyPurpose> purposes) throws IOException {
            Map<KeyPurpose, KeyPair> pairs = new EnumMap<>(KeyPurpose.class);
            for (KeyPurpose purpose : purposes) {
                pairs.put(purpose, kindOf(folder.current(purpose)).newKeyPair());
            }
            CertifiedKey signing = folder.current(KeyPurpose.SIGNING);
            List<AskedCertificate> asked = new ArrayList<>();
            for (Map.Entry<KeyPurpose, KeyPair> pair : pairs.entrySet()) {
                asked.add(ask(pair.getKey(), pair.getValue(), signing));
            }
            List<IssuedCertificate> issued =
                    inquirer.ask(new Inquiry.Renew(asked)).certificates().orElseThrow();
            Map<KeyPurpose, X509Certificate> certificates = new TreeMap<>();
            for (IssuedCertificate one : issued) {
                KeyPurpose purpose = KeyPurpose.ofWireName(one.purpose()).orElseThrow();
                certificates.put(
                        purpose, PublicCertificate.parse(Base64.getDecoder().decode(one.certificate())));
            }
            for (KeyPurpose purpose : purposes) {
                put(purpose, pairs, certificates);
            }
            return certificates;
        }

        private void put(
                KeyPurpose purpose, Map<KeyPurpose, KeyPair> pairs, Map<KeyPurpose, X509Certificate> certificates)
                throws IOException {
            X509Certificate certificate = certificates.get(purpose);
            KeyPair pair = pairs.get(purpose);
            if (certificate == null || pair == null || !CertifiedKey.isOf(pair, certificate)) {
                throw new IOException("the exchange certified another key for " + purpose.wireName());
            }
            folder.put(purpose, new CertifiedKey(pair.getPrivate(), certificate));
        }

        private AskedCertificate ask(KeyPurpose purpose, KeyPair pair, CertifiedKey signing) {
            EndpointId endpoint = inquirer.endpoint();
            KeyPair present = new KeyPair(signing.certificate().getPublicKey(), signing.key());
            byte[] request = CertificationRequests.write(endpoint, pair, present);
            Base64.Encoder base64 = Base64.getEncoder();
            return new AskedCertificate(
                    purpose.wireName(),
                    base64.encodeToString(request),
                    Optional.of(base64.encodeToString(CertificationRequests.sign(request, signing))));
        }

        private static KeyAlgorithm kindOf(CertifiedKey key) {
            return KeyAlgorithm.of(key.certificate().getPublicKey())
                    .orElseThrow(() -> new AccessDeniedException(ErrorCode.ENROLMENT_REFUSED.with(
                            "a key of kind " + key.key().getAlgorithm() + " is renewed by its own authority")));
        }
    }
}
