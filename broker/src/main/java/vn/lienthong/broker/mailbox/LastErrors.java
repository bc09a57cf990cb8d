// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.mailbox;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import vn.lienthong.broker.events.Event.SubmissionKey;
import vn.lienthong.protocol.EndpointId;

/**
 * What applications said last about documents they gave back, until these are taken or end among the dead letters. In memory
 * only and for the latest: an attempt after a restart says it again. Thread-safe.
 */
public final class LastErrors {
    private static final int MOST = 10_000;
    private static final int LONGEST = 200;

    private final Map<Place, String> errors = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, String> eldest) {
            return size() > MOST;
        }
    };

    private record Place(EndpointId endpoint, SubmissionKey submission) {}

    /** Notes what an endpoint says about a message of its inbox: one line of at most 200 characters of it. */
    public void note(EndpointId endpoint, SubmissionKey submission, String error) {
        String line = error.replaceAll("\\p{Cntrl}+", " ").strip();
        if (!line.isEmpty()) {
            String noted = line.length() <= LONGEST ? line : line.substring(0, LONGEST);
            synchronized (errors) {
                errors.put(new Place(endpoint, submission), noted);
            }
        }
    }

    /** What an endpoint said last about a message of its inbox. */
    public Optional<String> of(EndpointId endpoint, SubmissionKey submission) {
        synchronized (errors) {
            return Optional.ofNullable(errors.get(new Place(endpoint, submission)));
        }
    }
}
