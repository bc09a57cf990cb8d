// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.benchmark;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import vn.lienthong.benchmark.LedgerBenchmark.Latency;
import vn.lienthong.benchmark.LedgerPopulation.Letter;
import vn.lienthong.broker.ledger.Ledger;
import vn.lienthong.broker.ledger.OpenDeliveries;
import vn.lienthong.broker.ledger.OverdueQuery;
import vn.lienthong.broker.ledger.Search;
import vn.lienthong.broker.text.SearchText;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.protocol.DeliveryState;

/** What people ask a ledger, each question many times for documents from all over the year. */
final class LedgerQuestions {
    private static final int OFTEN = 60;
    private static final int RARELY = 3;
    private static final int MOST = 50;
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration MONTH = Duration.ofDays(30);
    private static final double NANOS_PER_MILLI = 1e6;

    private static final String FREQUENT = "phòng";
    private static final Optional<AgencyId> NOBODY = Optional.empty();

    private final Subjects subjects = new Subjects();
    private final Ledger ledger;
    private final LedgerSample sample;
    private final Instant now;
    private final List<Latency> answers = new ArrayList<>();

    /** Asks for one thing or another; returns how many entries the answer has. */
    private interface Question {
        long ask(int number);
    }

    LedgerQuestions(Ledger ledger, LedgerSample sample, Instant now) {
        this.ledger = ledger;
        this.sample = sample;
        this.now = now;
    }

    List<Latency> ask() {
        track();
        findWords();
        findWithoutWords();
        findTogether();
        reports();
        return answers;
    }

    private void track() {
        ask("track by number and notation", OFTEN, i -> ledger.track(
                        sample.letter(i).reference())
                .size());
        ask("track by document id", OFTEN, i -> ledger.track(sample.letter(i).id())
                .size());
        ask("track by agency and document id", OFTEN, i -> {
            Letter letter = sample.letter(i);
            return ledger.track(letter.from(), new DocumentId(letter.id())).stream()
                    .count();
        });
    }

    private void findWords() {
        ask("find a frequent word", OFTEN, i -> find(words(FREQUENT)));
        ask("find the beginning of frequent words", OFTEN, i -> find(words("th")));
        ask("find two rare words", OFTEN, i -> find(words(rare(sample.letter(i)))));
        ask("find a number", OFTEN, i -> {
            String reference = sample.letter(i).reference();
            return find(words(reference.substring(0, reference.indexOf('/'))));
        });
        ask("find number and notation", OFTEN, i -> find(words(sample.letter(i).reference())));
        ask(
                "find a subject without diacritics",
                OFTEN,
                i -> find(words(SearchText.of(sample.letter(i).subject()))));
        ask("find a word that does not occur", OFTEN, i -> find(words("xyz" + i)));
    }

    private void findWithoutWords() {
        ask("find the newest", OFTEN, i -> find(search("", NOBODY, NOBODY, Optional.empty())));
        ask("find by recipient", OFTEN, i -> find(search("", NOBODY, Optional.of(recipient(i)), Optional.empty())));
        ask("find by sender and week", OFTEN, i -> {
            Letter letter = sample.letter(i);
            return find(new Search(
                    Optional.empty(),
                    Optional.of(letter.from()),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(letter.accepted().minus(WEEK)),
                    Optional.of(letter.accepted().plus(WEEK)),
                    MOST,
                    false));
        });
        ask("find by state QUEUED", OFTEN, i -> find(search("", NOBODY, NOBODY, Optional.of(DeliveryState.QUEUED))));
        ask("find by state DEAD", OFTEN, i -> find(search("", NOBODY, NOBODY, Optional.of(DeliveryState.DEAD))));
    }

    private void findTogether() {
        ask(
                "find by recipient and state QUEUED",
                OFTEN,
                i -> find(search("", NOBODY, Optional.of(recipient(i)), Optional.of(DeliveryState.QUEUED))));
        ask(
                "find a frequent word by recipient",
                OFTEN,
                i -> find(search(FREQUENT, NOBODY, Optional.of(recipient(i)), Optional.empty())));
        ask(
                "find a frequent word by sender",
                OFTEN,
                i -> find(search(FREQUENT, Optional.of(sample.letter(i).from()), NOBODY, Optional.empty())));
        ask(
                "find a frequent word by state DEAD",
                OFTEN,
                i -> find(search(FREQUENT, NOBODY, NOBODY, Optional.of(DeliveryState.DEAD))));
    }

    private void reports() {
        ask("overdue, the longest", OFTEN, i -> ledger.overdue(
                        new OverdueQuery(Optional.empty(), Optional.empty(), List.of(), MOST))
                .size());
        ask("overdue of an agency", OFTEN, i -> ledger.overdue(
                        new OverdueQuery(Optional.of(recipient(i)), Optional.empty(), List.of(), MOST))
                .size());
        ask("responses of a month", RARELY, i -> {
            Instant end = now.minus(MONTH.multipliedBy(i + 1L));
            return ledger.responses().report(end.minus(MONTH), end).agencies().size();
        });
        ask("sums", RARELY, i -> ledger.sums().states().size());
        ask("what waits at each endpoint", RARELY, i -> {
            AtomicLong queued = new AtomicLong();
            OpenDeliveries open = new OpenDeliveries(ledger);
            ledger.endpointsWithQueued()
                    .forEach(endpoint -> open.queuedAt(endpoint, delivery -> queued.incrementAndGet()));
            return queued.get();
        });
    }

    private void ask(String question, int times, Question asking) {
        long[] nanos = new long[times];
        long found = 0;
        asking.ask(times); // the first answer waits for the compiler and the disk
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            found += asking.ask(i);
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        answers.add(new Latency(
                question,
                times,
                nanos[times / 2] / NANOS_PER_MILLI,
                nanos[(times * 95 - 1) / 100] / NANOS_PER_MILLI,
                nanos[times - 1] / NANOS_PER_MILLI,
                (double) found / times));
    }

    private long find(Search search) {
        return ledger.find(search, List.of()).size();
    }

    private AgencyId recipient(int number) {
        return sample.letter(number).fates().get(0).agency();
    }

    /** The two words of a subject that fewest others have. */
    private String rare(Letter letter) {
        return Arrays.stream(letter.subject().split(" ", -1))
                .sorted(Comparator.comparing(subjects::rank).reversed())
                .limit(2)
                .collect(Collectors.joining(" "));
    }

    private static Search words(String words) {
        return search(words, NOBODY, NOBODY, Optional.empty());
    }

    private static Search search(
            String words, Optional<AgencyId> from, Optional<AgencyId> to, Optional<DeliveryState> state) {
        return new Search(Optional.of(words), from, to, state, Optional.empty(), Optional.empty(), MOST, false);
    }
}
