// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.protocol.json;

import java.io.IOException;
import tools.jackson.core.JacksonException;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.SubmissionId;

/**
 * Why a document that was handed out is given back, as it travels to the address of inquiries. Nobody answers.
 *
 * @param sender the endpoint that handed the document in
 * @param submission the submission it came with
 * @param error what was wrong, in words for operators
 */
public record NotTaken(EndpointId sender, SubmissionId submission, String error) {
    /** The kind of such a message. */
    public static final String WIRE_KIND = "not-taken";

    /** As it travels. */
    public byte[] toJson() {
        return ExchangeJson.mapper().writeValueAsBytes(this);
    }

    /**
     * Reads one.
     *
     * @throws IOException if it is none
     */
    public static NotTaken parse(byte[] json) throws IOException {
        try {
            return ExchangeJson.mapper().readValue(json, NotTaken.class);
        } catch (JacksonException e) {
            throw new IOException("no word about a document: " + e.getOriginalMessage(), e);
        }
    }
}
