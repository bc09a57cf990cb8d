// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.simulator;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.lienthong.client.Document;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.Operation;

/** The register of incoming documents: what came, and what has been taken already. Bounded; thread-safe. */
final class Register {
    private static final int LOG_SIZE = 10_000;
    private static final int MEMORY_SIZE = 200_000;

    private final Deque<ReceivedDocument> log = new ArrayDeque<>();
    private final Set<DocumentKey> taken = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<DocumentKey, Boolean> eldest) {
            return size() > MEMORY_SIZE;
        }
    });
    private long duplicates;
    private long kept;

    /** What makes a document the same again: sender and id; each update of a document counts for itself. */
    record DocumentKey(AgencyId from, DocumentId id, String update) {
        static DocumentKey of(Document document) {
            boolean update = document.operation() == Operation.UPDATE;
            return new DocumentKey(
                    document.from(),
                    document.id(),
                    update ? document.submission().value() : "");
        }

        static DocumentKey of(AgencyId from, DocumentId id) {
            return new DocumentKey(from, id, "");
        }
    }

    synchronized void log(ReceivedDocument document) {
        if (log.size() == LOG_SIZE) {
            log.removeFirst();
        }
        log.addLast(document);
    }

    /** Enters a document; false if it was entered before. */
    synchronized boolean take(DocumentKey key) {
        boolean first = taken.add(key);
        if (!first) {
            duplicates++;
        }
        return first;
    }

    synchronized void keep() {
        kept++;
    }

    synchronized List<ReceivedDocument> received() {
        return List.copyOf(log);
    }

    synchronized long duplicates() {
        return duplicates;
    }

    synchronized long kept() {
        return kept;
    }
}
