// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vn.lienthong.broker.administration.AdministrationAnswer.KeyView;
import vn.lienthong.broker.administration.AdministrationAnswer.LogView;
import vn.lienthong.broker.administration.KeyRequest;
import vn.lienthong.client.ClientConfig;
import vn.lienthong.client.KeyRenewal;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.trust.Fingerprint;
import vn.lienthong.trust.KeyPurpose;
import vn.lienthong.trust.PublicCertificate;

/** The register of keys. */
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        description = "List, register, revoke and renew the keys of endpoints, and check the log they stand in.",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  lienthong keys list quangninh",
            "  lienthong keys revoke quangninh --reason 'the server was stolen'",
            "  lienthong keys log --verify",
            "  lienthong keys renew --config exchange.properties     at the endpoint"
        })
final class KeysCommand implements Runnable {
    private static final int BRIEF = 16;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** For programs. */
    private record Renewed(String purpose, String fingerprint, Instant to) {}

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "List the keys of an endpoint or of all, revoked and expired ones included.",
            footer = {"%nExample:%n  lienthong keys list quangninh --json"})
    int list(
            @Mixin Output output,
            @Mixin DataOption data,
            @Parameters(arity = "0..1", paramLabel = "ENDPOINT", description = "Whose; default all.")
                    Optional<EndpointId> endpoint)
            throws IOException {
        List<KeyView> keys = new ExchangeOffice(data.folder())
                .ask(new KeyRequest.ListKeys(endpoint))
                .keys();
        output.show(keys, table(output, keys));
        return 0;
    }

    /** Which keys are meant. */
    static final class Meant {
        @Parameters(paramLabel = "ENDPOINT|FINGERPRINT", description = "Whose keys, or which one.")
        private String which = "";

        @Option(names = "--purpose", paramLabel = "tls|signing|sealing", description = "Only keys for this.")
        private Optional<KeyPurpose> purpose = Optional.empty();
    }

    @Command(
            name = "revoke",
            mixinStandardHelpOptions = true,
            description =
                    "Revoke the keys of an endpoint, or one key: its connections are cut, what it signs is refused, from"
                            + " the moment this command returns.",
            footer = {
                "%nExamples:%n  lienthong keys revoke quangninh --reason 'the server was stolen' --since 2026-11-20T08:00:00Z",
                "  lienthong keys revoke 6a09e667f3bcc908 --reason 'renewed'"
            })
    int revoke(
            @Mixin Output output,
            @Mixin DataOption data,
            @Mixin Meant meant,
            @Option(
                            names = "--since",
                            paramLabel = "TIME",
                            description = "What they did from then on does not count; default now.")
                    Optional<Instant> since,
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why, for the log.")
                    String reason)
            throws IOException {
        List<KeyView> keys = new ExchangeOffice(data.folder())
                .ask(new KeyRequest.RevokeKeys(meant.which, meant.purpose.map(KeyPurpose::wireName), since, reason))
                .keys();
        output.show(
                keys,
                keys.isEmpty()
                        ? output.word("they were revoked before", "đã bị thu hồi từ trước")
                        : table(output, keys));
        return 0;
    }

    @Command(
            name = "register",
            mixinStandardHelpOptions = true,
            description = "Register a certificate that another trusted authority issued, see trusted-authorities.",
            footer = {
                "%nExample:%n  lienthong keys register quangninh --purpose signing --certificate quangninh-sign.pem"
            })
    int register(
            @Mixin Output output,
            @Mixin DataOption data,
            @Parameters(paramLabel = "ENDPOINT", description = "Whose it is.") EndpointId endpoint,
            @Option(
                            names = "--purpose",
                            required = true,
                            paramLabel = "tls|signing|sealing",
                            description = "What it is for.")
                    KeyPurpose purpose,
            @Option(
                            names = "--certificate",
                            required = true,
                            paramLabel = "FILE",
                            description = "The certificate, and after it those up to a trusted authority; PEM or DER.")
                    Path file)
            throws IOException {
        List<KeyView> keys = new ExchangeOffice(data.folder())
                .ask(new KeyRequest.RegisterKey(endpoint, purpose.wireName(), certificates(file)))
                .keys();
        output.show(keys, table(output, keys));
        return 0;
    }

    private static List<String> certificates(Path file) throws IOException {
        List<String> encoded = new ArrayList<>();
        try (var in = Files.newInputStream(file)) {
            for (Certificate found : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                encoded.add(Base64.getEncoder().encodeToString(PublicCertificate.encode((X509Certificate) found)));
            }
        } catch (GeneralSecurityException e) {
            throw new CommandFailure(ErrorCode.CONTENT_UNREADABLE.with(file + ": " + e.getMessage()));
        }
        return encoded;
    }

    @Command(
            name = "log",
            mixinStandardHelpOptions = true,
            description = "Show what the log of keys is: how many entries and their root, as the exchange signs it.",
            footer = {"%nExample:%n  lienthong keys log --verify"})
    int log(
            @Mixin Output output,
            @Mixin DataOption data,
            @Option(names = "--verify", description = "Read all of it again from disk and compute everything anew.")
                    boolean verify)
            throws IOException {
        LogView log = new ExchangeOffice(data.folder()).ask(new KeyRequest.ShowKeyLog(verify));
        output.show(log, lines(output, log));
        return log.problem().isPresent() ? 1 : 0;
    }

    private static String lines(Output output, LogView log) {
        StringBuilder text = new StringBuilder()
                .append(output.word("entries   ", "số mục    "))
                .append(log.size())
                .append(System.lineSeparator())
                .append(output.word("root      ", "gốc       "))
                .append(log.root())
                .append(System.lineSeparator())
                .append(output.word("signed    ", "ký lúc    "))
                .append(LocalTime.of(log.time()))
                .append(output.word(" with ", " bằng "))
                .append(log.signer(), 0, BRIEF);
        log.verified().ifPresent(good -> text.append(System.lineSeparator())
                .append(output.word("verified  ", "kiểm tra  "))
                .append(log.problem().orElse(output.word("everything fits", "khớp toàn bộ"))));
        return text.toString();
    }

    @Command(
            name = "renew",
            mixinStandardHelpOptions = true,
            description =
                    "Give an endpoint new keys, here where it runs. The old ones stay good until they end or are revoked;"
                            + " old keys for sealing stay in their store.",
            footer = {"%nExample:%n  lienthong keys renew --config exchange.properties --purpose tls"})
    int renew(
            @Mixin Output output,
            @Option(
                            names = "--config",
                            required = true,
                            paramLabel = "FILE",
                            description = "Client configuration of the endpoint.")
                    Path config,
            @Option(
                            names = "--purpose",
                            split = ",",
                            paramLabel = "tls|signing|sealing",
                            description = "Which keys; default all three.")
                    Set<KeyPurpose> purposes) {
        Set<KeyPurpose> which = purposes == null || purposes.isEmpty() ? EnumSet.allOf(KeyPurpose.class) : purposes;
        Map<KeyPurpose, X509Certificate> made = KeyRenewal.renew(ClientConfig.load(config), which);
        Table table = new Table(
                output.word("PURPOSE", "MỤC ĐÍCH"),
                output.word("CERTIFICATE", "CHỨNG THƯ"),
                output.word("UNTIL", "ĐẾN"));
        List<Renewed> renewed = new ArrayList<>();
        made.forEach((purpose, certificate) -> {
            Renewed one = new Renewed(
                    purpose.wireName(),
                    Fingerprint.of(certificate).value(),
                    certificate.getNotAfter().toInstant());
            renewed.add(one);
            table.row(one.purpose(), one.fingerprint().substring(0, BRIEF), LocalTime.of(one.to()));
        });
        output.show(renewed, table.toString());
        return 0;
    }

    private static String table(Output output, List<KeyView> keys) {
        Table table = new Table(
                output.word("ENDPOINT", "HỆ THỐNG"),
                output.word("PURPOSE", "MỤC ĐÍCH"),
                output.word("CERTIFICATE", "CHỨNG THƯ"),
                output.word("KIND", "LOẠI"),
                output.word("UNTIL", "ĐẾN"),
                output.word("STATE", "TRẠNG THÁI"));
        keys.forEach(key -> table.row(
                key.endpoint(),
                key.purpose(),
                key.fingerprint().substring(0, BRIEF),
                key.algorithm(),
                LocalTime.of(key.to()),
                state(output, key)));
        return table.toString();
    }

    private static String state(Output output, KeyView key) {
        if (key.revokedSince().isPresent()) {
            return output.word("revoked since ", "thu hồi từ ")
                    + LocalTime.of(key.revokedSince().get()) + ": "
                    + key.reason().orElse("-");
        }
        return key.to().isBefore(Instant.now()) ? output.word("expired", "hết hạn") : output.word("good", "hiệu lực");
    }
}
