// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.directory;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import vn.lienthong.broker.directory.DirectoryPolicy.ClosedAgencies;
import vn.lienthong.broker.directory.DirectoryPolicy.UnlistedAgencies;
import vn.lienthong.broker.text.SearchText;
import vn.lienthong.edxml.AgencyCatalogue;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.AgencyAliases;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.Problem;

/**
 * The agencies and endpoints of this exchange: the national tables, plus what was added here. Reads never block; a change
 * is on disk before it is seen. Thread-safe.
 */
public final class Directory {
    private final AgencyCatalogue catalogue = AgencyCatalogue.national();
    private final DirectoryStore store;
    private final DirectoryPolicy policy;
    private final Clock clock;
    private volatile DirectoryContent content;

    /** A directory kept in a file and one beside it; absent files are an empty directory. */
    public Directory(Path file, DirectoryPolicy policy, Clock clock) {
        this.store = new DirectoryStore(file);
        this.policy = policy;
        this.clock = clock;
        this.content = store.read();
    }

    /** Whether an endpoint may connect. */
    public boolean isRegistered(EndpointId endpoint) {
        return content.endpoints().containsKey(endpoint);
    }

    /** All endpoints, by name. */
    public Collection<Endpoint> endpoints() {
        return List.copyOf(content.endpoints().values());
    }

    /** The limits of an endpoint. */
    public EndpointLimits limitsOf(EndpointId endpoint) {
        Endpoint found = content.endpoints().get(endpoint);
        return found == null ? EndpointLimits.NONE : found.limits();
    }

    /** The one code an agency is kept under, whichever it is named with. */
    public AgencyId canonical(AgencyId named) {
        return content.canonical(named);
    }

    /** Of some agencies those that are named by an alias, with their codes. */
    public AgencyAliases aliasesAmong(Collection<AgencyId> named) {
        return content.aliasesAmong(named);
    }

    /** The agency with a code, if it is listed. */
    public Optional<Agency> agency(AgencyId id) {
        return agency(content, content.canonical(id));
    }

    private Optional<Agency> agency(DirectoryContent now, AgencyId canonical) {
        Agency own = now.agencies().get(canonical);
        return own != null ? Optional.of(own) : catalogue.find(canonical).map(Agency::of);
    }

    /** Whether a code means something: it is listed, or one above it is and vouches for it. */
    public boolean knows(AgencyId id) {
        DirectoryContent now = content;
        return nearestListed(now, now.canonical(id)).isPresent();
    }

    /** All agencies that are listed, by code. */
    public Collection<Agency> agencies() {
        Map<AgencyId, Agency> all = new TreeMap<>();
        catalogue.all().forEach(entry -> all.put(entry.code(), Agency.of(entry)));
        all.putAll(content.agencies());
        return all.values();
    }

    /** The agencies whose code begins so or whose name has all the words, diacritics ignored. */
    public List<Agency> search(String text, int most) {
        String wanted = SearchText.of(text);
        List<String> words = List.of(wanted.split(" ", -1));
        return agencies().stream()
                .filter(agency -> agency.matches(wanted, words))
                .limit(most)
                .toList();
    }

    /** The endpoint that hosts an agency: its own, or that of the nearest agency above it, closed or not. */
    public Optional<EndpointId> hostOf(AgencyId agency) {
        return content.hostOf(agency);
    }

    /** The endpoint that hosts an agency itself. */
    public Optional<EndpointId> ownHost(AgencyId agency) {
        DirectoryContent now = content;
        return now.ownHost(now.canonical(agency));
    }

    /** Whether an endpoint hosts an agency, or one of those that have taken over from it. */
    public boolean answersFor(EndpointId endpoint, AgencyId agency, LocalDate day) {
        DirectoryContent now = content;
        Optional<EndpointId> wanted = Optional.of(endpoint);
        return now.hostOf(agency).equals(wanted)
                || openSuccessors(now, agency, day).stream()
                        .anyMatch(successor -> now.hostOf(successor).equals(wanted));
    }

    /**
     * Whether an endpoint may report for an agency: it answers for it, or it hosted it when the document may have come. What
     * was delivered before a reorganisation can be worked on after it.
     */
    public boolean mayReport(EndpointId endpoint, AgencyId agency, LocalDate day) {
        if (answersFor(endpoint, agency, day)) {
            return true;
        }
        DirectoryContent now = content;
        Optional<AgencyId> candidate = Optional.of(now.canonical(agency));
        while (candidate.isPresent()) {
            for (FormerHost former : now.formerHosts(candidate.get())) {
                if (former.endpoint().equals(endpoint)
                        && !day.isAfter(former.until().plus(policy.grace()))) {
                    return true;
                }
            }
            candidate = now.above(candidate.get());
        }
        return false;
    }

