// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.protocol.json;

import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.AgencyChanges;
import vn.lienthong.protocol.AgencyInfo;
import vn.lienthong.protocol.Refusal;
import vn.lienthong.protocol.TrackedDocument;

/**
 * The answer to an {@link Inquiry}: a refusal, or what was asked for.
 *
 * @param refusal why there is no answer, encoded
 * @param documents the documents that were asked for
 * @param agencies the agencies that were asked for
 * @param changes the changes that were asked for
 * @param keys the keys that were asked for
 * @param certificates the certificates that were asked for
 * @param keyPackage the key package that was asked for, in Base64
 * @param time what the clock of the exchange says
 * @param next the code after which the next page of agencies or changes begins; absent: there is none
 * @param keyLog where the log of keys stands
 */
public record InquiryAnswer(
        Optional<String> refusal,
        Optional<List<TrackedDocument>> documents,
        Optional<List<AgencyInfo>> agencies,
        Optional<AgencyChanges> changes,
        Optional<KeyAnswer> keys,
        Optional<List<IssuedCertificate>> certificates,
        Optional<String> keyPackage,
        Optional<Instant> time,
        Optional<AgencyId> next,
        Optional<KeyLogState> keyLog) {
    /** It was done; there is nothing more to say. */
    public static InquiryAnswer done() {
        return new Parts().answer();
    }

    /** No answer. */
    public static InquiryAnswer refused(Refusal refusal) {
        Parts parts = new Parts();
        parts.refusal = Optional.of(refusal.encode());
        return parts.answer();
    }

    /** Documents. */
    public static InquiryAnswer documents(List<TrackedDocument> documents) {
        Parts parts = new Parts();
        parts.documents = Optional.of(documents);
        return parts.answer();
    }

    /** A page of agencies. */
    public static InquiryAnswer agencies(List<AgencyInfo> agencies, Optional<AgencyId> next) {
        Parts parts = new Parts();
        parts.agencies = Optional.of(agencies);
        parts.next = next;
        return parts.answer();
    }

    /** A page of changes. */
    public static InquiryAnswer changes(AgencyChanges changes, Optional<AgencyId> next) {
        Parts parts = new Parts();
        parts.changes = Optional.of(changes);
        parts.next = next;
        return parts.answer();
    }

    /** Keys. */
    public static InquiryAnswer keys(KeyAnswer keys) {
        Parts parts = new Parts();
        parts.keys = Optional.of(keys);
        return parts.answer();
    }

    /** Certificates. */
    public static InquiryAnswer certificates(List<IssuedCertificate> certificates) {
        Parts parts = new Parts();
        parts.certificates = Optional.of(certificates);
        return parts.answer();
    }

    /** A key package; empty if there is none. */
    public static InquiryAnswer keyPackage(Optional<byte[]> wrapped) {
        Parts parts = new Parts();
        parts.keyPackage = wrapped.map(Base64.getEncoder()::encodeToString);
        return parts.answer();
    }

    /** The time. */
    public static InquiryAnswer time(Instant time) {
        Parts parts = new Parts();
        parts.time = Optional.of(time);
        return parts.answer();
    }

    /** Where the log of keys stands. */
    public static InquiryAnswer keyLog(KeyLogState state) {
        Parts parts = new Parts();
        parts.keyLog = Optional.of(state);
        return parts.answer();
    }

    /** As it travels. */
    public byte[] toJson() {
        return ExchangeJson.mapper().writeValueAsBytes(this);
    }

    /**
     * Reads an answer.
     *
     * @throws IOException if it is none
     */
    public static InquiryAnswer parse(byte[] json) throws IOException {
        try {
            return ExchangeJson.mapper().readValue(json, InquiryAnswer.class);
        } catch (JacksonException e) {
            throw new IOException("no answer: " + e.getOriginalMessage(), e);
        }
    }

    /** An answer that is put together: nothing of anything at first. */
    private static final class Parts {
        private Optional<String> refusal = Optional.empty();
        private Optional<List<TrackedDocument>> documents = Optional.empty();
        private Optional<List<AgencyInfo>> agencies = Optional.empty();
        private Optional<AgencyChanges> changes = Optional.empty();
        private Optional<KeyAnswer> keys = Optional.empty();
        private Optional<List<IssuedCertificate>> certificates = Optional.empty();
        private Optional<String> keyPackage = Optional.empty();
        private Optional<Instant> time = Optional.empty();
        private Optional<AgencyId> next = Optional.empty();
        private Optional<KeyLogState> keyLog = Optional.empty();

        InquiryAnswer answer() {
            return new InquiryAnswer(
                    refusal, documents, agencies, changes, keys, certificates, keyPackage, time, next, keyLog);
        }
    }
}
