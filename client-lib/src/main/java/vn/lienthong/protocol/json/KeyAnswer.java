// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.protocol.json;

import java.util.List;
import vn.lienthong.protocol.EndpointId;

/**
 * The keys of an endpoint with the proof that they stand in the exchange's log of keys. Read it with {@code KeyLogView}, which
 * believes nothing of it that is not proved.
 *
 * @param endpoint whose keys
 * @param speaks whether that endpoint may speak for the agency that was asked about; true if none was
 * @param entries what the log says about its keys for the purpose, in the order of the log
 * @param head the signed head of the log
 * @param consistency that it continues the head which was named in the question
 */
public record KeyAnswer(
        EndpointId endpoint, boolean speaks, List<ProvenEntry> entries, HeadForm head, List<String> consistency) {

    /** Copies the lists; checks that nothing is absent. */
    public KeyAnswer {
        Presence.check(endpoint, entries, head, consistency);
        entries = List.copyOf(entries);
        consistency = List.copyOf(consistency);
    }

    /**
     * An entry of the log and the proof of it.
     *
     * @param index its place
     * @param entry the entry as it was written
     * @param path the hashes beside the way to the root
     */
    public record ProvenEntry(long index, String entry, List<String> path) {
        /** Copies the path; checks that nothing is absent. */
        public ProvenEntry {
            Presence.check(entry, path);
            path = List.copyOf(path);
        }
    }
}
