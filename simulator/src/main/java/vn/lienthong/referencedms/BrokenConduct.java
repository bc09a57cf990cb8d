// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.referencedms;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.client.Delivery;
import vn.lienthong.client.Document;
import vn.lienthong.edxml.Finding;
import vn.lienthong.edxml.Operation;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.edxml.ReadingCode;

/** The reference system with one bug each, all of which were seen in systems in use. */
@SuppressWarnings("ImmutableEnumChecker") // the decisions have no state
public enum BrokenConduct {
    /** Recipients that are not in its own table of contacts are dropped without a word. */
    F1(new Conduct() {
        @Override
        public List<String> addressees(List<String> named, Set<String> known) {
            return named.stream().filter(known::contains).toList();
        }
    }),
    /** What cannot be processed is written to a log and left: neither taken nor given back. */
    F2(new Conduct() {
        private static final Logger LOG = LoggerFactory.getLogger(BrokenConduct.class);

        @Override
        public Optional<String> objection(Document document, List<Finding> findings) {
            boolean damaged = findings.stream().anyMatch(finding -> finding.code() == ReadingCode.BAD_BASE64);
            return damaged ? Optional.empty() : Conduct.super.objection(document, findings);
        }

        @Override
        public void couldNot(Delivery delivery, RuntimeException e) {
            LOG.atWarn().log("skipped: {}", e.getMessage());
        }
    }),
    /** Operations are numbered by the order of an enum that was reordered: a recall leaves as a new document. */
    F3(new Conduct() {
        @Override
        public Operation onTheWire(Operation operation) {
            return operation == Operation.RECALL ? Operation.NEW : operation;
        }
    }),
    /** Elements are looked for with their usual prefix instead of their namespace. */
    F4(new Conduct() {
        @Override
        public Optional<String> objection(Document document, List<Finding> findings) {
            return text(document).contains("<edXML:MessageHeader")
                    ? Conduct.super.objection(document, findings)
                    : Optional.of("error 40: no edXML:MessageHeader");
        }
    }),
    /** A refusal changes the own register only. */
    F5(new Conduct() {
        @Override
        public boolean tells(ProcessingStatus status, Supplier<Boolean> senderHasClosed) {
            return status != ProcessingStatus.REFUSED;
        }
    }),
    /** A table of codes of its own: 03 for in progress, 04 for completed. */
    F6(new Conduct() {
        @Override
        public ProcessingStatus said(ProcessingStatus meant) {
            return switch (meant) {
                case IN_PROGRESS -> ProcessingStatus.RECEIVED;
                case COMPLETED -> ProcessingStatus.ASSIGNED;
                default -> meant;
            };
        }
    }),
    /** A second click reports a second time. */
    F7(new Conduct() {
        @Override
        public boolean repeats() {
            return true;
        }
    }),
    /** What the transport calls done is reported as completed. */
    F8(new Conduct() {
        @Override
        public List<ProcessingStatus> afterTaking() {
            return List.of(ProcessingStatus.COMPLETED);
        }
    }),
    /** Documents of senders it does not know are put away and shown to nobody. */
    F9(new Conduct() {
        @Override
        public boolean admits(String sender, Set<String> known) {
            return known.contains(sender);
        }
    }),
    /** A deadline nobody set is made up. */
    F10(new Conduct() {
        @Override
        public Optional<LocalDate> due(Optional<LocalDate> said, LocalDate today) {
            return said.or(() -> Optional.of(today.plusDays(2)));
        }
    }),
    /** The same document in another message is registered again. */
    F11(new Conduct() {
        @Override
        public String key(Document document) {
            return document.submission().value();
        }
    }),
    /** Nothing is reported to a sender whose code has closed since. */
    F12(new Conduct() {
        @Override
        public boolean tells(ProcessingStatus status, Supplier<Boolean> senderHasClosed) {
            return !senderHasClosed.get();
        }
    }),
    /** Documents are told apart by number and notation, which begin again each year. */
    F13(new Conduct() {
        @Override
        public String key(Document document) {
            return document.from() + "|"
                    + document.reference().orElse(document.id().value());
        }
    });

    private final Conduct conduct;

    BrokenConduct(Conduct conduct) {
        this.conduct = conduct;
    }

    Conduct conduct() {
        return conduct;
    }

    private static String text(Document document) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            document.writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("a document in hand can be read", e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
