// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.Operation;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.MessageKind;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.protocol.RoutingHeader;
import vn.lienthong.protocol.SubmissionId;

/**
 * What the sender of a message says it is: who writes what to whom, and the digest of the body. It has one form only, as text,
 * and that is what is signed.
 *
 * @param submission the act of handing it over
 * @param from the agency that speaks
 * @param to the recipients
 * @param document which document; of a status, the one reported on
 * @param act what it does
 * @param body what was handed over
 * @param time when that was said, by the sender's clock, in milliseconds
 */
public record Statement(
        SubmissionId submission,
        AgencyId from,
        List<AgencyId> to,
        DocumentId document,
        Act act,
        SignedBody body,
        Instant time) {
    private static final String VERSION = "lienthong-statement";
    private static final String FIRST_VERSION = "1";
    private static final String KIND = "kind";
    private static final String SUBMISSION = "submission";
    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String DOCUMENT = "document";
    private static final String OPERATION = "operation";
    private static final String STATUS = "status";
    private static final String DIGEST = "digest";
    private static final String SIZE = "size";
    private static final String SEALED = "sealed";
    private static final String CONTENT = "content";
    private static final String TIME = "time";
    private static final String SEPARATOR = ": ";

    /** Copies the recipients; a time has milliseconds and no more. */
    public Statement {
        to = List.copyOf(to);
        time = time.truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * What a message does: exactly one of the two.
     *
     * @param operation of a document
     * @param status of a status
     */
    public record Act(Optional<Operation> operation, Optional<ProcessingStatus> status) {
        /** Checks that it is one. */
        public Act {
            if (operation.isPresent() == status.isPresent()) {
                throw new IllegalArgumentException("a document has an operation, a status has a code");
            }
        }
    }

    /**
     * The body that was handed over.
     *
     * @param digest {@code sha256:} and 64 hexadecimal digits
     * @param size in bytes
     * @param sealing how it is sealed, if it is
     */
    public record SignedBody(String digest, long size, Optional<Sealing> sealing) {
        /** A body that is sealed. */
        public static SignedBody of(SealedBody body) {
            return new SignedBody(
                    body.digest(),
                    body.size(),
                    Optional.of(new Sealing(body.suite().wireName(), body.content())));
        }
    }

    /**
     * How a body is sealed.
     *
     * @param suite the algorithms
     * @param content the digest of salt and plaintext, {@code sha256:} and 64 hexadecimal digits
     */
    public record Sealing(String suite, String content) {}

    /** The statement about a message. */
    public static Statement of(RoutingHeader header, SignedBody body, Instant time) {
        Act act = header.kind() == MessageKind.STATUS
                ? new Act(Optional.empty(), header.status())
                : new Act(Optional.of(header.traits().operation()), Optional.empty());
        return new Statement(header.submission(), header.from(), header.to(), header.document(), act, body, time);
    }

    /** The text that is signed. */
    public String text() {
        StringBuilder text = new StringBuilder();
        line(text, VERSION, FIRST_VERSION);
        line(text, KIND, kind().wireName());
        line(text, SUBMISSION, submission.value());
        line(text, FROM, from.value());
        line(text, TO, agencies(to));
        line(text, DOCUMENT, document.value());
        act.operation().ifPresent(operation -> line(text, OPERATION, Integer.toString(operation.code())));
        act.status().ifPresent(status -> line(text, STATUS, status.code()));
        line(text, DIGEST, body.digest());
        line(text, SIZE, Long.toString(body.size()));
        body.sealing().ifPresent(sealing -> {
            line(text, SEALED, sealing.suite());
            line(text, CONTENT, sealing.content());
        });
        line(text, TIME, time.toString());
        return text.toString();
    }

    /** The bytes that are signed. */
    public byte[] bytes() {
        return text().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * What it says about a sealed body; empty if it is not sealed.
     *
     * @throws RefusalException if its suite is not known, or no sealed body is like that
     */
    public Optional<SealedBody> sealedBody() {
        return body.sealing().map(this::sealedBody);
    }

    private SealedBody sealedBody(Sealing how) {
        Suite suite = Suite.require(how.suite());
        try {
            return new SealedBody(suite, body.digest(), body.size(), how.content());
        } catch (IllegalArgumentException e) {
            throw new RefusalException(
                    ErrorCode.STATEMENT_UNREADABLE.with(submission.value(), String.valueOf(e.getMessage())));
        }
    }

    /** Document or status. */
    public MessageKind kind() {
        return act.status().isPresent() ? MessageKind.STATUS : MessageKind.DOCUMENT;
    }

    /**
     * Reads a statement.
     *
     * @throws IllegalArgumentException if it is none, or not in its one form
     */
    public static Statement parse(byte[] bytes) {
        String text = decoded(bytes);
        Lines lines = new Lines(text);
        if (!lines.next(VERSION).equals(FIRST_VERSION)) {
            throw new IllegalArgumentException("a statement of an unknown version");
        }
        boolean isStatus = lines.next(KIND).equals(MessageKind.STATUS.wireName());
        Statement statement = new Statement(
                new SubmissionId(lines.next(SUBMISSION)),
                new AgencyId(lines.next(FROM)),
                Arrays.stream(lines.next(TO).split(",", -1)).map(AgencyId::new).toList(),
                new DocumentId(lines.next(DOCUMENT)),
                isStatus ? status(lines.next(STATUS)) : operation(lines.next(OPERATION)),
                body(lines),
                Instant.parse(lines.next(TIME)));
        if (!statement.text().equals(text)) {
            throw new IllegalArgumentException("a statement that is not in its canonical form");
        }
        return statement;
    }

    private static String decoded(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a statement that is not UTF-8", e);
        }
    }

    private static Act status(String code) {
        return new Act(
                Optional.empty(),
                Optional.of(ProcessingStatus.ofCode(code)
                        .orElseThrow(() -> new IllegalArgumentException("no status " + code))));
    }

    private static Act operation(String code) {
        return new Act(
                Optional.of(Operation.ofCode(Integer.parseInt(code))
                        .orElseThrow(() -> new IllegalArgumentException("no operation " + code))),
                Optional.empty());
    }

    private static SignedBody body(Lines lines) {
        String digest = lines.next(DIGEST);
        long size = Long.parseLong(lines.next(SIZE));
        Optional<Sealing> sealing = lines.nextIs(SEALED)
                ? Optional.of(new Sealing(lines.next(SEALED), lines.next(CONTENT)))
                : Optional.empty();
        return new SignedBody(digest, size, sealing);
    }

    private static String agencies(List<AgencyId> agencies) {
        return agencies.stream().map(AgencyId::value).collect(Collectors.joining(","));
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(name).append(SEPARATOR).append(value).append('\n');
    }

    /** The lines of a text, in order. */
    private static final class Lines {
        private final Iterator<String> lines;
        private Optional<String> ahead;

        Lines(String text) {
            lines = Arrays.asList(text.split("\n", -1)).iterator();
            ahead = Optional.of(lines.next());
        }

        boolean nextIs(String name) {
            return ahead.filter(line -> line.startsWith(name + SEPARATOR)).isPresent();
        }

        String next(String name) {
            if (!nextIs(name)) {
                throw new IllegalArgumentException("a statement without " + name + " in its place");
            }
            String line = ahead.orElseThrow();
            ahead = lines.hasNext() ? Optional.of(lines.next()) : Optional.empty();
            return line.substring(name.length() + SEPARATOR.length());
        }
    }
}
