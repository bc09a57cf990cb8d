// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.scenario;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import vn.lienthong.orders.Action;
import vn.lienthong.orders.Answer;
import vn.lienthong.orders.Look;
import vn.lienthong.orders.Order;
import vn.lienthong.orders.Sight;
import vn.lienthong.orders.Sought;
import vn.lienthong.scenario.Run.Capture;
import vn.lienthong.words.Words;

/**
 * The system under test shows a document to its clerk as it should.
 *
 * @param of the document
 * @param state the state or states it may be in
 * @param copies how often it is in the register
 * @param reason what the reason contains
 * @param sameFiles whether its files are those that were sent, byte for byte
 * @param statuses for a document of its own, the status that counts by recipient
 */
record ExpectShown(
        String of,
        List<String> state,
        Optional<Integer> copies,
        Optional<String> reason,
        boolean sameFiles,
        Map<String, String> statuses)
        implements Step {
    @Override
    public void run(Run run) {
        Capture capture = run.captured(of);
        Order order = Order.about(Action.SHOW, capture.document().value(), "");
        run.waitsFor("the system to show " + capture.document());
        Sight sight = run.bench()
                .system()
                .look(
                        order,
                        new Sought(
                                looks(),
                                seen -> fits(seen, capture),
                                run.bench().patience().until()));
        if (!fits(sight, capture)) {
            throw new UnmetException(
                    "the system to show " + capture.document() + " as " + expected(capture), "" + sight.shown());
        }
        if (sight.unseen().isEmpty()) {
            run.say("the system shows " + capture.document() + " as "
                    + sight.shown().state());
        } else {
            leave(run, sight, capture);
        }
    }

    /** What somebody could not see is left to a person who can. */
    private void leave(Run run, Sight sight, Capture capture) {
        String what = sight.unseen().stream().map(Look::name).sorted().collect(Collectors.joining(", "));
        run.say("not looked at of " + capture.document() + ": " + what);
        run.review(new Words(
                "Does the system show " + capture.document() + " as " + expected(capture) + "? (not looked at: " + what
                        + ")",
                "Hệ thống có hiển thị " + capture.document() + " đúng là " + expected(capture) + " không? (chưa xem: "
                        + what + ")"));
    }

    private Set<Look> looks() {
        Set<Look> looks = EnumSet.noneOf(Look.class);
        Map.of(
                        Look.STATE,
                        !state.isEmpty(),
                        Look.COPIES,
                        copies.isPresent(),
                        Look.REASON,
                        reason.isPresent(),
                        Look.FILES,
                        sameFiles,
                        Look.STATUSES,
                        !statuses.isEmpty())
                .forEach((look, wanted) -> {
                    if (wanted) {
                        looks.add(look);
                    }
                });
        return looks;
    }

    private boolean fits(Sight sight, Capture capture) {
        return looks().stream().filter(sight::saw).allMatch(look -> fits(look, sight.shown(), capture));
    }

    private boolean fits(Look look, Answer.Shown shown, Capture capture) {
        return switch (look) {
            case STATE -> state.contains(shown.state());
            case COPIES -> copies.equals(Optional.of(shown.copies()));
            case REASON ->
                shown.reason().filter(text -> text.contains(reason.orElse(""))).isPresent();
            case FILES -> files(shown).equals(new TreeMap<>(capture.files()));
            case STATUSES -> shown.statuses().entrySet().containsAll(statuses.entrySet());
        };
    }

    private static Map<String, String> files(Answer.Shown shown) {
        Map<String, String> files = new TreeMap<>();
        shown.attachments().forEach(file -> files.put(file.name(), file.sha256()));
        return files;
    }

    private String expected(Capture capture) {
        StringBuilder words = new StringBuilder();
        if (!state.isEmpty()) {
            words.append("state ").append(state).append(' ');
        }
        copies.ifPresent(count -> words.append(count).append(" times in the register "));
        reason.ifPresent(text -> words.append("with the reason ").append(text).append(' '));
        if (sameFiles) {
            words.append("with files ").append(capture.files()).append(' ');
        }
        if (!statuses.isEmpty()) {
            words.append("with statuses ").append(statuses);
        }
        return words.toString().strip();
    }

    static ExpectShown read(Fields fields) {
        ExpectShown step = new ExpectShown(
                fields.text("of"),
                fields.list("state"),
                fields.optional("copies").map(Integer::valueOf),
                fields.optional("reason"),
                fields.flag("same-files", false),
                fields.map("statuses"));
        fields.finish();
        return step;
    }
}