    /**
     * Where a status about a document of an agency goes. When that has closed: to its successor, also to several if one endpoint
     * hosts them all. With several at different endpoints nobody guesses: it goes to whoever still hosts the closed agency.
     */
    public Destination statusesOf(AgencyId agency, LocalDate day) {
        DirectoryContent now = content;
        Set<AgencyId> successors = openSuccessors(now, agency, day);
        Set<Optional<EndpointId>> hosts = successors.stream().map(now::hostOf).collect(Collectors.toSet());
        return (hosts.size() == 1 ? hosts.iterator().next() : Optional.<EndpointId>empty())
                .or(() -> now.hostOf(agency))
                .map(Destination::at)
                .orElseGet(() -> Destination.none(unreachable(now, agency, successors)));
    }

    private Problem unreachable(DirectoryContent now, AgencyId agency, Set<AgencyId> successors) {
        return successors.size() > 1
                ? nearestListed(now, now.canonical(agency)).orElseThrow().closed(ErrorCode.RECIPIENT_CLOSED, agency)
                : ErrorCode.RECIPIENT_NOT_CONNECTED.with(agency.value());
    }

    /** Where a document to an agency may wait, however long ago it was sent: also where it was hosted before it moved. */
    public Set<EndpointId> hostsEver(AgencyId agency, LocalDate day) {
        DirectoryContent now = content;
        Set<EndpointId> hosts = now.hostsEver(agency);
        openSuccessors(now, agency, day).forEach(successor -> hosts.addAll(now.hostsEver(successor)));
        return hosts;
    }

    /**
     * Where what takes a document back goes on a day: to whoever answers for the agency then, also when it has closed, or is
     * suspended and gets nothing new. Of several successors the first by code is told, if nobody else can be: a recall is not
     * refused for what became of its recipient.
     */
    public Destination recallDestination(AgencyId agency, LocalDate day) {
        DirectoryContent now = content;
        return nearestListed(now, now.canonical(agency))
                .filter(listed -> listed.isClosedOn(day) || listed.suspended())
                .flatMap(barred -> statusesOf(agency, day).endpoint().or(() -> openSuccessors(now, agency, day).stream()
                        .flatMap(successor -> now.hostOf(successor).stream())
                        .findFirst()))
                .map(Destination::at)
                .orElseGet(() -> destination(agency, day));
    }

    /**
     * Where a document to an agency goes on a day.
     *
     * @param endpoint the endpoint it goes to; empty if there is an obstacle
     * @param obstacle why it cannot be taken
     */
    public record Destination(Optional<EndpointId> endpoint, Optional<Problem> obstacle) {
        static Destination at(EndpointId endpoint) {
            return new Destination(Optional.of(endpoint), Optional.empty());
        }

        static Destination none(Problem obstacle) {
            return new Destination(Optional.empty(), Optional.of(obstacle));
        }
    }

    /** Where a document to an agency goes on a day. */
    public Destination destination(AgencyId agency, LocalDate day) {
        DirectoryContent now = content;
        AgencyId id = now.canonical(agency);
        Optional<Agency> listed = nearestListed(now, id);
        if (listed.isEmpty()) {
            return Destination.none(ErrorCode.RECIPIENT_UNKNOWN.with(agency.value()));
        }
        if (listed.get().isClosedOn(day)) {
            return forwarded(now, listed.get(), day)
                    .map(Destination::at)
                    .orElseGet(() -> Destination.none(listed.get().closed(ErrorCode.RECIPIENT_CLOSED, agency)));
        }
        if (listed.get().isFutureOn(day)) {
            return Destination.none(ErrorCode.RECIPIENT_NOT_VALID_YET.with(
                    agency.value(), listed.get().validFrom().orElseThrow().toString()));
        }
        if (listed.get().isSuspendedAt(clock.instant())) {
            return Destination.none(ErrorCode.RECIPIENT_SUSPENDED.with(agency.value()));
        }
        return now.hostOf(id)
                .map(Destination::at)
                .orElseGet(() -> Destination.none(ErrorCode.RECIPIENT_NOT_CONNECTED.with(agency.value())));
    }

    private Optional<EndpointId> forwarded(DirectoryContent now, Agency closed, LocalDate day) {
        LocalDate end = closed.closedSince().orElseThrow().plus(policy.grace());
        if (policy.closed() == ClosedAgencies.REFUSE || !day.isBefore(end)) {
            return Optional.empty();
        }
        Set<AgencyId> successors = openSuccessors(now, closed.id(), day);
        return successors.size() == 1 ? now.hostOf(successors.iterator().next()) : Optional.empty();
    }

    /** Who has taken over from a closed agency in the end, by code; none for one that is open. */
    private Set<AgencyId> openSuccessors(DirectoryContent now, AgencyId agency, LocalDate day) {
        Set<AgencyId> seen = new HashSet<>();
        Set<AgencyId> open = new TreeSet<>();
        Deque<AgencyId> left = new ArrayDeque<>(closedSuccessors(now, agency, day));
        while (!left.isEmpty()) {
            AgencyId next = now.canonical(left.removeFirst());
            if (seen.add(next)) {
                Optional<Agency> listed = nearestListed(now, next);
                if (listed.isPresent() && listed.get().isClosedOn(day)) {
                    left.addAll(listed.get().successors());
                } else {
                    open.add(next);
                }
            }
        }
        return open;
    }

