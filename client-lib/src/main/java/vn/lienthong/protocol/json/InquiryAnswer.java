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
    private static final InquiryAnswer NOTHING = new InquiryAnswer(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /** It was done; there is nothing more to say. */
    public static InquiryAnswer done() {
        return NOTHING;
    }

    /** No answer. */
    public static InquiryAnswer refused(Refusal refusal) {
        return new InquiryAnswer(
                Optional.of(refusal.encode()),
                NOTHING.documents,
                NOTHING.agencies,
                NOTHING.changes,
                NOTHING.keys,
                NOTHING.certificates,
                NOTHING.keyPackage,
                NOTHING.time,
                NOTHING.next,
                NOTHING.keyLog);
    }

    /** Documents. */
    public static InquiryAnswer documents(List<TrackedDocument> documents) {
        return new InquiryAnswer(
                NOTHING.refusal,
                Optional.of(documents),
                NOTHING.agencies,
                NOTHING.changes,
                NOTHING.keys,
                NOTHING.certificates,
                NOTHING.keyPackage,
                NOTHING.time,
                NOTHING.next,
                NOTHING.keyLog);
    }

    /** A page of agencies. */
    public static InquiryAnswer agencies(List<AgencyInfo> agencies, Optional<AgencyId> next) {
        return new InquiryAnswer(
                NOTHING.refusal,
                NOTHING.documents,
                Optional.of(agencies),
                NOTHING.changes,
                NOTHING.keys,
                NOTHING.certificates,
                NOTHING.keyPackage,
                NOTHING.time,
                next,
                NOTHING.keyLog);
    }

    /** A page of changes. */
    public static InquiryAnswer changes(AgencyChanges changes, Optional<AgencyId> next) {
        return new InquiryAnswer(
                NOTHING.refusal,
                NOTHING.documents,
                NOTHING.agencies,
                Optional.of(changes),
                NOTHING.keys,
                NOTHING.certificates,
                NOTHING.keyPackage,
                NOTHING.time,
                next,
                NOTHING.keyLog);
    }

    /** Keys. */
    public static InquiryAnswer keys(KeyAnswer keys) {
        return new InquiryAnswer(
                NOTHING.refusal,
                NOTHING.documents,
                NOTHING.agencies,
                NOTHING.changes,
                Optional.of(keys),
                NOTHING.certificates,
                NOTHING.keyPackage,
                NOTHING.time,
                NOTHING.next,
                NOTHING.keyLog);
    }

    /** Certificates. */
    public static InquiryAnswer certificates(List<IssuedCertificate> certificates) {
        return new InquiryAnswer(
                NOTHING.refusal,
                NOTHING.documents,
                NOTHING.agencies,
                NOTHING.changes,
                NOTHING.keys,
                Optional.of(certificates),
                NOTHING.keyPackage,
                NOTHING.time,
                NOTHING.next,
                NOTHING.keyLog);
    }

    /** A key package; empty if there is none. */
    public static InquiryAnswer keyPackage(Optional<byte[]> wrapped) {
        return new InquiryAnswer(
                NOTHING.refusal,
                NOTHING.documents,
                NOTHING.agencies,
                NOTHING.changes,
                NOTHING.keys,
                NOTHING.certificates,
                wrapped.map(Base64.getEncoder()::encodeToString),
                NOTHING.time,
                NOTHING.next,
                NOTHING.keyLog);
    }

    /** The time. */
    public static InquiryAnswer time(Instant time) {
        return new InquiryAnswer(
                NOTHING.refusal,
                NOTHING.documents,
                NOTHING.agencies,
                NOTHING.changes,
                NOTHING.keys,
                NOTHING.certificates,
                NOTHING.keyPackage,
                Optional.of(time),
                NOTHING.next,
                NOTHING.keyLog);
    }

    /** Where the log of keys stands. */
    public static InquiryAnswer keyLog(KeyLogState state) {
        return new InquiryAnswer(
                NOTHING.refusal,
                NOTHING.documents,
                NOTHING.agencies,
                NOTHING.changes,
                NOTHING.keys,
                NOTHING.certificates,
                NOTHING.keyPackage,
                NOTHING.time,
                NOTHING.next,
                Optional.of(state));
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
}
