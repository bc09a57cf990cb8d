// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.BusinessInfo;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.Finding;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.protocol.json.NotTaken;
import vn.lienthong.signature.SignatureCheck;
import vn.lienthong.trust.KeyPackage;

/**
 * One message of the inbox in the application's hands, as a document or as a recall.
 *
 * @param document the document, or the recall
 * @param stamp how it came
 * @param attempt how often it was handed out
 * @param settlement how it is settled
 */
record IncomingDocument(Document document, Stamp stamp, int attempt, Settlement settlement) implements Delivery {

    /**
     * How it came.
     *
     * @param sender who handed it in
     * @param recipients the recipients hosted here
     * @param acceptedAt when
     * @param key what opened it, if it was sealed
     */
    record Stamp(Sender sender, List<AgencyId> recipients, Instant acceptedAt, Optional<KeyPackage> key) {}

    @Override
    public List<AgencyId> recipients() {
        return stamp.recipients();
    }

    @Override
    public Instant acceptedAt() {
        return stamp.acceptedAt();
    }

    @Override
    public Sender sender() {
        return stamp.sender();
    }

    @Override
    public List<Finding> findings() {
        return document.findings();
    }

    @Override
    public List<Finding> findings(SignatureCheck check) {
        return Stream.concat(document.findings().stream(), document.signatures(check).findings().stream())
                .toList();
    }

    @Override
    public Optional<Path> save(Path file) throws IOException {
        Optional<Path> proof = stamp.sender().statement().map(unused -> beside(file, ".p7s"));
        Optional<Path> salt = stamp.key().map(unused -> beside(file, ".salt"));
        try (InputStream in = document.body().open()) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            if (proof.isPresent()) {
                Files.write(
                        proof.get(), stamp.sender().statement().orElseThrow().cms());
            }
            if (salt.isPresent()) {
                Files.write(salt.get(), stamp.key().orElseThrow().salt());
            }
        } catch (IOException e) {
            Files.deleteIfExists(file);
            deleteIfExists(proof);
            deleteIfExists(salt);
            throw e;
        }
        return proof;
    }

    private static Path beside(Path file, String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }

    private static void deleteIfExists(Optional<Path> file) throws IOException {
        if (file.isPresent()) {
            Files.deleteIfExists(file.get());
        }
    }

    @Override
    public void acknowledge() {
        settle(ProcessingStatus.ARRIVED, Optional.empty());
    }

    @Override
    public void reject(String reason) {
        settle(ProcessingStatus.REFUSED, Optional.of(reason));
    }

    @Override
    public void release() {
        settlement.giveBack(document.toString());
    }

    @Override
    public void release(String error) {
        settlement.giveBack(document.toString(), new NotTaken(stamp.sender().endpoint(), document.submission(), error));
    }

    /** Of a failure only its kind is told: its text may quote the document. */
    void releaseAfter(RuntimeException failure) {
        String kind = failure.getClass().getSimpleName();
        Throwable cause = failure.getCause();
        release(cause == null ? kind : kind + " < " + cause.getClass().getSimpleName());
    }

    RecallRequest asRecall() {
        return new IncomingRecall(this);
    }

    private void settle(ProcessingStatus status, Optional<String> description) {
        List<Outgoing> reports = recipients().stream()
                .map(recipient -> StatusReport.of(recipient, document, status))
                .map(report -> description.map(report::withDescription).orElse(report))
                .map(Reports::outgoing)
                .toList();
        settlement.take(document.toString(), reports);
    }

    private record IncomingRecall(IncomingDocument incoming) implements RecallRequest {
        @Override
        public DocumentId document() {
            return incoming.document
                    .header()
                    .business()
                    .flatMap(BusinessInfo::documentId)
                    .orElse(incoming.document.id());
        }

        @Override
        public AgencyId from() {
            return incoming.document.from();
        }

        @Override
        public Sender sender() {
            return incoming.sender();
        }

        @Override
        public List<AgencyId> recipients() {
            return incoming.recipients();
        }

        @Override
        public String reason() {
            return incoming.document
                    .header()
                    .business()
                    .flatMap(BusinessInfo::reason)
                    .orElse("");
        }

        @Override
        public Document message() {
            return incoming.document;
        }

        @Override
        public int attempt() {
            return incoming.attempt;
        }

        @Override
        public void accept() {
            incoming.settle(ProcessingStatus.AGREED, Optional.empty());
        }

        @Override
        public void refuse(String reason) {
            incoming.settle(ProcessingStatus.NOT_AGREED, Optional.of(reason));
        }
    }
}
