// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.config.DataSize;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.Problem;
import vn.lienthong.protocol.RoutingHeader;
import vn.lienthong.protocol.SubmissionId;

/** What was kept goes to the exchange once it is there, in order, and its answer to the application. */
final class OutboxTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final DataSize LIMIT = DataSize.ofMebibytes(1);

    @TempDir
    Path folder;

    private final BlockingQueue<String> arrived = new LinkedBlockingQueue<>();
    private final BlockingQueue<OutboxAnswer> answers = new LinkedBlockingQueue<>();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final Set<String> full = ConcurrentHashMap.newKeySet();
    private final Set<String> broken = ConcurrentHashMap.newKeySet();
    private volatile boolean away;
    private @Nullable ForwardingOutbox outbox;

    @AfterEach
    void close() {
        if (outbox != null) {
            outbox.close();
        }
    }

    @Test
    void what_is_kept_arrives_in_its_order_with_body_and_header() throws Exception {
        ForwardingOutbox box = opened(answers::add);
        for (int i = 1; i <= 20; i++) {
            box.add(outgoing("document-" + i, "body " + i));
        }

        assertThat(box.awaitEmpty(SOON)).isTrue();
        assertThat(arrived).containsExactlyElementsOf(expected(1, 20));
        assertThat(box.depth()).isZero();
        assertThat(box.bytes()).isZero();
        assertThat(files("waiting")).isEmpty();
    }

    @Test
    void while_the_exchange_is_away_it_waits_and_says_how_much_and_since_when() throws Exception {
        away = true;
        ForwardingOutbox box = opened(answers::add);
        box.add(outgoing("document-1", "body 1"));
        box.add(outgoing("document-2", "body 2"));

        assertThat(box.depth()).isEqualTo(2);
        assertThat(box.bytes()).isPositive();
        assertThat(box.oldestAge()).isPresent();
        assertThat(arrived).isEmpty();

        away = false;
        assertThat(box.awaitEmpty(SOON)).isTrue();
        assertThat(arrived).containsExactlyElementsOf(expected(1, 2));
        assertThat(box.oldestAge()).isEmpty();
    }

    @Test
    void what_waits_is_readable_by_its_owner_alone_also_in_a_folder_that_others_may_read() throws Exception {
        away = true;
        Path shared = Files.createDirectories(folder.resolve("waiting"));
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-xr-x"));
        opened(answers::add).add(outgoing("document-1", "body 1"));

        assertThat(files("waiting")).singleElement().satisfies(file -> assertThat(
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------"));
    }

    @Test
    void what_was_kept_before_a_restart_goes_before_what_is_kept_after_it() throws Exception {
        away = true;
        ForwardingOutbox first = opened(answers::add);
        first.add(outgoing("document-1", "body 1"));
        first.add(outgoing("document-2", "body 2"));
        first.close();
        away = false;

        ForwardingOutbox second = opened(answers::add);
        second.add(outgoing("document-3", "body 3"));

        assertThat(second.awaitEmpty(SOON)).isTrue();
        assertThat(arrived).containsExactlyElementsOf(expected(1, 3));
    }

    @Test
    void one_that_is_refused_holds_up_nobody_and_its_refusal_is_told() throws Exception {
        refused.add("document-1");
        ForwardingOutbox box = opened(answers::add);
        box.add(outgoing("document-1", "body 1"));
        box.add(outgoing("document-2", "body 2"));

        OutboxAnswer first = answers.poll(SOON.toSeconds(), TimeUnit.SECONDS);
        OutboxAnswer second = answers.poll(SOON.toSeconds(), TimeUnit.SECONDS);

        assertThat(first).isNotNull();
        assertThat(first.isAccepted()).isFalse();
        assertThat(first.problems().get(0).code()).isEqualTo(ErrorCode.RECIPIENT_UNKNOWN);
        assertThat(first.document()).isEqualTo(new DocumentId("document-1"));
        assertThat(second).isNotNull();
        assertThat(second.isAccepted()).isTrue();
        assertThat(box.awaitEmpty(SOON)).isTrue();
    }

    @Test
    void one_dead_consumer_with_a_full_inbox_holds_up_nobody_else_and_it_is_told_what_waits_for_whom()
            throws Exception {
        full.add("H50");
        ForwardingOutbox box = opened(answers::add);
        box.add(outgoing("document-1", "body 1", "H50"));
        box.add(outgoing("document-2", "body 2", "G22"));
        box.add(outgoing("document-3", "body 3", "H50"));
        box.add(outgoing("document-4", "body 4", "G22"));

        assertThat(answers.poll(SOON.toSeconds(), TimeUnit.SECONDS)).isNotNull();
        assertThat(answers.poll(SOON.toSeconds(), TimeUnit.SECONDS)).isNotNull();
        assertThat(arrived).containsExactly("document-2 body 2", "document-4 body 4");
        long end = System.nanoTime() + SOON.toNanos();
        while (box.depth() > 2 && System.nanoTime() < end) {
            Thread.onSpinWait(); // what is answered is removed a moment later
        }
        assertThat(box.depth()).isEqualTo(2);
        assertThat(box.holds()).singleElement().satisfies(hold -> {
            assertThat(hold.document()).isEqualTo(new DocumentId("document-1"));
            assertThat(hold.to()).containsExactly(new AgencyId("H50"));
            assertThat(hold.problems()).containsExactly(fullInbox());
            assertThat(hold.behind()).isEqualTo(1);
        });

        full.clear();
        assertThat(box.awaitEmpty(SOON)).isTrue();
        assertThat(arrived)
                .containsExactly("document-2 body 2", "document-4 body 4", "document-1 body 1", "document-3 body 3");
        assertThat(box.holds()).isEmpty();
    }

    @Test
    void what_waited_for_a_full_inbox_keeps_its_order_over_a_restart() throws Exception {
        full.add("H50");
        ForwardingOutbox first = opened(answers::add);
        first.add(outgoing("document-1", "body 1", "H50"));
        first.add(outgoing("document-2", "body 2", "G22"));
        first.add(outgoing("document-3", "body 3", "H50"));
        assertThat(answers.poll(SOON.toSeconds(), TimeUnit.SECONDS)).isNotNull();
        first.close();

        ForwardingOutbox second = opened(answers::add);
        second.add(outgoing("document-4", "body 4", "H50"));
        second.add(outgoing("document-5", "body 5", "G22"));
        assertThat(answers.poll(SOON.toSeconds(), TimeUnit.SECONDS)).isNotNull();
        full.clear();

        assertThat(second.awaitEmpty(SOON)).isTrue();
        assertThat(arrived)
                .containsExactly(
                        "document-2 body 2",
                        "document-5 body 5",
                        "document-1 body 1",
                        "document-3 body 3",
                        "document-4 body 4");
    }

    @Test
    void one_that_nobody_can_forward_holds_up_nobody_else() throws Exception {
        broken.add("document-1");
        ForwardingOutbox box = opened(answers::add);
        box.add(outgoing("document-1", "body 1", "H50"));
        box.add(outgoing("document-2", "body 2", "G22"));

        assertThat(answers.poll(SOON.toSeconds(), TimeUnit.SECONDS)).isNotNull();
        assertThat(arrived).containsExactly("document-2 body 2");
        assertThat(box.holds()).singleElement().satisfies(hold -> assertThat(hold.problems())
                .extracting(Problem::code)
                .containsExactly(ErrorCode.UNEXPECTED));
    }

    @Test
    void an_answer_the_application_failed_on_is_told_again_after_a_restart_too() throws Exception {
        refused.add("document-1");
        CountDownLatch failed = new CountDownLatch(2);
        ForwardingOutbox first = opened(answer -> {
            failed.countDown();
            throw new IllegalStateException("planted");
        });
        first.add(outgoing("document-1", "body 1"));
        assertThat(failed.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        first.close();

        opened(answers::add);

        OutboxAnswer again = answers.poll(SOON.toSeconds(), TimeUnit.SECONDS);
        assertThat(again).isNotNull();
        assertThat(again.problems()).hasSize(1);
    }

    @Test
    void without_a_handler_refusals_stay_listed() throws Exception {
        refused.add("document-1");
        ForwardingOutbox box = opened(null);
        box.add(outgoing("document-1", "body 1"));
        box.add(outgoing("document-2", "body 2"));

        assertThat(box.awaitEmpty(SOON)).isTrue();
        assertThat(box.answers()).extracting(OutboxAnswer::document).containsExactly(new DocumentId("document-1"));
    }

    @Test
    void what_was_half_written_when_the_application_was_killed_is_removed() throws Exception {
        Files.writeString(folder.resolve("1f.part"), "{\"lt_kind\":\"doc");

        ForwardingOutbox box = opened(answers::add);

        assertThat(box.depth()).isZero();
        assertThat(folder.resolve("1f.part")).doesNotExist();
    }

    @Test
    void a_file_nobody_can_read_is_set_aside_and_holds_up_nobody() throws Exception {
        Files.createDirectories(folder.resolve("waiting"));
        Files.writeString(folder.resolve("waiting/0000000000000000001.submission"), "rubbish\nbody");
        Files.writeString(folder.resolve("waiting/0000000000000000002.submission"), "no line");

        ForwardingOutbox box = opened(answers::add);
        box.add(outgoing("document-1", "body 1"));

        assertThat(box.awaitEmpty(SOON)).isTrue();
        assertThat(arrived).containsExactlyElementsOf(expected(1, 1));
        assertThat(files("unreadable")).hasSize(2);
    }

    @Test
    void what_is_to_be_sealed_is_so_also_after_a_new_start() {
        Outgoing open = outgoing("document-1", "open");
        try (OutboxFolder box = OutboxFolder.open(folder.resolve("sealed"))) {
            box.add(open);
            box.add(new Outgoing(open.header(), open.body(), true));
        }

        try (OutboxFolder box = OutboxFolder.open(folder.resolve("sealed"))) {
            assertThat(box.entries())
                    .extracting(entry -> box.read(entry).orElseThrow().sealed())
                    .containsExactly(false, true);
        }
    }

    @Test
    void a_body_that_cannot_be_read_leaves_nothing_behind() throws Exception {
        ForwardingOutbox box = opened(answers::add);
        Outgoing broken = new Outgoing(
                outgoing("document-1", "").header(),
                () -> {
                    throw new IOException("planted");
                },
                false);

        assertThatThrownBy(() -> box.add(broken))
                .isInstanceOf(ExchangeUnavailableException.class)
                .hasMessageContaining("LT-T07");
        assertThat(box.depth()).isZero();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(path -> String.valueOf(path.getFileName()))).noneMatch(name -> name.endsWith(".part"));
        }
    }

    @Test
    void no_more_than_its_limit_is_kept() {
        away = true;
        ForwardingOutbox box = opened(answers::add);
        box.add(outgoing("document-1", "x".repeat((int) LIMIT.bytes())));

        assertThatThrownBy(() -> box.add(outgoing("document-2", "x")))
                .isInstanceOf(ExchangeUnavailableException.class)
                .hasMessageContaining("LT-T06");
    }

    @Test
    void two_programs_cannot_share_one() {
        opened(answers::add);

        assertThatThrownBy(() -> new ForwardingOutbox(folder, LIMIT, outgoing -> {}, null))
                .isInstanceOf(DocumentRefusedException.class)
                .hasMessageContaining("LT-T08");
    }

    @Test
    void many_at_once_are_all_kept_and_each_goes_once() throws Exception {
        ForwardingOutbox box = opened(null);
        AtomicInteger number = new AtomicInteger();
        List<Thread> threads = IntStream.range(0, 8)
                .mapToObj(unused -> new Thread(() -> {
                    for (int i = 0; i < 25; i++) {
                        int mine = number.incrementAndGet();
                        box.add(outgoing("document-" + mine, "body " + mine));
                    }
                }))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(box.awaitEmpty(SOON)).isTrue();
        assertThat(arrived).containsExactlyInAnyOrderElementsOf(expected(1, 200));
    }

    @Test
    void nobody_else_may_look_into_it() throws Exception {
        opened(answers::add);

        assertThat(Files.getPosixFilePermissions(folder.resolve("waiting")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    private ForwardingOutbox opened(@Nullable Consumer<OutboxAnswer> handler) {
        ForwardingOutbox opened = new ForwardingOutbox(folder, LIMIT, this::exchange, handler);
        outbox = opened;
        opened.start();
        return opened;
    }

    private void exchange(Outgoing outgoing) {
        String document = outgoing.header().document().value();
        if (away) {
            throw new ExchangeUnavailableException(ErrorCode.CANNOT_CONNECT.with("planted", "away"));
        }
        if (refused.contains(document)) {
            throw new DocumentRefusedException(ErrorCode.RECIPIENT_UNKNOWN.with("H99"));
        }
        if (broken.contains(document)) {
            throw new IllegalStateException("planted");
        }
        if (outgoing.header().to().stream().anyMatch(to -> full.contains(to.value()))) {
            throw new ExchangeUnavailableException(fullInbox());
        }
        try (InputStream in = outgoing.body().open()) {
            arrived.add(document + " " + new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> expected(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(i -> "document-" + i + " body " + i)
                .toList();
    }

    private List<Path> files(String name) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(name))) {
            return files.toList();
        }
    }

    private static Problem fullInbox() {
        return ErrorCode.INBOX_FULL.with("2", "quiet", "2", "H50");
    }

    private static Outgoing outgoing(String document, String body) {
        return outgoing(document, body, "G22");
    }

    private static Outgoing outgoing(String document, String body, String to) {
        RoutingHeader header = RoutingHeader.document(
                SubmissionId.random(),
                new AgencyId("H57"),
                List.of(new AgencyId(to)),
                new DocumentId(document),
                RoutingHeader.DocumentTraits.NONE);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new Outgoing(header, () -> new ByteArrayInputStream(bytes), false);
    }
}
