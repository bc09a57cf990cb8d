// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.protocol.json;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
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
 */
public record InquiryAnswer(
        Optional<String> refusal,
        Optional<List<TrackedDocument>> documents,
        Optional<List<AgencyInfo>> agencies,
        Optional<AgencyChanges> changes) {
    /** No answer. */
    public static InquiryAnswer refused(Refusal refusal) {
        return new InquiryAnswer(Optional.of(refusal.encode()), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Documents. */
    public static InquiryAnswer documents(List<TrackedDocument> documents) {
        return new InquiryAnswer(Optional.empty(), Optional.of(documents), Optional.empty(), Optional.empty());
    }

    /** Agencies. */
    public static InquiryAnswer agencies(List<AgencyInfo> agencies) {
        return new InquiryAnswer(Optional.empty(), Optional.empty(), Optional.of(agencies), Optional.empty());
    }

    /** Changes. */
    public static InquiryAnswer changes(AgencyChanges changes) {
        return new InquiryAnswer(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(changes));
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
