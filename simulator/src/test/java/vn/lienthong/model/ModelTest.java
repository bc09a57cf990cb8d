// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.model;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.fixture.LedgerStore;

/**
 * Walks through the life of documents at random and compares the exchange with a model of it, with both kinds of database of the
 * ledger. More and longer walks: {@code -Dmodel.seeds=1..50 -Dmodel.steps=3000}.
 */
final class ModelTest {
    private static final Logger LOG = LoggerFactory.getLogger(ModelTest.class);
    private static final int BETWEEN_COMPARISONS = 10;

    /** What applications hear is some tenths of a second on its way, so it is waited for less often. */
    private static final int BETWEEN_HEARINGS = 50;

    @TempDir
    Path folder;

    static LongStream seeds() {
        String[] seeds = System.getProperty("model.seeds", "1..3").split(",", -1);
        return Arrays.stream(seeds).flatMapToLong(ModelTest::range);
    }

    private static LongStream range(String seeds) {
        String[] ends = seeds.split("\\.\\.", -1);
        return LongStream.rangeClosed(Long.parseLong(ends[0]), Long.parseLong(ends[ends.length - 1]));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void exchange_and_model_agree_all_the_way(long seed) throws Exception {
        int steps = Integer.getInteger("model.steps", 150);
        Path data = folder.resolve("data");
        try (LedgerStore ledger = LedgerStore.of(seed, data, folder.resolve("postgres"));
                Participants participants = new Participants(data, ledger.settings())) {
            Walk walk = new Walk(seed, participants, folder);
            try {
                go(walk, steps);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(story(seed, walk, e), e);
            }
            LOG.atInfo()
                    .addKeyValue("seed", seed)
                    .addKeyValue("steps", steps)
                    .addKeyValue("documents", walk.model().documents().size())
                    .addKeyValue("expired", walk.model().expired())
                    .log("the exchange did what the model said");
        }
    }

    private static void go(Walk walk, int steps) {
        Steps choice = new Steps(walk);
        for (int step = 1; step <= steps; step++) {
            walk.trace().begin(step);
            choice.next();
            walk.settle();
            if (step % BETWEEN_COMPARISONS == 0) {
                walk.comparison().recent();
            }
            if (step % BETWEEN_HEARINGS == 0) {
                walk.comparison().heard();
            }
        }
        choice.finish();
        walk.comparison().leftovers();
    }

    private static String story(long seed, Walk walk, Throwable difference) {
        String message = String.valueOf(difference.getMessage());
        Set<String> names = new LinkedHashSet<>(Difference.documentsIn(message));
        walk.papers().accepted().stream()
                .filter(submission -> message.contains(submission.id().value()))
                .forEach(submission -> names.add(submission.document().id().value()));
        walk.model().documents().stream()
                .filter(document -> names.contains(document.id().value()))
                .map(ExpectedDocument::endpoints)
                .flatMap(Collection::stream)
                .toList()
                .forEach(names::add);
        return "seed %d, step %d: %s%n%s%nAgain: -Dtest=ModelTest -Dmodel.seeds=%d -Dmodel.steps=%d"
                .formatted(
                        seed,
                        walk.trace().step(),
                        message,
                        walk.trace().about(names),
                        seed,
                        walk.trace().step());
    }
}
