// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import vn.lienthong.protocol.DeliveryState;

/**
 * One search in the ledger. It decides itself what to begin with, so that what is looked at is in proportion to what is
 * shown and not to what is stored: rare words, else the few deliveries in a state, else those of the recipient, else the
 * sender or the period or nothing, from the newest on; only what an index yields is compared with all that is asked
 * for.
 */
final class DocumentSearch {
    /** Up to so many documents with the words it is quickest to look at each of them. */
    private static final int RARE = 5_000;

    /** Among so many it is quicker to read them all than to intersect what an index has of words that are not rare. */
    private static final int NEWEST = 100_000;

    private static final String AMONG_NEWEST =
            " AND accepted >= (SELECT min(n.accepted) FROM (SELECT accepted FROM document"
                    + " WHERE accepted IS NOT NULL ORDER BY accepted DESC LIMIT " + NEWEST + ") n)";
    private static final String NEWEST_FIRST = " ORDER BY accepted DESC, id DESC LIMIT ";

    private static final int FIRST_CHUNK = 200;
    private static final int CHUNK = 2_000;

    private final Search search;
    private final Among among;
    private final WantedWords words;
    private final WordIndex index;

    /** Numbers of documents in descending order below one: at least one unless there is none. */
    private interface Candidates {
        List<Long> below(long number, int most);
    }

    DocumentSearch(Search search, Among among, WordIndex index) {
        this.search = search;
        this.among = among;
        this.words = WantedWords.of(search.text().orElse(""));
        this.index = index;
    }

    /** The documents, the newest first. */
    List<LedgerDocument> run(Handle handle) {
        Optional<WordSample> sample = words.isEmpty() ? Optional.empty() : Optional.of(WordSample.of(handle, words));
        if (isByWordsAlone() && sample.filter(WordSample::isFairlyDense).isPresent()) {
            List<LedgerDocument> newest = matching(handle, AMONG_NEWEST, NEWEST_FIRST + search.most());
            if (newest.size() >= search.most()) {
                return newest;
            }
        }
        return byIndex(handle, sample);
    }

    private List<LedgerDocument> byIndex(Handle handle, Optional<WordSample> sample) {
        List<LedgerDocument> found = new ArrayList<>();
        if (sample.isPresent() && !sample.get().isDense()) {
            Optional<List<Long>> all = index.all(handle, sample.get().rarest(), RARE);
            if (all.isPresent()) {
                collect(handle, all.get(), found);
                return newest(found);
            }
        }
        Optional<Candidates> candidates = candidates(handle, sample);
        if (candidates.isEmpty()) {
            return matching(handle, "", NEWEST_FIRST + search.most());
        }
        long last = Long.MAX_VALUE;
        int chunk = FIRST_CHUNK;
        while (found.size() < search.most()) {
            List<Long> numbers = candidates.get().below(last, chunk);
            if (numbers.isEmpty()) {
                break;
            }
            collect(handle, numbers, found);
            last = numbers.get(numbers.size() - 1);
            chunk = CHUNK;
        }
        return newest(found);
    }

    private Optional<Candidates> candidates(Handle handle, Optional<WordSample> sample) {
        if (isElsewhere()) {
            // The agency is no way in here: its index would lead to all it ever got.
            return Optional.of(deliveries(
                    handle,
                    "state = :state AND state <> 'DELIVERED'"
                            + (search.to().isPresent() ? " AND agency || '' = :recipient" : "")));
        }
        if (search.to().isPresent()) {
            return Optional.of(deliveries(handle, "agency = :recipient"));
        }
        return sample.filter(words -> !words.isDense() && !isNarrow())
                .map(words -> (number, most) -> index.newest(handle, words.rarest(), number, most));
    }

    private Candidates deliveries(Handle handle, String condition) {
        return (number, most) -> handle.createQuery("SELECT DISTINCT document_id FROM delivery WHERE " + condition
                        + " AND document_id < :below ORDER BY document_id DESC LIMIT " + most)
                .bindMap(values())
                .bind("below", number)
                .mapTo(Long.class)
                .list();
    }

