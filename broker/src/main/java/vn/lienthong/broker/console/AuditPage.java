// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.console;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.lienthong.broker.administration.AdministrationAnswer.LogView;
import vn.lienthong.broker.administration.AuditRequest;
import vn.lienthong.broker.audit.AuditEntry;
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
     * @param csv the way to the same as a file
     */
    record View(
            Page page,
            Map<String, String> asked,
            List<Numbered> entries,
            LogView log,
            Optional<String> older,
            String csv) {
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
        boolean csv = visit.given("form").equals(Optional.of("csv"));
        List<Numbered> entries = visit.ask(new AuditRequest.FindEntries(query(visit, csv ? MOST_IN_FILE : Pager.SIZE)))
                .entries();
        if (csv) {
            sendFile(context, page, entries);
            return;
        }
        Map<String, String> asked = new LinkedHashMap<>();
        ASKED.forEach(name -> visit.given(name).ifPresent(value -> asked.put(name, value)));
        LogView log =
                visit.ask(new AuditRequest.ShowAuditLog(visit.given("verify").isPresent()));
        visit.show("audit", new View(page, asked, entries, log, older(asked, entries), link(asked, "form", "csv")));
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

    private static void sendFile(Context context, Page page, List<Numbered> entries) {
        Csv.send(
                context,
                "audit",
                List.of(
                        page.t("column.no"),
                        page.t("column.time"),
                        page.t("column.operator"),
                        page.t("column.role"),
                        page.t("column.origin"),
                        page.t("column.action"),
                        page.t("column.outcome"),
                        page.t("column.why"),
                        page.t("column.what")),
                entries.stream().map(entry -> row(page, entry)).toList());
    }

    private static List<?> row(Page page, Numbered numbered) {
        AuditEntry entry = numbered.entry();
        return List.of(
                numbered.number(),
                page.time(entry.at()),
                entry.operator(),
                entry.role(),
                entry.origin(),
                entry.action(),
                page.texts().name("outcome", entry.outcome()),
                entry.reason().or(entry::problem).orElse(""),
                entry.details().toString());
    }
}
