// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.json.AskedCertificate;
import vn.lienthong.protocol.json.Enrolment;
import vn.lienthong.protocol.json.EnrolmentToken;
import vn.lienthong.protocol.json.IssuedCertificate;
import vn.lienthong.testkit.ClientFile;
import vn.lienthong.trust.CertificationRequests;
import vn.lienthong.trust.CertifiedKey;
import vn.lienthong.trust.Fingerprint;
import vn.lienthong.trust.KeyAlgorithm;
import vn.lienthong.trust.KeyFolder;
import vn.lienthong.trust.KeyPurpose;
import vn.lienthong.trust.PublicCertificate;

/** Makes the keys of an endpoint where they are used, and has them certified. */
@Command(
        name = "enrol",
        mixinStandardHelpOptions = true,
        description =
                "Make the keys of an endpoint here, where they will be used, and get their certificates with the token that"
                        + " the operator of the exchange gave. No private key leaves this machine.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  lienthong enrol --token lt1.eyJ… --folder /etc/lienthong/quangninh",
            "  lienthong enrol --token lt1.eyJ… --folder keys --signing rsa-2048 --sealing p256",
            "  lienthong send --client /etc/lienthong/quangninh/exchange.properties …     and it works"
        })
final class EnrolCommand implements Callable<Integer> {
    private static final String CONFIGURATION = "exchange.properties";

    @Mixin
    private Output output = new Output();

    @Option(names = "--token", required = true, paramLabel = "TOKEN", description = "From the operator, good once.")
    private String token = "";

    @Option(
            names = "--folder",
            required = true,
            paramLabel = "DIR",
            description = "Where keys and configuration are written; must not exist or be empty.")
    private Path folder = Path.of("");

    @Option(
            names = "--signing",
            defaultValue = "p256",
            paramLabel = "p256|ed25519|rsa-2048|ml-dsa-65-ed25519",
            description = "Kind of the signing key; default p256.")
    private KeyAlgorithm signing = KeyAlgorithm.P256;

    @Option(
            names = "--sealing",
            defaultValue = "x25519",
            paramLabel = "x25519|p256|rsa-2048|ml-kem-768-x25519",
            description = "Kind of the key for opening what is sealed; default x25519.")
    private KeyAlgorithm sealing = KeyAlgorithm.X25519;

    /** For programs. */
    private record Enrolled(String endpoint, String folder, String configuration, Map<String, String> fingerprints) {}

    @Override
    public Integer call() throws IOException {
        EnrolmentToken invitation = invitation();
        KeyFolder target = new KeyFolder(folder);
        if (!target.isFree()) {
            throw new CommandFailure(ErrorCode.EXISTS_ALREADY.with(folder.toString(), "--folder"));
        }
        Map<KeyPurpose, KeyPair> pairs = new EnumMap<>(KeyPurpose.class);
        pairs.put(KeyPurpose.TLS, KeyAlgorithm.P256.newKeyPair());
        pairs.put(KeyPurpose.SIGNING, signing.newKeyPair());
        pairs.put(KeyPurpose.SEALING, sealing.newKeyPair());
        EnrolmentOffice office = new EnrolmentOffice(invitation);
        Enrolment.Answer answer = office.ask(new Enrolment.Request(
                invitation.secret(), invitation.endpoint(), requests(invitation.endpoint(), pairs)));
        Map<KeyPurpose, CertifiedKey> keys = certified(pairs, answer.certificates());
        X509Certificate authority = office.authority(answer);
        target.create(keys, authority, Map.of(CONFIGURATION, configuration(invitation, answer.port())));
        show(invitation.endpoint(), keys);
        return 0;
    }

    private EnrolmentToken invitation() {
        try {
            return EnrolmentToken.parse(token);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ErrorCode.ENROLMENT_TOKEN_INVALID.with("-"));
        }
    }

    private static List<AskedCertificate> requests(EndpointId endpoint, Map<KeyPurpose, KeyPair> pairs) {
        KeyPair signer = Objects.requireNonNull(pairs.get(KeyPurpose.SIGNING));
        List<AskedCertificate> asked = new ArrayList<>();
        pairs.forEach((purpose, pair) -> asked.add(new AskedCertificate(
                purpose.wireName(),
                Base64.getEncoder().encodeToString(CertificationRequests.write(endpoint, pair, signer)),
                Optional.empty())));
        return asked;
    }

    private static Map<KeyPurpose, CertifiedKey> certified(
            Map<KeyPurpose, KeyPair> pairs, List<IssuedCertificate> issued) {
        Map<KeyPurpose, CertifiedKey> keys = new EnumMap<>(KeyPurpose.class);
        for (IssuedCertificate one : issued) {
            X509Certificate certificate =
                    PublicCertificate.parse(Base64.getDecoder().decode(one.certificate()));
            KeyPurpose.ofWireName(one.purpose()).ifPresent(purpose -> {
                KeyPair pair = pairs.get(purpose);
                if (pair != null && CertifiedKey.isOf(pair, certificate)) {
                    keys.put(purpose, new CertifiedKey(pair.getPrivate(), certificate));
                }
            });
        }
        if (keys.size() != pairs.size()) {
            throw new CommandFailure(
                    ErrorCode.ENROLMENT_REFUSED.with("the answer does not certify the keys that were made"));
        }
        return keys;
    }

    private static String configuration(EnrolmentToken invitation, int port) {
        String host = invitation.address().substring(0, invitation.address().lastIndexOf(':'));
        return ClientFile.text(invitation.endpoint(), host, port);
    }

    private void show(EndpointId endpoint, Map<KeyPurpose, CertifiedKey> keys) {
        Path absolute = folder.toAbsolutePath().normalize();
        Map<String, String> fingerprints = new TreeMap<>();
        StringBuilder text = new StringBuilder(output.word("enrolled ", "đã đăng ký ") + endpoint);
        keys.forEach((purpose, key) -> {
            String fingerprint = Fingerprint.of(key.certificate()).value();
            fingerprints.put(purpose.wireName(), fingerprint);
            text.append(System.lineSeparator()).append(String.format("%-8s %s", purpose.wireName(), fingerprint));
        });
        text.append(System.lineSeparator()).append(absolute.resolve(CONFIGURATION));
        output.show(
                new Enrolled(
                        endpoint.value(),
                        absolute.toString(),
                        absolute.resolve(CONFIGURATION).toString(),
                        fingerprints),
                text.toString());
    }
}
