// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.scenario;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.Edoc;
import vn.lienthong.edxml.Finding;
import vn.lienthong.edxml.Operation;
import vn.lienthong.scenario.Run.Capture;
import vn.lienthong.simulator.Mode;
import vn.lienthong.simulator.ReceivedDocument;

/**
 * A document of the system under test reaches an agency, once, and is as it should be.
 *
 * @param of the document, as the case named it
 * @param at where it arrives
 * @param operation what it does
 * @param looks what is looked at
 */
record ExpectDocument(String of, List<String> at, Operation operation, Looks looks) implements Step {
    /**
     * What is looked at; what is empty is not.
     *
     * @param urgency how urgent it says it is
     * @param due the deadline it names, {@code none} for none
     * @param replyTo the document it says it answers
     * @param files whether its files are those the system was given, byte for byte
     * @param replaces the document it says it replaces
     * @param changes whether the lists of an update are as they were ordered: added and removed recipients
     */
    record Looks(
            Optional<Integer> urgency,
            Optional<String> due,
            Optional<String> replyTo,
            boolean files,
            Optional<String> replaces,
            Map<String, String> changes) {}

    @Override
    public void run(Run run) throws InterruptedException {
        Capture capture = run.captured(of);
        for (String place : at) {
            AgencyId agency = run.agency(place);
            ReceivedDocument received = arrived(run, capture, agency);
            acceptable(run, received);
            check(run, capture, received);
            run.say(place + " has " + received.operation().english() + " "
                    + received.reference().orElse("?"));
        }
    }

    private ReceivedDocument arrived(Run run, Capture capture, AgencyId agency) throws InterruptedException {
        DocumentId id = capture.document();
        run.waitsFor(operation.english() + " " + id + " at " + agency);
        return run.await(
                        event -> event.at().equals(agency)
                                && event.document().equals(id)
                                && event.received()
                                        .filter(document -> document.operation() == operation)
                                        .isPresent(),
                        run.bench().patience().until())
                .flatMap(Journal.Event::received)
                .orElseThrow(
                        () -> new UnmetException(operation.english() + " " + id + " at " + agency, came(run, agency)));
    }

    private static String came(Run run, AgencyId agency) {
        List<String> others = run.seen(event -> event.at().equals(agency)).stream()
                .map(event -> event.received()
                        .map(document -> document.operation().english() + " " + document.id())
                        .orElseGet(() -> "status "
                                + event.status().orElseThrow().status().code() + " about " + event.document()))
                .toList();
        return others.isEmpty() ? "nothing" : others.toString();
    }

    private static void acceptable(Run run, ReceivedDocument received) {
        if (received.isAcceptable()) {
            return;
        }
        UnmetException unmet = new UnmetException(
                "a file without errors",
                received.findings().stream().map(Finding::toString).collect(Collectors.joining("; ")));
        if (run.bench().mode() == Mode.STRICT) {
            throw unmet;
        }
        run.warn(unmet);
    }

    private void check(Run run, Capture capture, ReceivedDocument received) {
        Edoc header = received.header();
        looks.urgency()
                .ifPresent(urgency ->
                        same("urgency " + urgency, urgency, header.otherInfo().priority()));
        looks.due()
                .ifPresent(due -> same(
                        "due " + due,
                        due,
                        header.dueDate().map(LocalDate::toString).orElse("none")));
        looks.replyTo()
                .ifPresent(name -> same(
                        "an answer to " + run.captured(name).document(),
                        true,
                        header.responseFor().stream().anyMatch(reference -> reference
                                .documentId()
                                .equals(Optional.of(run.captured(name).document())))));
        looks.replaces()
                .ifPresent(name -> same(
                        "a replacement of " + run.captured(name).document(),
                        true,
                        header.business().stream()
                                .flatMap(business -> business.replacements().stream())
                                .anyMatch(replaced -> replaced.documentId()
                                        .equals(run.captured(name).document()))));
        if (looks.files()) {
            Map<String, String> came = new TreeMap<>();
            received.attachments().forEach(file -> came.put(file.name(), file.sha256()));
            same("files " + capture.files(), new TreeMap<>(capture.files()), came);
        }
        looks.changes()
                .forEach((what, whom) ->
                        same(what + " " + whom, true, lists(header, what).contains(whom)));
    }

    private static List<String> lists(Edoc header, String what) {
        return header.business()
                .flatMap(business -> business.update())
                .map(update -> what.equals("added") ? update.addedReceivers() : update.removedReceivers())
                .orElse(List.of());
    }

    private static void same(String what, Object expected, Object got) {
        if (!expected.equals(got)) {
            throw new UnmetException(what, String.valueOf(got));
        }
    }

    static ExpectDocument read(Fields fields) {
        List<String> at = fields.list("at");
        ExpectDocument step = new ExpectDocument(
                fields.text("of"),
                at.isEmpty() ? List.of("G22") : at,
                SendStep.operation(fields, fields.text("operation", "new")),
                new Looks(
                        fields.optional("urgency").map(Integer::valueOf),
                        fields.optional("due"),
                        fields.optional("reply-to"),
                        fields.flag("same-files", false),
                        fields.optional("replaces"),
                        fields.map("changes")));
        fields.finish();
        return step;
    }
}