    private List<AgencyId> closedSuccessors(DirectoryContent now, AgencyId agency, LocalDate day) {
        return nearestListed(now, now.canonical(agency))
                .filter(listed -> listed.isClosedOn(day))
                .map(Agency::successors)
                .orElse(List.of());
    }

    /** Why an agency cannot send documents on a day, if it cannot. */
    public Optional<Problem> senderObstacle(AgencyId agency, LocalDate day) {
        DirectoryContent now = content;
        return nearestListed(now, now.canonical(agency))
                .filter(listed -> listed.isClosedOn(day))
                .map(listed -> listed.closed(ErrorCode.SENDER_CLOSED, agency));
    }

    /** Adds endpoints or replaces those with their names, all in one step. */
    public void put(List<Endpoint> endpoints, String operator) {
        change(List.of(), endpoints, List.of(), operator);
    }

    /** Removes an endpoint; it can do nothing from now on. */
    public void remove(EndpointId endpoint, String operator) {
        change(List.of(), List.of(), List.of(endpoint), operator);
    }

    /** Adds an agency or replaces the one with its code. */
    public void put(Agency agency, String operator) {
        change(List.of(agency), List.of(), List.of(), operator);
    }

    /** Suspends an agency, or, without a suspension, lets it take messages again. */
    public void suspend(AgencyId id, Optional<Suspension> suspension, String operator) {
        Agency agency = agency(id).orElseThrow(() -> new IllegalArgumentException("agency " + id + " is not listed"));
        put(agency.withSuspension(suspension), operator);
    }

    /** What a list of agencies would change. */
    public DirectoryPlan plan(AgencyList list) {
        return new DirectoryPlanner(this, content.number()).plan(list);
    }

    /**
     * Makes the changes of a plan, all or none.
     *
     * @throws IllegalArgumentException if the plan has problems, or the directory was changed after it was made
     */
    public synchronized void apply(DirectoryPlan plan, String operator) {
        if (!plan.problems().isEmpty()) {
            throw new IllegalArgumentException("the list has problems; nothing was changed");
        }
        if (plan.after() != content.number()) {
            throw new IllegalArgumentException("the directory was changed meanwhile; plan again");
        }
        Map<EndpointId, Endpoint> endpoints = new LinkedHashMap<>();
        for (DirectoryPlan.Entry entry : plan.entries()) {
            entry.movedFrom()
                    .ifPresent(endpoint ->
                            rehost(endpoints, endpoint, entry.agency().id(), false));
            entry.movedTo()
                    .ifPresent(endpoint ->
                            rehost(endpoints, endpoint, entry.agency().id(), true));
        }
        List<Agency> agencies =
                plan.entries().stream().map(DirectoryPlan.Entry::agency).toList();
        if (!agencies.isEmpty()) {
            change(agencies, List.copyOf(endpoints.values()), List.of(), operator);
        }
    }

    private void rehost(Map<EndpointId, Endpoint> changed, EndpointId id, AgencyId agency, boolean hosts) {
        DirectoryContent now = content;
        Endpoint endpoint =
                changed.containsKey(id) ? changed.get(id) : now.endpoints().get(id);
        if (endpoint == null) {
            throw new IllegalArgumentException("endpoint " + id + " is not registered");
        }
        List<AgencyId> agencies = new ArrayList<>(endpoint.agencies());
        agencies.removeIf(hosted -> now.canonical(hosted).equals(now.canonical(agency)));
        if (hosts) {
            agencies.add(agency);
        }
        changed.put(id, endpoint.hosting(agencies));
    }

    /**
     * The agencies that changes after a number touched: they were changed, or an endpoint that hosts or hosted them itself was. Those
     * below them may be hosted elsewhere since. Waits for a change that is being made.
     */
    public synchronized Set<AgencyId> touchedAfter(long number) {
        DirectoryContent now = content;
        return store.touchedAfter(number).stream().map(now::canonical).collect(Collectors.toSet());
    }

    /** The changes after a number, the oldest first. Waits for a change that is being made. */
    public synchronized List<DirectoryChange> changesAfter(long number) {
        return store.changesAfter(number);
    }

    /** The number of the last change; 0 before the first. */
    public long lastChange() {
        return content.number();
    }

    private synchronized void change(
            List<Agency> agencies, List<Endpoint> endpoints, List<EndpointId> removed, String operator) {
        DirectoryChange change =
                new DirectoryChange(content.number() + 1, clock.instant(), operator, agencies, endpoints, removed);
        DirectoryContent next = content.after(change);
        store.append(change, next);
        content = next;
    }

    private Optional<Agency> nearestListed(DirectoryContent now, AgencyId canonical) {
        Optional<Agency> listed = agency(now, canonical);
        Optional<AgencyId> candidate = now.above(canonical);
        while (listed.isEmpty() && policy.unlisted() == UnlistedAgencies.ACCEPT && candidate.isPresent()) {
            listed = agency(now, candidate.get());
            candidate = now.above(candidate.get());
        }
        return listed;
    }
}
