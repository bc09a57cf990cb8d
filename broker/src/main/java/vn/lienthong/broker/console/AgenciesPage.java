// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.console;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.lienthong.broker.administration.AdministrationAnswer.AgencyView;
import vn.lienthong.broker.administration.AdministrationAnswer.KeyView;
import vn.lienthong.broker.administration.DirectoryRequest;
import vn.lienthong.broker.administration.EndpointCondition;
import vn.lienthong.broker.administration.EndpointState;
import vn.lienthong.broker.administration.EndpointState.Answers;
import vn.lienthong.broker.administration.KeyRequest;
import vn.lienthong.broker.administration.MonitoringRequest;
import vn.lienthong.broker.directory.EndpointLimits;
import vn.lienthong.broker.text.CsvSheet;
import vn.lienthong.broker.text.SearchText;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.Operation;
import vn.lienthong.protocol.EndpointId;

/** The systems that are connected and the agencies behind them. */
final class AgenciesPage {
    private static final int MOST_TILES = 600;
    private static final int MOST_FOUND = 50;

    private AgenciesPage() {}

    /** An endpoint on the wall. */
    record Tile(EndpointState state, EndpointCondition condition) {}

    /** The endpoints of ministries, of provinces, or others. */
    record Block(String key, List<Tile> tiles) {}

    /** The wall. */
    record WallView(
            Page page,
            String asked,
            String condition,
            Map<EndpointCondition, Long> counts,
            List<Block> blocks,
            int left,
            List<AgencyView> found) {
        /** Where it is shown again. */
        String link() {
            return "/agencies?condition=" + condition + "&q=" + Pager.encoded(asked);
        }
    }

    /** One agency. */
    record AgencyPageView(Page page, AgencyView agency, Optional<EndpointState> endpoint, List<KeyView> keys) {
        /** The endpoint's own limits in words; empty if it has none. */
        String limits() {
            return endpoint.flatMap(EndpointState::limits)
                    .map(own -> String.join(", ", AgenciesPage.limits(page, own)))
                    .orElse("");
        }

        String link() {
            return page.agency(agency.id());
        }
    }

    static void route(RoutesConfig routes) {
        routes.get("/agencies", AgenciesPage::show);
        routes.get("/agencies/{code}", AgenciesPage::showOne);
        routes.post("/agencies/{code}/suspend", AgenciesPage::suspend);
        routes.post("/agencies/{code}/resume", AgenciesPage::resume);
    }

    private static void show(Context context) {
        Visit visit = Visit.of(context);
        Page page = visit.page();
        String asked = visit.given("q").orElse("");
        Optional<EndpointCondition> condition = visit.given("condition").flatMap(AgenciesPage::condition);
        List<Tile> tiles = visit.ask(new MonitoringRequest.ListEndpointStates()).endpoints().stream()
                .map(state -> new Tile(state, EndpointCondition.of(state)))
                .toList();
        Map<EndpointCondition, Long> counts =
                tiles.stream().collect(Collectors.groupingBy(Tile::condition, TreeMap::new, Collectors.counting()));
        List<Tile> shown = tiles.stream()
                .filter(tile -> condition.isEmpty() || tile.condition() == condition.get())
                .filter(tile -> matches(tile, SearchText.of(asked)))
                .toList();
        if (Sheet.isAsked(visit)) {
            wallSheet(page).send(context, shown);
            return;
        }
        WallView view = new WallView(
                page,
                asked,
                condition.map(EndpointCondition::name).orElse(""),
                counts,
                blocks(shown.subList(0, Math.min(MOST_TILES, shown.size()))),
                Math.max(0, shown.size() - MOST_TILES),
                asked.isEmpty()
                        ? List.of()
                        : visit.ask(new DirectoryRequest.FindAgencies(asked, MOST_FOUND))
                                .agencies());
        visit.show(visit.isPart() ? "agencies-part" : "agencies", view);
    }

    private static Sheet<Tile> wallSheet(Page page) {
        return new Sheet<Tile>("agencies")
                .with(page.t("agency.endpoint"), tile -> tile.state().id())
                .with(page.t("column.name"), tile -> tile.state().name())
                .with(page.t("menu.agencies"), tile -> words(tile.state().agencies()))
                .with(page.t("column.condition"), tile -> page.texts().name("condition", tile.condition()))
                .with(page.t("agency.connections"), tile -> tile.state().connections())
                .with(
                        page.t("column.seen"),
                        tile -> tile.state().lastSeen().map(page::time).orElse(""))
                .with(page.t("agency.documents"), tile -> tile.state().documents())
                .with(
                        page.t("queues.oldest") + Sheet.HOURS,
                        tile -> CsvSheet.hours(Duration.ofSeconds(tile.state().oldestSeconds())))
                .with(page.t("agency.statuses"), tile -> tile.state().statuses())
                .with(page.t("menu.dead-letters"), tile -> tile.state().deadLetters())
                .with(page.t("queues.again"), tile -> tile.state().handedAgain())
                .with(
                        page.t("column.rate"),
                        tile -> number(tile.state().answers().map(Answers::percent)))
                .with(page.t("column.days"), tile -> number(tile.state().certificateDays()))
                .with(page.t("agency.software"), tile -> words(tile.state().software()));
    }

