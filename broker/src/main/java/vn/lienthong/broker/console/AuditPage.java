// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.console;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import vn.lienthong.broker.administration.AdministrationAnswer.LogView;
import vn.lienthong.broker.administration.AuditRequest;
import vn.lienthong.broker.audit.AuditLog.Numbered;
import vn.lienthong.broker.audit.AuditQuery;

/** Who did what. */
final class AuditPage {
    private static final int MOST_IN_FILE = 100_000;
    private static final List<String> ASKED = List.of("operator", "action", "since", "until", "q");

    private AuditPage() {}

    /**
     * What the page shows.
     *
     * @param asked what was asked for
     * @param older the way to older entries, if there are any
     */
    record View(Page page, Map<String, String> asked, List<Numbered> entries, LogView log, Optional<String> older) {
        String value(String name) {
            return asked.getOrDefault(name, "");
        }
    }

    static void route(RoutesConfig routes) {
        routes.get("/audit", AuditPage::show);
    }

    private static void show(Context context) {
        Visit visit = Visit.of(context);
        Page page = visit.page();
        boolean csv = Sheet.isAsked(visit);
        List<Numbered> entries = visit.ask(new AuditRequest.FindEntries(query(visit, csv ? MOST_IN_FILE : Pager.SIZE)))
                .entries();
        if (csv) {
            sheet(page).send(context, entries);
            return;
        }
        Map<String, String> asked = new LinkedHashMap<>();
        ASKED.forEach(name -> visit.given(name).ifPresent(value -> asked.put(name, value)));
        LogView log =
                visit.ask(new AuditRequest.ShowAuditLog(visit.given("verify").isPresent()));
        visit.show("audit", new View(page, asked, entries, log, older(asked, entries)));
    }

    private static Optional<String> older(Map<String, String> asked, List<Numbered> entries) {
        if (entries.size() < Pager.SIZE) {
            return Optional.empty();
        }
        return Optional.of(link(
                asked, "before", Long.toString(entries.get(entries.size() - 1).number())));
    }

    private static String link(Map<String, String> asked, String name, String value) {
        Map<String, String> query = new LinkedHashMap<>(asked);
        query.put(name, value);
        return "/audit" + Pager.query(query);
    }

    private static AuditQuery query(Visit visit, int most) {
        return new AuditQuery(
                visit.given("operator"),
                visit.given("action"),
                visit.day("since", 0),
                visit.day("until", 1),
                visit.given("q"),
                visit.given("before").filter(text -> text.matches("\\d{1,18}")).map(Long::valueOf),
                most);
    }

    private static Sheet<Numbered> sheet(Page page) {
        return new Sheet<Numbered>("audit")
                .with(page.t("column.no"), Numbered::number)
                .with(
                        page.t("column.time"),
                        numbered -> page.time(numbered.entry().at()))
                .with(page.t("column.operator"), numbered -> numbered.entry().operator())
                .with(page.t("column.role"), numbered -> numbered.entry().role())
                .with(page.t("column.origin"), numbered -> numbered.entry().origin())
                .with(page.t("column.action"), numbered -> numbered.entry().action())
                .with(page.t("column.outcome"), numbered -> page.texts()
                        .name("outcome", numbered.entry().outcome()))
                .with(
                        page.t("column.why"),
                        numbered -> numbered.entry().reason().orElse(""))
                .with(
                        page.t("column.problem"),
                        numbered -> numbered.entry().problem().map(page::stored).orElse(""))
                .with(page.t("column.what"), numbered -> numbered.entry().details())
                .with(page.t("audit.before"), numbered -> text(numbered.entry().before()))
                .with(page.t("audit.after"), numbered -> text(numbered.entry().after()));
    }

    private static String text(Optional<JsonNode> subject) {
        return subject.map(JsonNode::toString).orElse("");
    }
}
