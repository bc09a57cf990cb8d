// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.protocol;

/**
 * The names of the message properties that make up the routing header. They are the contract for clients in every
 * language: letters and underscores only, so that JMS, AMQP and STOMP carry them unchanged.
 */
public final class HeaderNames {
    /** Every name begins so. */
    public static final String PREFIX = "lt_";
    /** {@code document} or {@code status}. */
    public static final String KIND = "lt_kind";
    /** The submission id, chosen by the client. */
    public static final String SUBMISSION = "lt_submission";
    /** The agency the message comes from. */
    public static final String FROM = "lt_from";
    /** The recipient agencies, separated by commas. */
    public static final String TO = "lt_to";
    /** The document id. */
    public static final String DOCUMENT = "lt_document";
    /** What a document does: 0 new, 1 recall, 2 update, 3 replace. */
    public static final String OPERATION = "lt_operation";
    /** Number and notation, {@code 125/SKHCN-CDS}; optional. */
    public static final String REFERENCE = "lt_reference";
    /** What the document is about; optional, and only for people who look for it. */
    public static final String SUBJECT = "lt_subject";
    /** Urgency 0 to 4; 0 when absent. */
    public static final String URGENCY = "lt_urgency";
    /** The day an answer is due, {@code 2026-03-31}; optional. */
    public static final String DUE = "lt_due";
    /** Of an update, those of the recipients who are to drop the document, separated by commas; optional. */
    public static final String REMOVED = "lt_removed";
    /** Of a replacement, the ids of the documents it replaces, one on each line; optional. */
    public static final String REPLACES = "lt_replaces";
    /** The status code, for statuses. */
    public static final String STATUS = "lt_status";
    /** The signed statement of the sender: CMS SignedData, DER, in Base64. */
    public static final String STATEMENT = "lt_statement";
    /**
     * Of a sealed document for one endpoint, its key package: the endpoint, a colon, CMS AuthEnvelopedData, DER, in Base64. For
     * several endpoints the packages are handed in before, so that each gets its own only.
     */
    public static final String KEY_PACKAGE = "lt_key_package";
    /** The media type of the body. */
    public static final String CONTENT_TYPE = "lt_content_type";

    /** Set by the exchange: the endpoint that handed the message in. */
    public static final String SENDER = "lt_sender";
    /** Set by the exchange: when it accepted the message, in milliseconds since 1970 (UTC). */
    public static final String ACCEPTED = "lt_accepted";
    /** Set by the exchange: the endpoint each recipient was routed to, in the order of {@link #TO}. */
    public static final String ENDPOINTS = "lt_endpoints";
    /** Set by the exchange: the length of the body in bytes. */
    public static final String SIZE = "lt_size";
    /** Set by the exchange on documents: the SHA-256 digest of the body, {@code sha256:} and 64 hexadecimal digits. */
    public static final String DIGEST = "lt_digest";
    /** Set by the exchange: recipients from whom the document was withdrawn before they had it, separated by commas. */
    public static final String WITHDRAWN = "lt_withdrawn";
    /** Set by the exchange: the codes of agencies that are named by an alias of its directory, {@code alias/code}, separated by commas. */
    public static final String ALIASES = "lt_aliases";
    /** Set by the exchange on dead letters: why they are. */
    public static final String REASON = "lt_reason";
    /** Set by the exchange on dead letters: since when they are, in milliseconds since 1970 (UTC). */
    public static final String DEAD_SINCE = "lt_dead_since";
    /** Set by the exchange on dead letters: how often they were handed out. */
    public static final String DEAD_ATTEMPTS = "lt_dead_attempts";
    /** Set by the exchange on dead letters: when they were handed out first, in milliseconds since 1970 (UTC), if it knows. */
    public static final String DEAD_TRIED = "lt_dead_tried";
    /** Set by the exchange on dead letters: what the recipient's application said last, if it said something. */
    public static final String DEAD_ERROR = "lt_dead_error";

    private HeaderNames() {}
}
