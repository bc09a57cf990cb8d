// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.handbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.client.ClientConfig;
import vn.lienthong.client.Delivery;
import vn.lienthong.client.Document;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.client.Inbox;
import vn.lienthong.client.StatusReport;
import vn.lienthong.client.StatusUpdate;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.Finding;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.edxml.Severity;
import vn.lienthong.edxml.SignatureCode;
import vn.lienthong.fixture.ExchangeFixture;
import vn.lienthong.protocol.Receipt;
import vn.lienthong.protocol.ReceiptKind;
import vn.lienthong.signature.SignatureCheck;
import vn.lienthong.signature.SignatureReport;
import vn.lienthong.signature.SignatureResult;

/** The handbook's snippets, run. The regions are compared with the fences by {@link HandbookSnippetsTest}. */
final class HandbookTest {
    private static final byte[] PDF = {'%', 'P', 'D', 'F', '-', '1', '.', '4', '\n'};

    @TempDir
    Path folder;

    private final BlockingQueue<StatusUpdate> statuses = new LinkedBlockingQueue<>();

    @Test
    void a_document_is_sent_taken_reported_on_and_recalled_as_the_handbook_says() throws Exception {
        Path pdf = Files.write(folder.resolve("cong-van.pdf"), PDF);
        try (ExchangeFixture exchange = ExchangeFixture.start(folder.resolve("data"))) {
            ExchangeClient sender = exchange.connect("hue", "H57");
            ExchangeClient recipient = exchange.connect("vpcp", "G22");
            follow(sender);
            take(recipient);

            Document letter = send(sender, pdf);
            expect(ProcessingStatus.ARRIVED);
            report(recipient, letter);
            expect(ProcessingStatus.COMPLETED);
            recall(sender, letter);
            expect(ProcessingStatus.AGREED);
        }
    }

    @Test
    void the_example_of_the_readme_sends_and_hears() throws Exception {
        Path report = Files.write(folder.resolve("bao-cao.pdf"), PDF);
        try (ExchangeFixture exchange = ExchangeFixture.start(folder.resolve("data"))) {
            ClientConfig hue = exchange.endpoint("hue", "H57");
            take(exchange.connect("vpcp", "G22"));
            readme(hue, report);
        }
    }

    @Test
    void signatures_inside_a_document_are_checked_as_the_handbook_says() throws Exception {
        Path samples = Path.of(System.getProperty("project.root"), "client-lib/src/test/resources/signatures");
        Document document = Document.read(samples.resolve("signed-by-openssl.edxml"));
        X509Certificate root;
        try (InputStream in = Files.newInputStream(samples.resolve("root.pem"))) {
            root = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }

        List<Finding> findings = signatures(document, List.of(root));

        assertThat(findings).extracting(Finding::code).containsExactly(SignatureCode.GOOD);
    }

    private static List<Finding> signatures(Document document, List<X509Certificate> authorities) {
        // region signatures
        SignatureCheck check = SignatureCheck.of(authorities); // once for all documents
        SignatureResult result = document.signatures(check);
        boolean good = result.signatures().stream().allMatch(SignatureReport::isGood);
        List<Finding> findings = result.findings(); // LT-E101 to LT-E135
        // endregion
        assertThat(good).isTrue();
        return findings;
    }

    private void readme(ClientConfig config, Path report) throws InterruptedException {
        // region readme
        try (ExchangeClient client = ExchangeClient.connect(config)) {
            client.inbox()
                    .onDocument(delivery -> store(delivery.document(), delivery.attempt()))
                    .onStatus(statuses::add) // 01 arrived, 03 received, … 06 completed
                    .open();
            client.send(Document.builder()
                    .from("H57")
                    .to("G22")
                    .number("124/UBND-VP", LocalDate.of(2026, 6, 1))
                    .subject("Báo cáo tháng 5")
                    .content(report)
                    .build()); // returns when the exchange has it on disk
            // endregion
            expect(ProcessingStatus.ARRIVED);
        }
    }

    private static Document send(ExchangeClient client, Path pdf) {
        // region send
        Document letter = Document.builder()
                .from("H57")
                .to("G22")
                .number("1/UBND-VP", LocalDate.of(2026, 3, 16))
                .subject("V/v kết nối liên thông")
                .content(pdf)
                .build();
        client.send(letter);
        // endregion
        return letter;
    }

