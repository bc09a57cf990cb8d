// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.scenario;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import vn.lienthong.orders.Action;
import vn.lienthong.orders.Answer;
import vn.lienthong.orders.Order;
import vn.lienthong.scenario.Run.Capture;

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
    public void run(Run run) throws InterruptedException {
        Capture capture = run.captured(of);
        Order order = Order.about(Action.SHOW, capture.document().value(), "");
        Answer.Shown shown = run.until(
                () -> run.ask(order).shown().orElseGet(Answer.Shown::unknown),
                fits(capture),
                run.bench().patience().until());
        if (!fits(capture).test(shown)) {
            throw new UnmetException(
                    "the system to show " + capture.document() + " as " + expected(capture), "" + shown);
        }
        run.say("the system shows " + capture.document() + " as " + shown.state());
    }

    private Predicate<Answer.Shown> fits(Capture capture) {
        return shown -> (state.isEmpty() || state.contains(shown.state()))
                && copies.filter(wanted -> wanted != shown.copies()).isEmpty()
                && reason.filter(words -> shown.reason()
                                .filter(text -> text.contains(words))
                                .isEmpty())
                        .isEmpty()
                && (!sameFiles || files(shown).equals(new TreeMap<>(capture.files())))
                && statuses.entrySet().stream()
                        .allMatch(entry -> Objects.equals(shown.statuses().get(entry.getKey()), entry.getValue()));
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
