// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.inquiries;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.broker.directory.Agency;
import vn.lienthong.broker.directory.Directory;
import vn.lienthong.edxml.AgencyId;

/** The address book in pages, in the order of the codes. Thread-safe. */
final class AddressPages {
    private final Directory directory;
    private final int size;
    private volatile @Nullable Changed last;

    /** An address book in pages of some size. */
    AddressPages(Directory directory, int size) {
        this.directory = directory;
        this.size = size;
    }

    /**
     * Some agencies.
     *
     * @param next the code after which the next page begins; empty: these were the last
     */
    record Page(List<Agency> agencies, Optional<AgencyId> next) {
        static Page of(Stream<Agency> all, Optional<AgencyId> beyond, int most) {
            List<Agency> some = all.filter(
                            agency -> beyond.isEmpty() || agency.id().compareTo(beyond.get()) > 0)
                    .limit(most + 1L)
                    .toList();
            return some.size() <= most
                    ? new Page(some, Optional.empty())
                    : new Page(
                            some.subList(0, most),
                            Optional.of(some.get(most - 1).id()));
        }
    }

    /** What changed between two changes of the directory; kept for the next page. */
    private record Changed(long after, long upTo, List<Agency> agencies) {}

    /** Agencies by the beginning of their code or words of their name. */
    Page found(String text, Optional<AgencyId> beyond, int most) {
        int wanted = Math.min(most, size);
        if (wanted <= 0) {
            return new Page(List.of(), Optional.empty());
        }
        int looked = beyond.isPresent() ? Integer.MAX_VALUE : wanted + 1;
        return Page.of(directory.search(text, looked).stream(), beyond, wanted);
    }

    /** Agencies that were added or changed after a change, or are hosted otherwise since; after 0 all there are. */
    Page changed(long after, Optional<AgencyId> beyond) {
        Changed known = last;
        if (known == null || known.after() != after || known.upTo() != directory.lastChange()) {
            known = look(after);
            last = known;
        }
        return Page.of(known.agencies().stream(), beyond, size);
    }

    private Changed look(long after) {
        long upTo = directory.lastChange();
        if (after <= 0) {
            return new Changed(after, upTo, List.copyOf(directory.agencies()));
        }
        if (after >= upTo) {
            return new Changed(after, upTo, List.of());
        }
        Set<AgencyId> touched = directory.touchedAfter(after);
        return new Changed(
                after,
                upTo,
                directory.agencies().stream()
                        .filter(agency -> isTouched(agency, touched))
                        .toList());
    }

    /** Whether one was touched, or one above it, whose endpoint may be its own. */
    private boolean isTouched(Agency agency, Set<AgencyId> touched) {
        Optional<AgencyId> candidate = Optional.of(agency.id());
        while (candidate.isPresent()) {
            if (touched.contains(candidate.get())) {
                return true;
            }
            AgencyId code = candidate.get();
            candidate = directory
                    .agency(code)
                    .map(Agency::above)
                    .orElseGet(code::parent)
                    .map(this::listed);
        }
        return false;
    }

    private AgencyId listed(AgencyId code) {
        return directory.agency(code).map(Agency::id).orElse(code);
    }
}