    private void follow(ExchangeClient client) {
        client.inbox().onDocument(Delivery::acknowledge).onStatus(statuses::add).open();
    }

    private Inbox take(ExchangeClient client) {
        // region inbox
        Inbox inbox = client.inbox()
                .onDocument(delivery -> {
                    store(delivery.document(), delivery.attempt());
                    delivery.acknowledge();
                })
                .onRecall(recall -> recall.accept())
                .open();
        // endregion
        return inbox;
    }

    private static void report(ExchangeClient client, Document document) {
        // region report
        AgencyId self = new AgencyId("G22");
        client.report(StatusReport.of(self, document, ProcessingStatus.COMPLETED));
        // endregion
    }

    @Test
    void findings_of_a_delivery_are_told_as_the_handbook_says() throws Exception {
        Path pdf = Files.write(folder.resolve("cong-van.pdf"), PDF);
        SignatureCheck check = SignatureCheck.of(List.of());
        BlockingQueue<List<Finding>> told = new LinkedBlockingQueue<>();
        try (ExchangeFixture exchange = ExchangeFixture.start(folder.resolve("data"))) {
            exchange.connect("vpcp", "G22")
                    .inbox()
                    .onDocument(delivery -> {
                        told.add(findings(delivery, check));
                        delivery.acknowledge();
                    })
                    .open();
            send(exchange.connect("hue", "H57"), pdf);
            List<Finding> findings = told.poll(20, TimeUnit.SECONDS);
            assertThat(findings).extracting(Finding::code).contains(SignatureCode.UNSIGNED_PDF);
        }
    }

    private static List<Finding> findings(Delivery delivery, SignatureCheck check) {
        // region findings
        List<Finding> findings = delivery.findings(); // the file, LT-E01 to LT-E99
        List<Finding> all = delivery.findings(check); // and the signatures inside it, LT-E101 to LT-E135
        boolean acceptable = all.stream().noneMatch(finding -> finding.severity() == Severity.ERROR);
        // endregion
        assertThat(all).containsAll(findings);
        assertThat(acceptable).isTrue();
        return all;
    }

    @Test
    void a_document_of_use_for_a_time_only_expires_as_the_handbook_says() throws Exception {
        Path pdf = Files.write(folder.resolve("giay-moi.pdf"), PDF);
        BlockingQueue<Receipt> receipts = new LinkedBlockingQueue<>();
        try (ExchangeFixture exchange = ExchangeFixture.start(folder.resolve("data"))) {
            exchange.endpoint("vpcp", "G22"); // which is away
            ExchangeClient sender = exchange.connect("hue", "H57");
            sender.inbox()
                    .onDocument(Delivery::acknowledge)
                    .onReceipt(receipts::add)
                    .open();
            Document letter = Document.builder()
                    .from("H57")
                    .to("G22")
                    .number("2/GM-VP", LocalDate.of(2026, 3, 16))
                    .subject("Giấy mời họp")
                    .content(pdf)
                    .build();
            Document invitation = invite(sender, letter, Instant.now().plusSeconds(10));

            assertThat(receipts.poll(60, TimeUnit.SECONDS).kind()).isEqualTo(ReceiptKind.ACCEPTED);
            Receipt expired = receipts.poll(60, TimeUnit.SECONDS);
            assertThat(expired.kind()).isEqualTo(ReceiptKind.EXPIRED);
            assertThat(expired.submission()).isEqualTo(invitation.submission());
            assertThat(expired.recipients()).containsExactly(new AgencyId("G22"));
            assertThat(sender.send(invitation).id()).isEqualTo(letter.id()); // over, and answered like the first time
        }
    }

    private static Document invite(ExchangeClient client, Document letter, Instant begins) {
        // region expiry
        Document invitation = letter.expiring(begins); // or expires(begins) of the builder
        client.send(invitation);
        // endregion
        return invitation;
    }

    private static void recall(ExchangeClient client, Document letter) {
        // region recall
        client.recall(letter, "Sai số ký hiệu");
        // endregion
    }

    private static void store(Document document, int attempt) {
        assertThat(document.from()).isEqualTo(new AgencyId("H57"));
        assertThat(attempt).isPositive();
    }

    private void expect(ProcessingStatus expected) throws InterruptedException {
        StatusUpdate update = statuses.poll(20, TimeUnit.SECONDS);
        assertThat(update).isNotNull();
        assertThat(update.status()).isEqualTo(expected);
    }
}
