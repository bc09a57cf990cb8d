// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.console;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import vn.lienthong.broker.administration.DeadLetterRequest;
import vn.lienthong.broker.deadletters.Job;
import vn.lienthong.broker.deadletters.Selection;
import vn.lienthong.broker.deadletters.WorkList;
import vn.lienthong.broker.deadletters.WorkList.Cause;
import vn.lienthong.broker.events.Event.Settlement.Outcome;
import vn.lienthong.broker.mailbox.DeadLetters.DeadLetter;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.MessageKind;

/** What could not be handed over, and what is done about it. */
final class DeadLettersPage {
    private static final int MOST = 200;
    private static final int MOST_CAUSES = 100;
    private static final int MOST_IN_FILE = 100_000;

    private DeadLettersPage() {}

    /** Dead letters with one cause, and the way to see only them. */
    record CauseLine(Cause cause, String link) {}

    /** What the page shows. */
    record View(Page page, Selection selection, WorkList list, List<CauseLine> causes, List<Job> jobs, String asked) {
        boolean isNarrow() {
            return selection.endpoint().isPresent()
                    || selection.reason().isPresent()
                    || selection.kind().isPresent()
                    || selection.agency().isPresent();
        }

        String recipients(DeadLetter letter) {
            return DeadLettersPage.recipients(letter);
        }

        long lettersLeft() {
            return list.total() - list.letters().size();
        }

        int causesLeft() {
            return list.causes().size() - causes.size();
        }

        boolean mayApprove(Job job) {
            return job.state() == Job.State.PROPOSED
                    && !job.settlement().operator().equals(page.operator().name());
        }

        boolean mayCancel(Job job) {
            return job.state() == Job.State.PROPOSED || job.state() == Job.State.RUNNING;
        }
    }

    /** What would be done. */
    record RehearsalView(Page page, Map<String, String> form, Outcome outcome, long count) {}

    static void route(RoutesConfig routes) {
        routes.get("/dead-letters", DeadLettersPage::show);
        routes.post("/dead-letters/settle", DeadLettersPage::settle);
        routes.post("/jobs/{id}/approve", DeadLettersPage::approve);
        routes.post("/jobs/{id}/cancel", DeadLettersPage::cancel);
    }

    private static Selection selection(Visit visit) {
        return new Selection(
                ids(visit),
                visit.given("endpoint").map(EndpointId::new),
                visit.agency("agency"),
                visit.given("kind").map(word -> word.equals("status") ? MessageKind.STATUS : MessageKind.DOCUMENT),
                visit.given("reason"));
    }

    /** What is named and cannot be read must not come to mean all of them. */
    private static List<Long> ids(Visit visit) {
        return visit.given("ids").stream()
                .flatMap(text -> Arrays.stream(text.split(",", -1)))
                .map(text -> {
                    if (!text.matches("\\d{1,18}")) {
                        throw new IllegalArgumentException(visit.page().t("problem.message", text));
                    }
                    return Long.valueOf(text);
                })
                .toList();
    }

    private static void show(Context context) {
        Visit visit = Visit.of(context);
        Page page = visit.page();
        Selection selection = selection(visit);
        boolean csv = Sheet.isAsked(visit);
        List<Job> jobs = newestFirst(visit.ask(new DeadLetterRequest.ListJobs()).jobs());
        if (csv && visit.given("table").filter("jobs"::equals).isPresent()) {
            jobSheet(page).send(context, jobs);
            return;
        }
        WorkList list = visit.ask(new DeadLetterRequest.ListLetters(selection, csv ? MOST_IN_FILE : MOST))
                .list();
        if (csv) {
            sheet(page).send(context, list.letters());
            return;
        }
        List<CauseLine> causes = list.causes().stream()
                .limit(MOST_CAUSES)
                .map(cause -> new CauseLine(cause, link(cause)))
                .toList();
        visit.show(
                visit.isPart() ? "dead-letters-part" : "dead-letters",
                new View(page, selection, list, causes, jobs, link(visit)));
    }

