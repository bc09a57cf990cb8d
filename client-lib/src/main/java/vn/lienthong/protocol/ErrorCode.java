// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.protocol;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The catalogue of errors that library, exchange, command line and console share. Placeholders {@code {0}}, {@code {1}}…
 * stand for the arguments of a {@link Problem}. The texts stand in {@code errors.properties} and {@code errors_vi.properties}; each says what, which one, limit and actual, and what to do.
 */
public enum ErrorCode {
    /** A recipient is not in the directory. */
    RECIPIENT_UNKNOWN("LT-R01", Kind.REFUSED),
    /** A recipient is known but nobody hosts it. */
    RECIPIENT_NOT_CONNECTED("LT-R02", Kind.REFUSED),
    /** A recipient does not take messages at present. */
    RECIPIENT_SUSPENDED("LT-R03", Kind.REFUSED),
    /** A recipient no longer exists. */
    RECIPIENT_CLOSED("LT-R04", Kind.REFUSED),
    /** A document without recipients. */
    NO_RECIPIENT("LT-R05", Kind.REFUSED),
    /** A recipient named twice. */
    RECIPIENT_REPEATED("LT-R06", Kind.REFUSED),
    /** A routing header property is missing. */
    HEADER_MISSING("LT-R07", Kind.REFUSED),
    /** A routing header property has a wrong value. */
    HEADER_INVALID("LT-R08", Kind.REFUSED),
    /** Too many recipients. */
    TOO_MANY_RECIPIENTS("LT-R09", Kind.REFUSED),
    /** The body is larger than the exchange takes. */
    TOO_LARGE("LT-R10", Kind.REFUSED),
    /** A message that would not survive a restart. */
    NOT_DURABLE("LT-R11", Kind.REFUSED),
    /** A message without a body. */
    EMPTY_BODY("LT-R12", Kind.REFUSED),
    /** The sender itself is closed. */
    SENDER_CLOSED("LT-R13", Kind.REFUSED),
    /** A property only the broker itself may use. */
    PROPERTY_RESERVED("LT-R14", Kind.REFUSED),
    /** A submission id that stands for something else. */
    SUBMISSION_DIFFERS("LT-R15", Kind.REFUSED),
    /** A document id that stands for something else. */
    DOCUMENT_DIFFERS("LT-R16", Kind.REFUSED),
    /** More problems than fit. */
    MORE_PROBLEMS("LT-R19", Kind.REFUSED),
    /** Something broke on the way in; nothing was accepted. */
    INTERNAL("LT-R20", Kind.UNAVAILABLE),
    /** The same submission is on its way in at this moment. */
    BEING_TAKEN("LT-R21", Kind.UNAVAILABLE),
    /** There is no room for documents on the disk of the exchange. */
    DISK_FULL("LT-R22", Kind.UNAVAILABLE),
    /** The time of a document is over before it came. */
    EXPIRED_BEFORE("LT-R23", Kind.REFUSED),
    /** A recipient whose code is not valid yet. */
    RECIPIENT_NOT_VALID_YET("LT-R30", Kind.REFUSED),
    /** The body is larger than an endpoint takes or sends. */
    TOO_LARGE_FOR_ENDPOINT("LT-R31", Kind.REFUSED),
    /** Too many documents wait for an endpoint. The fourth argument is the recipients it receives for, separated by a comma and a space. */
    INBOX_FULL("LT-R32", Kind.UNAVAILABLE),
    /** More documents than an endpoint may hand in. */
    TOO_MANY_DOCUMENTS("LT-R33", Kind.UNAVAILABLE),
    /** A document that does what the system of a recipient does not take. */
    OPERATION_NOT_TAKEN("LT-R34", Kind.REFUSED),
    /** The endpoint does not host the agency it wants to speak for. */
    NOT_HOSTED("LT-A01", Kind.DENIED),
    /** The certificate is good but its endpoint is not registered. */
    ENDPOINT_UNKNOWN("LT-A02", Kind.DENIED),
    /** Reading or writing where it is not allowed. */
    ACCESS_DENIED("LT-A03", Kind.DENIED),
    /** A consumer that would take messages without acknowledging them. */
    NOT_ACKNOWLEDGING("LT-A04", Kind.DENIED),
    /** An operator without the role for it. */
    OPERATION_NOT_ALLOWED("LT-A05", Kind.DENIED),
    /** Nobody answers. */
    CANNOT_CONNECT("LT-T01", Kind.UNAVAILABLE),
    /** The connection went away and did not come back in time. */
    CONNECTION_LOST("LT-T02", Kind.UNAVAILABLE),
    /** The own certificate is not valid now. */
    CERTIFICATE_NOT_VALID("LT-T03", Kind.DENIED),
    /** The own key store cannot be used. */
    KEY_STORE_UNUSABLE("LT-T04", Kind.DENIED),
    /** Used after close. */
    CLOSED("LT-T05", Kind.UNAVAILABLE),
    /** No more fits into the outbox. */
    OUTBOX_FULL("LT-T06", Kind.UNAVAILABLE),
    /** The outbox cannot be written. */
    OUTBOX_UNWRITABLE("LT-T07", Kind.UNAVAILABLE),
    /** Another program has the outbox. */
    OUTBOX_IN_USE("LT-T08", Kind.REFUSED),
    /** More connections than an endpoint may have. Others of its own may close, so trying again helps. */
    TOO_MANY_CONNECTIONS("LT-T09", Kind.UNAVAILABLE),
    /** A folder for temporary files cannot be written. */
    SPOOL_UNWRITABLE("LT-T10", Kind.UNAVAILABLE),
    /** The own clock and that of the exchange are apart. */
    CLOCK_DIFFERS("LT-T11", Kind.REFUSED),
    /** A setting is missing. */
    SETTING_MISSING("LT-C01", Kind.REFUSED),
    /** A setting nobody knows. */
    SETTING_UNKNOWN("LT-C02", Kind.REFUSED),
    /** A setting with a wrong value. */
    SETTING_INVALID("LT-C03", Kind.REFUSED),
    /** A line of a calendar that cannot be read. */
    CALENDAR_LINE_INVALID("LT-C04", Kind.REFUSED),
    /** A port that another program holds. */
    PORT_TAKEN("LT-C05", Kind.REFUSED),
    /** The document cannot be sent as it is. */
    DOCUMENT_INVALID("LT-D01", Kind.REFUSED),
    /** A file cannot be read. */
    CONTENT_UNREADABLE("LT-D02", Kind.REFUSED),
    /** A received body that is no edXML message. */
    BODY_UNREADABLE("LT-D03", Kind.REFUSED),
    /** Settling what is settled. */
    ALREADY_SETTLED("LT-D04", Kind.REFUSED),
    /** A message that was handed out as often as allowed. */
    NOT_TAKEN("LT-D05", Kind.REFUSED),
    /** A document was not taken in all attempts, and the recipient's application said why. */
    NOT_TAKEN_BECAUSE("LT-D06", Kind.REFUSED),
    /** Something that happened was written down so that nobody can read it. */
    EVENT_UNREADABLE("LT-D07", Kind.REFUSED),
    /** The endpoint that a document waited for was removed. */
    ENDPOINT_REMOVED("LT-D08", Kind.REFUSED),
    /** A message without a signed statement. */
    STATEMENT_MISSING("LT-S01", Kind.REFUSED),
    /** A statement that is none. */
    STATEMENT_UNREADABLE("LT-S02", Kind.REFUSED),
    /** A signature that does not fit what was signed. */
    SIGNATURE_INVALID("LT-S03", Kind.REFUSED),
    /** None or several signers. */
    SIGNER_COUNT("LT-S04", Kind.REFUSED),
    /** A certificate that no trusted authority issued. */
    SIGNER_UNTRUSTED("LT-S05", Kind.DENIED),
    /** A certificate that is not valid at the time. */
    SIGNER_NOT_VALID("LT-S06", Kind.DENIED),
    /** A certificate that was revoked. */
    SIGNER_REVOKED("LT-S07", Kind.DENIED),
    /** A certificate that the directory of keys does not know. */
    SIGNER_NOT_REGISTERED("LT-S08", Kind.DENIED),
    /** A certificate of another authority, of which nobody can say now whether it was revoked. */
    REVOCATION_UNKNOWN("LT-S09", Kind.UNAVAILABLE),
    /** A certificate made for something else. */
    SIGNER_WRONG_PURPOSE("LT-S10", Kind.DENIED),
    /** An algorithm that is too weak or unknown. */
    ALGORITHM_REFUSED("LT-S11", Kind.REFUSED),
    /** A statement about something else. */
    STATEMENT_DIFFERS("LT-S12", Kind.REFUSED),
    /** A body that is not the signed one. */
    BODY_DIFFERS("LT-S13", Kind.REFUSED),
    /** A time that cannot be. */
    STATEMENT_TIME("LT-S14", Kind.REFUSED),
    /** A file that says something else than its routing header. */
    FILE_DIFFERS("LT-S15", Kind.REFUSED),
    /** A client that has no key to sign with. */
    SIGNING_KEY_MISSING("LT-S16", Kind.DENIED),
    /** A recipient for whom nothing can be sealed. */
    SEALING_KEY_MISSING("LT-S17", Kind.REFUSED),
    /** A sealed document whose header says what it is about. */
    SUBJECT_NOT_SEALED("LT-S18", Kind.REFUSED),
    /** A recipient whose keys come from no trusted authority. */
    SEALING_KEY_UNTRUSTED("LT-S19", Kind.REFUSED),
    /** A segment of a sealed body that was changed. */
    SEAL_DAMAGED("LT-S20", Kind.REFUSED),
    /** A sealed body without its end. */
    SEAL_TRUNCATED("LT-S21", Kind.REFUSED),
    /** A key package that does not open. */
    KEY_PACKAGE_UNUSABLE("LT-S23", Kind.REFUSED),
    /** Opened content that the sender did not sign. */
    SEALED_CONTENT_DIFFERS("LT-S24", Kind.REFUSED),
    /** More key packages than an endpoint may hand in within an hour. */
    TOO_MANY_KEY_PACKAGES("LT-S25", Kind.UNAVAILABLE),
    /** A way of sealing that is not known. */
    SUITE_UNKNOWN("LT-S27", Kind.REFUSED),
    /** A sealed document without the key of a recipient. */
    KEY_PACKAGE_MISSING("LT-S28", Kind.REFUSED),
    /** A document that is not sealed and must be. */
    SEALING_REQUIRED("LT-S29", Kind.REFUSED),
    /** A key log that was changed after the fact. */
    KEY_LOG_INCONSISTENT("LT-S30", Kind.DENIED),
    /** A token that does not enrol. */
    ENROLMENT_TOKEN_INVALID("LT-S31", Kind.DENIED),
    /** A request for certificates that cannot be granted. */
    ENROLMENT_REFUSED("LT-S32", Kind.REFUSED),
    /** A key that serves for something else. */
    KEY_TAKEN("LT-S33", Kind.REFUSED),
    /** A key that has been revoked. */
    KEY_WAS_REVOKED("LT-S34", Kind.REFUSED),
    /** A key that somebody else registered for this endpoint, as far as it knows. */
    OWN_KEY_UNKNOWN("LT-S35", Kind.DENIED),
    /** The data folder belongs to another running exchange. */
    DATA_FOLDER_IN_USE("LT-O01", Kind.REFUSED),
    /** No exchange runs on a data folder. */
    NOT_RUNNING("LT-O02", Kind.UNAVAILABLE),
    /** The exchange did not carry out what an operator asked for. */
    ADMINISTRATION_REFUSED("LT-O03", Kind.REFUSED),
    /** Something is there already. */
    EXISTS_ALREADY("LT-O04", Kind.REFUSED),
    /** A command was not written as it should be. */
    COMMAND_INVALID("LT-O05", Kind.REFUSED),
    /** What was waited for did not come. */
    NOT_IN_TIME("LT-O06", Kind.REFUSED),
    /** The ledger's database cannot be reached. */
    LEDGER_UNAVAILABLE("LT-O07", Kind.UNAVAILABLE),
    /** The exchange keeps no ledger. */
    NO_LEDGER("LT-O08", Kind.REFUSED),
    /** A dead letter that is not there, or not any more. */
    NO_DEAD_LETTER("LT-O10", Kind.REFUSED),
    /** A dead letter cannot be put back at the moment its document is recalled. */
    BEING_TAKEN_BACK("LT-O11", Kind.UNAVAILABLE),
    /** A row of a list of agencies that cannot be taken. */
    AGENCY_ROW_INVALID("LT-O20", Kind.REFUSED),
    /** A mistake of ours. */
    UNEXPECTED("LT-O09", Kind.REFUSED);