    /** Adds those of some documents that match, until there are enough. */
    private void collect(Handle handle, List<Long> numbers, List<LedgerDocument> found) {
        int start = 0;
        int chunk = FIRST_CHUNK;
        while (start < numbers.size() && found.size() < search.most()) {
            List<Long> some = numbers.subList(start, Math.min(numbers.size(), start + chunk));
            found.addAll(matching(
                    handle,
                    some.stream().map(String::valueOf).collect(Collectors.joining(",", " AND d.id IN (", ")")),
                    ""));
            start += some.size();
            chunk = CHUNK;
        }
    }

    private List<LedgerDocument> newest(List<LedgerDocument> found) {
        return found.stream()
                .sorted(LedgerDocument.NEWEST_FIRST)
                .limit(search.most())
                .toList();
    }

    private List<LedgerDocument> matching(Handle handle, String among, String order) {
        return handle.createQuery(LedgerDocument.SELECT + " WHERE accepted IS NOT NULL" + among + conditions() + order)
                .bindMap(values())
                .map((row, context) -> LedgerDocument.of(row))
                .list();
    }

    private String conditions() {
        StringBuilder where = new StringBuilder();
        for (int i = 0; i < words.parts().size(); i++) {
            where.append(" AND search LIKE :word").append(i);
        }
        search.from().ifPresent(agency -> where.append(" AND d.agency = :sender"));
        search.after().ifPresent(time -> where.append(" AND accepted >= :after"));
        search.before().ifPresent(time -> where.append(" AND accepted < :before"));
        if (search.to().isPresent() || search.state().isPresent()) {
            where.append(" AND EXISTS (SELECT 1 FROM delivery x WHERE ").append(ofDocument());
            search.to().ifPresent(agency -> where.append(" AND x.agency = :recipient"));
            search.state().ifPresent(state -> where.append(" AND x.state = :state"));
            where.append(')');
        }
        if (!among.isEverything()) {
            where.append(" AND (").append(among.condition("d.agency"));
            where.append(" OR EXISTS (SELECT 1 FROM delivery y WHERE y.submission_id IN"
                    + " (SELECT id FROM submission WHERE document_id = d.id) AND ");
            where.append(among.condition("y.agency")).append("))");
        }
        return where.toString();
    }

    /** Which deliveries are those of a document, by the index that is nearest to what else is asked for. */
    private String ofDocument() {
        if (search.to().isPresent()) {
            return "x.document_id = d.id";
        }
        return isElsewhere()
                ? "x.document_id = d.id AND x.state <> 'DELIVERED'"
                : "x.submission_id IN (SELECT id FROM submission WHERE document_id = d.id)";
    }

    private boolean isNarrow() {
        return search.from().isPresent()
                || search.after().isPresent()
                || search.before().isPresent();
    }

    private boolean isByWordsAlone() {
        return search.to().isEmpty() && !isElsewhere() && !isNarrow();
    }

    /** Whether it is about a state that few deliveries are in. */
    private boolean isElsewhere() {
        return search.state().filter(state -> state != DeliveryState.DELIVERED).isPresent();
    }

    private Map<String, Object> values() {
        Map<String, Object> values = new TreeMap<>(among.values());
        for (int i = 0; i < words.parts().size(); i++) {
            values.put("word" + i, words.patterns().get(i));
        }
        search.from().ifPresent(agency -> values.put("sender", LedgerQueries.present(agency)));
        search.to().ifPresent(agency -> values.put("recipient", LedgerQueries.present(agency)));
        search.state().ifPresent(state -> values.put("state", state.name()));
        search.after().ifPresent(time -> values.put("after", time.toEpochMilli()));
        search.before().ifPresent(time -> values.put("before", time.toEpochMilli()));
        return values;
    }
}
