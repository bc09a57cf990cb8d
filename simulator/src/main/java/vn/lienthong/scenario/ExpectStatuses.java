// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import vn.lienthong.client.StatusUpdate;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.scenario.Run.Capture;

/**
 * The system under test reports statuses about a document to its sender: these, each once, and none of some others.
 *
 * @param of the document
 * @param are the codes that come, in any order
 * @param oneOf codes of which one comes, and once
 * @param not the codes that do not come; looked for during a time of quiet
 * @param reason what the reason contains; {@code *}: any reason that says something
 * @param at who hears them; the sender of the document if empty
 */
record ExpectStatuses(
        String of, List<String> are, List<String> oneOf, List<String> not, Optional<String> reason, Optional<String> at)
        implements Step {
    private static final String ANY = "*";

    @Override
    public void run(Run run) throws InterruptedException {
        Capture capture = run.captured(of);
        for (String code : are) {
            run.waitsFor("status " + code + " about " + capture.document());
            List<Journal.Event> found = run.awaitAll(
                    about(run, capture, code), 1, run.bench().patience().until());
            if (found.isEmpty()) {
                throw new UnmetException("status " + code + " about " + capture.document(), said(run, capture));
            }
            reason.ifPresent(
                    words -> hasReason(code, words, found.get(0).status().orElseThrow()));
        }
        if (!oneOf.isEmpty()) {
            awaitOneOf(run, capture);
        }
        Run.pause(run.bench().patience().quiet());
        for (String code : are) {
            int times = run.seen(about(run, capture, code)).size();
            if (times != 1) {
                throw new UnmetException("status " + code + " once", "it came " + times + " times");
            }
        }
        for (String code : not) {
            if (!run.seen(about(run, capture, code)).isEmpty()) {
                throw new UnmetException("no status " + code + " about " + capture.document(), said(run, capture));
            }
        }
        run.say("statuses about " + capture.document() + ": " + said(run, capture));
    }

    private void awaitOneOf(Run run, Capture capture) throws InterruptedException {
        String wanted = "one of the statuses " + String.join(", ", oneOf) + " about " + capture.document() + ", once";
        Predicate<Journal.Event> any = event ->
                oneOf.stream().anyMatch(code -> about(run, capture, code).test(event));
        run.waitsFor(wanted);
        run.awaitAll(any, 1, run.bench().patience().until());
        Run.pause(run.bench().patience().quiet());
        if (run.seen(any).size() != 1) {
            throw new UnmetException(wanted, said(run, capture));
        }
    }

    private static void hasReason(String code, String words, StatusUpdate status) {
        boolean any = words.equals(ANY);
        if (status.description()
                .filter(text -> any ? !text.isBlank() : text.contains(words))
                .isEmpty()) {
            throw new UnmetException(
                    "status " + code + (any ? " with a reason" : " with the reason " + words),
                    status.description().orElse("no reason"));
        }
    }

    private Predicate<Journal.Event> about(Run run, Capture capture, String code) {
        return event -> event.at().equals(at.map(run::agency).orElse(capture.from()))
                && event.from().equals(run.self())
                && event.document().equals(capture.document())
                && event.status()
                        .filter(status -> status.status().code().equals(code))
                        .isPresent();
    }

    private String said(Run run, Capture capture) {
        List<String> codes = new ArrayList<>();
        for (ProcessingStatus status : ProcessingStatus.values()) {
            run.seen(about(run, capture, status.code())).forEach(event -> codes.add(status.code()));
        }
        return codes.isEmpty() ? "no status" : String.join(", ", codes);
    }

    static ExpectStatuses read(Fields fields) {
        ExpectStatuses step = new ExpectStatuses(
                fields.text("of"),
                fields.list("are"),
                fields.list("one-of"),
                fields.list("not"),
                fields.optional("reason"),
                fields.optional("at"));
        fields.finish();
        return step;
    }
}
