// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.scenario;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.orders.Action;
import vn.lienthong.orders.Answer;
import vn.lienthong.orders.Order;
import vn.lienthong.orders.Order.OrderedFile;
import vn.lienthong.scenario.Run.Capture;
import vn.lienthong.simulator.TestMark;

/**
 * The system under test is asked to do something, or the person in front of it.
 *
 * @param action what
 * @param as the name a sent document gets in the case
 * @param of the document it is about
 * @param paper what a document to send is like
 * @param mayRefuse whether the system may say no
 */
record AskStep(Action action, Optional<String> as, Optional<String> of, Paper paper, boolean mayRefuse)
        implements Step {
    /**
     * What a document to send is like.
     *
     * @param replyTo the document it answers
     */
    record Paper(
            List<String> to,
            String subject,
            int urgency,
            List<String> files,
            Optional<LocalDate> due,
            Optional<String> replyTo,
            String reason,
            List<String> added,
            List<String> removed) {}

    @Override
    public void run(Run run) {
        List<OrderedFile> files = TestFiles.of(paper.files());
        Order order = order(run, files);
        Answer answer = run.ask(order);
        run.say("asked to " + action.english()
                + of.map(name -> " " + run.captured(name).document()).orElse("") + ": "
                + answer.problem().orElse("done"));
        if (answer.problem().isPresent() && !mayRefuse) {
            throw new UnmetException(
                    "the system to " + action.english(), answer.problem().get());
        }
        as.ifPresent(name -> run.capture(name, sent(run, answer, files)));
    }

    private Capture sent(Run run, Answer answer, List<OrderedFile> files) {
        String id = answer.document()
                .or(() -> of.map(name -> run.captured(name).document().value()))
                .orElseThrow(() -> new UnmetException("the id of the document that was sent", "none"));
        return new Capture(run.self(), new DocumentId(id), "", TestFiles.digests(files));
    }

    private Order order(Run run, List<OrderedFile> files) {
        return new Order(
                action,
                of.map(name -> run.captured(name).document().value()),
                run.agencies(paper.to()).stream().map(AgencyId::value).toList(),
                paper.subject().isBlank() ? "" : TestMark.subject(paper.subject()),
                paper.urgency(),
                files,
                paper.due(),
                paper.replyTo().map(run::captured).map(AskStep::reply),
                paper.reason(),
                paper.added(),
                paper.removed());
    }

    private static Order.Reply reply(Capture capture) {
        return new Order.Reply(capture.from().value(), capture.document().value(), capture.reference());
    }

    static AskStep read(Fields fields) {
        String word = fields.text("do");
        Action action = Map.ofEntries(
                        Map.entry("send", Action.SEND),
                        Map.entry("recall", Action.RECALL),
                        Map.entry("take-back", Action.TAKE_BACK),
                        Map.entry("update", Action.UPDATE),
                        Map.entry("replace", Action.REPLACE),
                        Map.entry("register", Action.REGISTER),
                        Map.entry("assign", Action.ASSIGN),
                        Map.entry("start", Action.START),
                        Map.entry("complete", Action.COMPLETE),
                        Map.entry("refuse", Action.REFUSE),
                        Map.entry("restart", Action.RESTART))
                .get(word.toLowerCase(Locale.ROOT));
        if (action == null) {
            throw fields.wrong("a system cannot be asked to " + word);
        }
        boolean sends = action == Action.SEND || action == Action.UPDATE || action == Action.REPLACE;
        List<String> files = fields.list("files");
        AskStep step = new AskStep(
                action,
                fields.optional("as"),
                fields.optional("of"),
                new Paper(
                        fields.list("to"),
                        fields.text("subject", sends ? "kiểm tra liên thông" : ""),
                        fields.number("urgency", 0),
                        files.isEmpty() && sends ? List.of("cong-van.pdf") : files,
                        fields.optional("due").map(LocalDate::parse),
                        fields.optional("reply-to"),
                        fields.text("reason", sends && action != Action.SEND ? "kiểm tra" : ""),
                        fields.list("added"),
                        fields.list("removed")),
                fields.flag("may-refuse", false));
        fields.finish();
        return step;
    }
}
