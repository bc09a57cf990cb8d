// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.directory;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import vn.lienthong.edxml.AgencyCatalogue;
import vn.lienthong.edxml.AgencyEntry;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.Problem;

/**
 * The agencies and endpoints of this exchange: the national tables, plus what was added here. Reads never block; a change
 * is on disk before it is seen. Thread-safe.
 */
public final class Directory {
    private final AgencyCatalogue catalogue = AgencyCatalogue.national();
    private final DirectoryFile file;
    private final UnlistedAgencies unlisted;
    private volatile DirectoryContent content;

    /** What to do with a code below level 1 that nobody has listed. */
    public enum UnlistedAgencies {
        /** Its nearest ancestor takes it: lower codes are issued by the level-1 body, not here. */
        ACCEPT,
        /** It is unknown. */
        REFUSE
    }

    /** A directory kept in a file; an absent file is an empty directory. */
    public Directory(Path file, UnlistedAgencies unlisted) {
        this.file = new DirectoryFile(file);
        this.unlisted = unlisted;
        this.content = this.file.read();
    }

    /** Whether an endpoint may connect. */
    public boolean isRegistered(EndpointId endpoint) {
        return content.endpoints().containsKey(endpoint);
    }

    /** All endpoints, by name. */
    public Collection<Endpoint> endpoints() {
        return List.copyOf(content.endpoints().values());
    }

    /** The agency with a code, if it is listed. */
    public Optional<Agency> agency(AgencyId id) {
        Agency own = content.agencies().get(DirectoryContent.canonical(id));
        return own != null ? Optional.of(own) : catalogue.find(id).map(Directory::agencyOf);
    }

    /** All agencies that are listed, by code. */
    public Collection<Agency> agencies() {
        Map<AgencyId, Agency> all = new TreeMap<>();
        catalogue.all().forEach(entry -> all.put(entry.code(), agencyOf(entry)));
        all.putAll(content.agencies());
        return all.values();
    }

    /** The endpoint that hosts an agency: its own, or that of the nearest ancestor, closed or not. */
    public Optional<EndpointId> hostOf(AgencyId agency) {
        DirectoryContent now = content;
        Optional<AgencyId> candidate = Optional.of(DirectoryContent.canonical(agency));
        while (candidate.isPresent()) {
            EndpointId host = now.hosts().get(candidate.get());
            if (host != null) {
                return Optional.of(host);
            }
            candidate = candidate.get().parent();
        }
        return Optional.empty();
    }

    /** Why a message to an agency cannot be taken on a day, if it cannot. */
    public Optional<Problem> obstacle(AgencyId agency, LocalDate day) {
        AgencyId id = DirectoryContent.canonical(agency);
        Optional<Agency> listed = nearestListed(id);
        if (listed.isEmpty()) {
            return Optional.of(ErrorCode.RECIPIENT_UNKNOWN.with(agency.value()));
        }
        if (listed.get().isClosedOn(day)) {
            return Optional.of(closed(ErrorCode.RECIPIENT_CLOSED, agency, listed.get()));
        }
        if (listed.get().suspended()) {
            return Optional.of(ErrorCode.RECIPIENT_SUSPENDED.with(agency.value()));
        }
        return hostOf(id).isPresent()
                ? Optional.empty()
                : Optional.of(ErrorCode.RECIPIENT_NOT_CONNECTED.with(agency.value()));
    }

    /** Why an agency cannot send documents on a day, if it cannot. */
    public Optional<Problem> senderObstacle(AgencyId agency, LocalDate day) {
        return nearestListed(DirectoryContent.canonical(agency))
                .filter(listed -> listed.isClosedOn(day))
                .map(listed -> closed(ErrorCode.SENDER_CLOSED, agency, listed));
    }

    /** Adds an endpoint or replaces the one with its name. */
    public void put(Endpoint endpoint) {
        putAll(List.of(endpoint));
    }

    /** Adds endpoints or replaces those with their names, all in one step. */
    public void putAll(List<Endpoint> endpoints) {
        change(now -> now.with(endpoints));
    }

    /** Removes an endpoint; it can do nothing from now on. */
    public void remove(EndpointId endpoint) {
        change(now -> now.without(endpoint));
    }

    /** Adds an agency or replaces the one with its code. */
    public void put(Agency agency) {
        change(now -> now.with(agency));
    }

    /** Suspends an agency or lets it take messages again. */
    public void suspend(AgencyId id, boolean suspended) {
        Agency agency = agency(id).orElseThrow(() -> new IllegalArgumentException("agency " + id + " is not listed"));
        put(agency.withSuspended(suspended));
    }

    private synchronized void change(UnaryOperator<DirectoryContent> step) {
        DirectoryContent next = step.apply(content);
        file.write(next);
        content = next;
    }

    private Optional<Agency> nearestListed(AgencyId id) {
        Optional<Agency> listed = agency(id);
        Optional<AgencyId> candidate = id.parent();
        while (listed.isEmpty() && unlisted == UnlistedAgencies.ACCEPT && candidate.isPresent()) {
            listed = agency(candidate.get());
            candidate = candidate.get().parent();
        }
        return listed;
    }

    private static Problem closed(ErrorCode code, AgencyId asked, Agency agency) {
        String successors = agency.successors().stream().map(AgencyId::value).collect(Collectors.joining(", "));
        return code.with(
                asked.value(),
                agency.closedSince().map(LocalDate::toString).orElse("?"),
                successors.isEmpty() ? "-" : successors);
    }

    private static Agency agencyOf(AgencyEntry entry) {
        return new Agency(entry.code(), entry.vietnameseName(), entry.closedSince(), entry.successors(), false);
    }
}
