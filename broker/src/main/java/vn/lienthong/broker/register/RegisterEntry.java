// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.register;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import vn.lienthong.broker.events.Event;
import vn.lienthong.broker.events.Event.DocumentAccepted;
import vn.lienthong.broker.events.Event.DocumentKey;
import vn.lienthong.broker.events.Event.StatusAccepted;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.Operation;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.Problem;

/**
 * One name that an accepted submission takes for good, and what it stands for from then on.
 *
 * @param key the name
 * @param fingerprint what it stands for
 * @param at when it was accepted
 * @param conflict what to answer when the name comes again and stands for something else
 */
record RegisterEntry(RegisterKey key, Fingerprint fingerprint, Instant at, Conflict conflict) {
    private static final int HEADER_BYTES = 8;

    /** A refusal with a name that is taken. */
    record Conflict(ErrorCode code, String name) {
        Problem problem(Fingerprint then, Fingerprint now) {
            return code.with(name, then.toString(), now.toString());
        }
    }

    /**
     * The names that an event takes: the submission id at its endpoint, and for a document that is new or replaces
     * another, the document id of its agency. An update may be followed by another, so it is known by its content; a
     * recall sent again does no harm.
     */
    static List<RegisterEntry> of(Event event) {
        if (event instanceof DocumentAccepted accepted) {
            Fingerprint fingerprint = fingerprint(accepted);
            RegisterEntry submission = submission(event, fingerprint);
            return switch (accepted.traits().operation()) {
                case NEW, REPLACE -> List.of(submission, document(accepted, fingerprint, ""));
                case UPDATE -> List.of(submission, document(accepted, fingerprint, accepted.digest()));
                case RECALL -> List.of(submission);
            };
        }
        return event instanceof StatusAccepted status ? List.of(submission(event, fingerprint(status))) : List.of();
    }

    private static RegisterEntry submission(Event event, Fingerprint fingerprint) {
        String sender = event.submission().sender().value();
        String id = event.submission().id().value();
        return new RegisterEntry(
                RegisterKey.of(digest(Stream.of("submission", sender, id))),
                fingerprint,
                event.at(),
                new Conflict(ErrorCode.SUBMISSION_DIFFERS, id));
    }

    private static RegisterEntry document(DocumentAccepted event, Fingerprint fingerprint, String content) {
        DocumentKey document = event.document();
        Operation operation = event.traits().operation();
        Stream<String> name = Stream.of(
                "document",
                document.agency().value(),
                document.id().value(),
                Integer.toString(operation.code()),
                content);
        return new RegisterEntry(
                RegisterKey.of(digest(name)),
                fingerprint,
                event.at(),
                new Conflict(ErrorCode.DOCUMENT_DIFFERS, document.id().value()));
    }

    private static Fingerprint fingerprint(DocumentAccepted event) {
        Stream<String> header = Stream.of(
                "document",
                event.document().agency().value(),
                event.document().id().value(),
                Integer.toString(event.traits().operation().code()));
        Stream<String> recipients = event.named().stream().map(AgencyId::value);
        return new Fingerprint(event.digest(), shortened(digest(Stream.concat(header, recipients))));
    }

    private static Fingerprint fingerprint(StatusAccepted event) {
        Stream<String> header = Stream.of(
                "status",
                event.document().agency().value(),
                event.document().id().value(),
                event.agency().value(),
                event.status().code());
        return new Fingerprint("", shortened(digest(header)));
    }

    private static String shortened(byte[] digest) {
        return HexFormat.of().formatHex(Arrays.copyOf(digest, HEADER_BYTES));
    }

    private static byte[] digest(Stream<String> parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            parts.forEach(part -> {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            });
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
