// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.referencedms;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import vn.lienthong.client.Delivery;
import vn.lienthong.client.Document;
import vn.lienthong.edxml.Finding;
import vn.lienthong.edxml.Operation;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.edxml.Severity;

/** The decisions in which systems have gone wrong before, each as it should be made. */
interface Conduct {
    /** All of them as they should be made. */
    Conduct GOOD = new Conduct() {};

    /** The language of the reasons it gives. */
    Locale VIETNAMESE = Locale.forLanguageTag("vi");

    /** Whom a document is sent to, of those the clerk named. */
    default List<String> addressees(List<String> named, Set<String> known) {
        return named;
    }

    /** What a message does, as it is written on the wire. */
    default Operation onTheWire(Operation operation) {
        return operation;
    }

    /** When a document is to be answered, if the clerk said so. */
    default Optional<LocalDate> due(Optional<LocalDate> said, LocalDate today) {
        return said;
    }

    /** What is wrong with a document that came, so wrong that it is sent back. */
    default Optional<String> objection(Document document, List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .findFirst()
                .map(finding -> finding.code().code() + " " + finding.message(VIETNAMESE));
    }

    /** What makes a document the same as one that came before. */
    default String key(Document document) {
        return document.from() + "|" + document.id();
    }

    /** What to do with a document that cannot be processed. */
    default void couldNot(Delivery delivery, RuntimeException e) {
        throw e;
    }

    /** What happens once a document is taken; nothing, before a clerk has seen it. */
    default List<ProcessingStatus> afterTaking() {
        return List.of();
    }

    /** Whether a document from this sender is shown to the clerk. */
    default boolean admits(String sender, Set<String> known) {
        return true;
    }

    /** The code for what a clerk did. */
    default ProcessingStatus said(ProcessingStatus meant) {
        return meant;
    }

    /** Whether a status is told to the sender of the document, of whom the directory may know that it has closed. */
    default boolean tells(ProcessingStatus status, Supplier<Boolean> senderHasClosed) {
        return true;
    }

    /** Whether a status that was reported before is reported again when a clerk does the same again. */
    default boolean repeats() {
        return false;
    }
}
