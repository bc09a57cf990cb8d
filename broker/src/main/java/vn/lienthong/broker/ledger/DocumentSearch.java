// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.ledger;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
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
 * sender or the period or nothing, from the newest on or from the oldest; only what an index yields is compared with all that is asked
 * for.
 */
final class DocumentSearch {
    /** Up to so many documents with the words it is quickest to look at each of them. */
    private static final int RARE = 5_000;

    /** Among so many it is quicker to read them all than to intersect what an index has of words that are not rare. */
    private static final int FIRST = 100_000;

    private static final Way FROM_NEWEST = new Way(
            "DESC",
            "<",
            " AND accepted >= (SELECT min(n.accepted) FROM (SELECT accepted FROM document"
                    + " WHERE accepted IS NOT NULL ORDER BY accepted DESC LIMIT " + FIRST + ") n)",
            Long.MAX_VALUE,
            LedgerDocument.NEWEST_FIRST);
    private static final Way FROM_OLDEST = new Way(
            "ASC",
            ">",
            " AND accepted <= (SELECT max(n.accepted) FROM (SELECT accepted FROM document"
                    + " WHERE accepted IS NOT NULL ORDER BY accepted LIMIT " + FIRST + ") n)",
            -1,
            LedgerDocument.NEWEST_FIRST.reversed());

    private static final int FIRST_CHUNK = 200;
    private static final int CHUNK = 2_000;

    private final Search search;
    private final Among among;
    private final WantedWords words;
    private final WordIndex index;
    private final Way way;

    /**
     * From which end on documents are looked at.
     *
     * @param order of times and numbers
     * @param beyond how the next number compares with one that was looked at
     * @param first a condition for those that are looked at first
     * @param start a number that all others are beyond
     * @param comparator the order in which they are shown
     */
    private record Way(String order, String beyond, String first, long start, Comparator<LedgerDocument> comparator) {
        String limited(int most) {
            return " ORDER BY accepted " + order + ", id " + order + " LIMIT " + most;
        }
    }

    /** Numbers of documents beyond one, the next first: at least one unless there is none. */
    private interface Candidates {
        List<Long> beyond(long number, int most);
    }

    DocumentSearch(Search search, Among among, WordIndex index) {
        this.search = search;
        this.among = among;
        this.words = WantedWords.of(search.text().orElse(""));
        this.index = index;
        this.way = search.oldestFirst() ? FROM_OLDEST : FROM_NEWEST;
    }

    /** The documents, in the order that is asked for. */
    List<LedgerDocument> run(Handle handle) {
        Optional<WordSample> sample = words.isEmpty() ? Optional.empty() : Optional.of(WordSample.of(handle, words));
        if (isByWordsAlone() && sample.filter(WordSample::isFairlyDense).isPresent()) {
            List<LedgerDocument> first = matching(handle, way.first(), way.limited(search.most()));
            if (first.size() >= search.most()) {
                return first;
            }
        }
        return byIndex(handle, sample);
    }

    private List<LedgerDocument> byIndex(Handle handle, Optional<WordSample> sample) {
        List<LedgerDocument> found = new ArrayList<>();
        if (sample.isPresent() && !sample.get().isDense()) {
            Optional<List<Long>> all = index.all(handle, sample.get().rarest(), RARE);
            if (all.isPresent()) {
                List<Long> numbers = new ArrayList<>(all.get());
                if (search.oldestFirst()) {
                    Collections.reverse(numbers);
                }
                collect(handle, numbers, found);
                return inOrder(found);
            }
        }
        Optional<Candidates> candidates = candidates(handle, sample);
        if (candidates.isEmpty()) {
            return matching(handle, "", way.limited(search.most()));
        }
        long last = way.start();
        int chunk = FIRST_CHUNK;
        while (found.size() < search.most()) {
            List<Long> numbers = candidates.get().beyond(last, chunk);
            if (numbers.isEmpty()) {
                break;
            }
            collect(handle, numbers, found);
            last = numbers.get(numbers.size() - 1);
            chunk = CHUNK;
        }
        return inOrder(found);
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
                .map(words -> (number, most) -> search.oldestFirst()
                        ? index.oldest(handle, words.rarest(), number, most)
                        : index.newest(handle, words.rarest(), number, most));
    }

    private Candidates deliveries(Handle handle, String condition) {
        return (number, most) -> handle.createQuery("SELECT DISTINCT document_id FROM delivery WHERE " + condition
                        + " AND document_id " + way.beyond() + " :number ORDER BY document_id " + way.order()
                        + " LIMIT "
                        + most)
                .bindMap(values())
                .bind("number", number)
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

    private List<LedgerDocument> inOrder(List<LedgerDocument> found) {
        return found.stream().sorted(way.comparator()).limit(search.most()).toList();
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