    private static Object number(Optional<Long> number) {
        return number.<Object>map(value -> value).orElse("");
    }

    private static String words(List<?> all) {
        return all.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static Sheet<KeyView> keySheet(Page page, AgencyId agency) {
        return new Sheet<KeyView>("keys-" + agency)
                .with(page.t("agency.endpoint"), KeyView::endpoint)
                .with(page.t("column.purpose"), KeyView::purpose)
                .with(page.t("column.fingerprint"), KeyView::fingerprint)
                .with(page.t("column.since"), key -> page.time(key.from()))
                .with(page.t("column.until"), key -> page.time(key.to()))
                .with(page.t("column.state"), key -> keyState(page, key))
                .with(page.t("column.why"), key -> key.reason().orElse(""));
    }

    /** Whether a key counts, in words. */
    static String keyState(Page page, KeyView key) {
        return page.t(key.revokedSince().isPresent() ? "key.revoked" : "key.good");
    }

    private static Optional<EndpointCondition> condition(String name) {
        return Arrays.stream(EndpointCondition.values())
                .filter(condition -> condition.name().equals(name))
                .findFirst();
    }

    private static boolean matches(Tile tile, String asked) {
        return asked.isEmpty()
                || SearchText.of(tile.state().id() + " " + tile.state().name() + " "
                                + tile.state().agencies())
                        .contains(asked);
    }

    private static List<Block> blocks(List<Tile> tiles) {
        Map<String, List<Tile>> blocks = new TreeMap<>();
        for (Tile tile : tiles) {
            String code = tile.state().agencies().get(0).value().replaceFirst("^(0+\\.)+", ""); // as old codes begin
            String block = code.startsWith("G") ? "ministries" : code.startsWith("H") ? "provinces" : "z-others";
            blocks.computeIfAbsent(block, unused -> new ArrayList<>()).add(tile);
        }
        return blocks.entrySet().stream()
                .map(entry -> new Block(entry.getKey().replace("z-", ""), entry.getValue()))
                .toList();
    }

    private static void showOne(Context context) {
        Visit visit = Visit.of(context);
        Page page = visit.page();
        AgencyView agency = visit.ask(new DirectoryRequest.ShowAgency(code(visit)))
                .agencies()
                .get(0);
        Optional<EndpointId> id = agency.endpoint().filter(unused -> page.seesAll()); // others may be hosted there
        Optional<EndpointState> endpoint = id.isEmpty()
                ? Optional.empty()
                : visit.ask(new MonitoringRequest.ListEndpointStates()).endpoints().stream()
                        .filter(state -> Optional.of(state.id()).equals(id))
                        .findFirst();
        List<KeyView> keys = id.isEmpty()
                ? List.of()
                : visit.ask(new KeyRequest.ListKeys(id)).keys();
        if (Sheet.isAsked(visit)) {
            keySheet(page, agency.id()).send(context, keys);
            return;
        }
        visit.show("agency", new AgencyPageView(page, agency, endpoint, keys));
    }

    private static AgencyId code(Visit visit) {
        return visit.agencyOf(visit.context().pathParam("code"));
    }

    /** Its own limits in words. */
    private static List<String> limits(Page page, EndpointLimits limits) {
        return Stream.of(
                        limits.messageSize()
                                .map(size -> page.t("limit.size", page.texts().bytes(size))),
                        limits.inboxDepth()
                                .map(depth -> page.t("limit.depth", page.texts().number(depth))),
                        limits.documentsPerMinute()
                                .map(rate -> page.t("limit.rate", page.texts().number(rate))),
                        limits.connections()
                                .map(most ->
                                        page.t("limit.connections", page.texts().number(most))),
                        limits.sealedOnly().filter(only -> only).map(only -> page.t("limit.sealed")),
                        limits.operations().map(some -> page.t("limit.operations", operations(page, some))))
                .flatMap(Optional::stream)
                .toList();
    }

    private static String operations(Page page, List<Operation> some) {
        return some.stream()
                .map(operation -> page.texts().name("operation", operation))
                .collect(Collectors.joining(", "));
    }

    private static void suspend(Context context) {
        Visit visit = Visit.of(context);
        AgencyId agency = code(visit);
        int hours = visit.number("hours", 0, 8_760);
        Optional<Instant> until =
                hours == 0 ? Optional.empty() : Optional.of(Instant.now().plus(Duration.ofHours(hours)));
        visit.ask(new DirectoryRequest.SuspendAgency(agency, true, Optional.of(visit.required("reason")), until));
        visit.back(visit.page().t("done.suspended", agency));
    }

    private static void resume(Context context) {
        Visit visit = Visit.of(context);
        AgencyId agency = code(visit);
        visit.ask(new DirectoryRequest.SuspendAgency(agency, false, visit.given("reason"), Optional.empty()));
        visit.back(visit.page().t("done.resumed", agency));
    }
}
