// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.directory;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.lienthong.broker.directory.DirectoryPlan.Kind;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.Problem;

/** Compares a list of agencies with a directory. */
final class DirectoryPlanner {
    private final Directory directory;
    private final long after;
    private final Map<AgencyId, AgencyList.Row> listed = new HashMap<>();
    private final Map<AgencyId, AgencyId> aliases = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    DirectoryPlanner(Directory directory, long after) {
        this.directory = directory;
        this.after = after;
    }

    DirectoryPlan plan(AgencyList list) {
        problems.addAll(list.problems());
        list.rows().forEach(this::note);
        List<DirectoryPlan.Entry> entries = new ArrayList<>();
        for (AgencyList.Row row : list.rows()) {
            check(row);
            entry(row, list.namesEndpoints()).ifPresent(entries::add);
        }
        checkEndpoints(entries);
        return new DirectoryPlan(after, entries, list.rows().size() - entries.size(), problems);
    }

    private void note(AgencyList.Row row) {
        AgencyList.Row other = listed.putIfAbsent(row.agency().id(), row);
        if (other != null) {
            problem(row, "agency " + row.agency().id() + " is in line " + other.line() + " already");
        }
        for (AgencyId alias : row.agency().aliases()) {
            AgencyId taken = aliases.putIfAbsent(alias, row.agency().id());
            if (taken != null) {
                problem(row, "alias " + alias + " stands for " + taken + " already");
            }
        }
    }

    private void check(AgencyList.Row row) {
        checkDays(row);
        for (AgencyId successor : row.agency().successors()) {
            if (successor.equals(row.agency().id())) {
                problem(row, "it is its own successor");
            } else if (!isKnown(successor)) {
                problem(row, "successor " + successor + " is not listed");
            }
        }
        for (AgencyId alias : row.agency().aliases()) {
            if (listed.containsKey(alias) || isAnother(alias, row.agency())) {
                problem(row, "alias " + alias + " is another agency's code");
            }
        }
        row.agency().parent().ifPresent(parent -> checkParent(row, parent));
        row.endpoint()
                .filter(endpoint -> !directory.isRegistered(endpoint))
                .ifPresent(endpoint -> problem(row, "endpoint " + endpoint + " is not registered"));
    }

    private boolean isAnother(AgencyId code, Agency agency) {
        return directory
                .agency(code)
                .filter(found -> !found.id().equals(agency.id()))
                .isPresent();
    }

    private void checkDays(AgencyList.Row row) {
        Optional<LocalDate> closed = row.agency().closedSince();
        if (closed.isEmpty() && !row.agency().successors().isEmpty()) {
            problem(row, "it has successors and no day of closing");
        }
        if (closed.isPresent()
                && row.agency()
                        .validFrom()
                        .filter(from -> !from.isBefore(closed.get()))
                        .isPresent()) {
            problem(row, "it closes before it is valid");
        }
    }

    private void checkParent(AgencyList.Row row, AgencyId parent) {
        if (!isKnown(parent)) {
            problem(row, "parent " + parent + " is not listed");
            return;
        }
        Set<AgencyId> seen = new HashSet<>(Set.of(row.agency().id()));
        Optional<AgencyId> above = Optional.of(parent);
        while (above.isPresent()) {
            if (!seen.add(above.get())) {
                problem(row, "agency " + above.get() + " would be above itself");
                return;
            }
            above = as(above.get()).flatMap(Agency::above);
        }
    }

    /** An agency as it would be. */
    private Optional<Agency> as(AgencyId id) {
        AgencyList.Row row = listed.get(id);
        return row == null ? directory.agency(id) : Optional.of(row.agency());
    }

    private boolean isKnown(AgencyId id) {
        return listed.containsKey(id) || directory.knows(id);
    }

    private Optional<DirectoryPlan.Entry> entry(AgencyList.Row row, boolean namesEndpoints) {
        Optional<Agency> present = directory.agency(row.agency().id());
        Agency next = withReason(row.agency(), present);
        Optional<EndpointId> host = directory.ownHost(next.id());
        boolean rehosted = namesEndpoints && !host.equals(row.endpoint());
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        if (present.isEmpty()) {
            kinds.add(Kind.ADDED);
        } else {
            kinds.addAll(kinds(present.get(), next));
        }
        if (rehosted) {
            kinds.add(Kind.MOVED);
        }
        return kinds.isEmpty()
                ? Optional.empty()
                : Optional.of(new DirectoryPlan.Entry(
                        kinds, next, rehosted ? host : Optional.empty(), rehosted ? row.endpoint() : Optional.empty()));
    }

    private static Set<Kind> kinds(Agency present, Agency next) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        if (present.equals(next)) {
            return kinds;
        }
        if (!present.name().equals(next.name())) {
            kinds.add(Kind.RENAMED);
        }
        if (!present.closedSince().equals(next.closedSince())) {
            kinds.add(next.closedSince().isPresent() ? Kind.CLOSED : Kind.REOPENED);
        }
        if (!present.above().equals(next.above())) {
            kinds.add(Kind.MOVED);
        }
        if (kinds.isEmpty()) {
            kinds.add(Kind.CHANGED);
        }
        return kinds;
    }

    /** An endpoint that hosts nothing could never be given anything. */
    private void checkEndpoints(List<DirectoryPlan.Entry> entries) {
        Map<EndpointId, Integer> hosted = new HashMap<>();
        directory
                .endpoints()
                .forEach(endpoint ->
                        hosted.put(endpoint.id(), endpoint.agencies().size()));
        for (DirectoryPlan.Entry entry : entries) {
            entry.movedFrom().ifPresent(endpoint -> hosted.merge(endpoint, -1, Integer::sum));
            entry.movedTo().ifPresent(endpoint -> hosted.merge(endpoint, 1, Integer::sum));
        }
        hosted.forEach((endpoint, agencies) -> {
            if (agencies <= 0) {
                problems.add(AgencyCsv.problem(
                        1, "endpoint " + endpoint + " would host no agency; remove it first, or let it host one"));
            }
        });
    }

    private void problem(AgencyList.Row row, String what) {
        problems.add(AgencyCsv.problem(row.line(), row.agency().id() + ": " + what));
    }

    /** A list says that an agency is suspended, but not why; who stays suspended keeps the reason. */
    private static Agency withReason(Agency listed, Optional<Agency> present) {
        return listed.suspended()
                ? listed.withSuspension(
                        present.flatMap(Agency::suspension).or(() -> Optional.of(Suspension.UNTIL_RESUMED)))
                : listed;
    }
}