    private static Sheet<DeadLetter> sheet(Page page) {
        return new Sheet<DeadLetter>("dead-letters")
                .with(page.t("column.no"), DeadLetter::id)
                .with(page.t("agency.endpoint"), letter -> page.texts().orNothing(letter.endpoint()))
                .with(
                        page.t("column.kind"),
                        letter -> page.t("kind." + letter.kind().wireName()))
                .with(page.t("column.number"), letter -> letter.reference().orElse(""))
                .with(page.t("column.id"), letter -> letter.document().id())
                .with(page.t("column.from"), letter -> letter.document().agency())
                .with(page.t("column.to"), DeadLettersPage::recipients)
                .with(page.t("column.accepted"), letter -> page.time(letter.accepted()))
                .with(page.t("column.since"), letter -> page.time(letter.since()))
                .with(page.t("column.queue"), letter -> letter.tries().queue().orElse(""))
                .with(
                        page.t("column.attempts"),
                        letter -> letter.tries().attempts().map(String::valueOf).orElse(""))
                .with(
                        page.t("column.tried"),
                        letter -> letter.tries().first().map(page::time).orElse(""))
                .with(
                        page.t("column.error"),
                        letter -> letter.tries().lastError().orElse(""))
                .with(page.t("column.reason"), letter -> page.stored(letter.reason()))
                .with(page.t("column.size"), DeadLetter::size);
    }

    private static String recipients(DeadLetter letter) {
        return letter.recipients().stream().map(AgencyId::value).collect(Collectors.joining(", "));
    }

    private static Sheet<Job> jobSheet(Page page) {
        return new Sheet<Job>("jobs")
                .with(page.t("column.no"), Job::id)
                .with(page.t("column.action"), job -> page.texts()
                        .name("outcome", job.settlement().outcome()))
                .with(page.t("column.operator"), job -> job.settlement().operator())
                .with(page.t("column.approved"), job -> job.approvedBy().orElse(""))
                .with(page.t("column.state"), job -> page.texts().name("job", job.state()))
                .with(page.t("column.total"), Job::total)
                .with(page.t("column.settled"), Job::settled)
                .with(page.t("column.failed"), Job::failed)
                .with(page.t("column.why"), job -> job.settlement().reason().orElse(""));
    }

    private static List<Job> newestFirst(List<Job> jobs) {
        return jobs.stream()
                .sorted((one, other) -> Integer.compare(other.id(), one.id()))
                .toList();
    }

    private static String link(Cause cause) {
        Map<String, String> query = new LinkedHashMap<>();
        cause.endpoint().ifPresent(endpoint -> query.put("endpoint", endpoint.value()));
        query.put("kind", cause.kind().wireName());
        query.put("reason", cause.code());
        return "/dead-letters" + Pager.query(query);
    }

    private static String link(Visit visit) {
        String query = visit.context().queryString();
        return query == null ? "/dead-letters" : "/dead-letters?" + query;
    }

    /** Without a confirmation, it is shown what would be done. */
    private static void settle(Context context) {
        Visit visit = Visit.of(context);
        Page page = visit.page();
        Selection selection = selection(visit);
        Outcome outcome = visit.choice("outcome", Outcome.class)
                .orElseThrow(() -> new IllegalArgumentException(page.t("problem.lacks", "outcome")));
        if (visit.given("confirmed").isEmpty()) {
            long count = visit.ask(new DeadLetterRequest.ListLetters(selection, 0))
                    .list()
                    .total();
            visit.show("rehearsal", new RehearsalView(page, form(visit), outcome, count));
            return;
        }
        Job job = visit.ask(new DeadLetterRequest.SettleLetters(selection, outcome, visit.given("because")))
                .job();
        visit.back(page.t(job.state() == Job.State.PROPOSED ? "done.proposed" : "done.begun", job.id(), job.total()));
    }

    private static Map<String, String> form(Visit visit) {
        Map<String, String> form = new LinkedHashMap<>();
        for (String name : List.of("ids", "endpoint", "agency", "kind", "reason", "outcome", "back")) {
            visit.given(name).ifPresent(value -> form.put(name, value));
        }
        return form;
    }

    private static int job(Context context) {
        String id = context.pathParam("id");
        if (!id.matches("\\d{1,9}")) {
            throw new IllegalArgumentException(Visit.texts(context).text("problem.job", id));
        }
        return Integer.parseInt(id);
    }

    private static void approve(Context context) {
        Visit visit = Visit.of(context);
        Job job = visit.ask(new DeadLetterRequest.ApproveJob(job(context))).job();
        visit.back(visit.page().t("done.begun", job.id(), job.total()));
    }

    private static void cancel(Context context) {
        Visit visit = Visit.of(context);
        Job job = visit.ask(new DeadLetterRequest.CancelJob(job(context))).job();
        visit.back(visit.page().t("done.cancelled", job.id()));
    }
}