    /** What a caller can do about an error. */
    public enum Kind {
        /** Change the document. */
        REFUSED,
        /** Change the rights. */
        DENIED,
        /** Try again; the same submission is safe. */
        UNAVAILABLE
    }

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d)}");

    private static final Properties ENGLISH = texts("errors.properties");
    private static final Properties VIETNAMESE = texts("errors_vi.properties");

    private final String code;
    private final Kind kind;

    ErrorCode(String code, Kind kind) {
        this.code = code;
        this.kind = kind;
    }

    private static Properties texts(String resource) {
        Properties texts = new Properties();
        try (Reader in = new InputStreamReader(
                Objects.requireNonNull(ErrorCode.class.getResourceAsStream(resource), resource),
                StandardCharsets.UTF_8)) {
            texts.load(in);
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException("the texts of errors cannot be read", e);
        }
    }

    /** The code, {@code LT-R01}. */
    public String code() {
        return code;
    }

    /** What a caller can do. */
    public Kind kind() {
        return kind;
    }

    /** The text in Vietnamese when the locale asks for it, else in English, arguments filled in. */
    public String message(Locale locale, List<String> arguments) {
        String text = Objects.requireNonNull(
                (locale.getLanguage().equals("vi") ? VIETNAMESE : ENGLISH).getProperty(code), code);
        return PLACEHOLDER.matcher(text).replaceAll(found -> {
            int index = Integer.parseInt(found.group(1));
            return Matcher.quoteReplacement(index < arguments.size() ? arguments.get(index) : found.group());
        });
    }

    /** A problem of this code. */
    public Problem with(String... arguments) {
        return new Problem(this, List.of(arguments));
    }

    /** The entry with a code, if there is one. */
    public static Optional<ErrorCode> ofCode(String code) {
        for (ErrorCode entry : values()) {
            if (entry.code.equals(code)) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }
}
