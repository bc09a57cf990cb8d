// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.directory;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.Problem;

/**
 * What a list of agencies would change.
 *
 * @param after the number of the last change of the directory it was made for
 * @param entries the agencies that would change
 * @param unchanged how many are as the list says already
 * @param problems why it cannot be applied
 */
public record DirectoryPlan(long after, List<Entry> entries, long unchanged, List<Problem> problems) {
    /** Copies the lists. */
    public DirectoryPlan {
        entries = List.copyOf(entries);
        problems = List.copyOf(problems);
    }

    /**
     * One agency that would change.
     *
     * @param kinds in which ways
     * @param agency as it would be
     * @param movedFrom the endpoint that hosts it itself and would not any more
     * @param movedTo the endpoint that would host it itself
     */
    public record Entry(Set<Kind> kinds, Agency agency, Optional<EndpointId> movedFrom, Optional<EndpointId> movedTo) {
        /** Copies the kinds. */
        public Entry {
            kinds = Set.copyOf(kinds);
        }
    }

    /** In which way an agency changes. */
    public enum Kind {
        /** It is not listed yet. */
        ADDED,
        /** It gets another name. */
        RENAMED,
        /** It gets a day of closing. */
        CLOSED,
        /** Its day of closing goes. */
        REOPENED,
        /** It comes under another agency or to another endpoint. */
        MOVED,
        /** Something else changes. */
        CHANGED
    }

    /** How many agencies change in a way. */
    public long count(Kind kind) {
        return entries.stream().filter(entry -> entry.kinds().contains(kind)).count();
    }
}
