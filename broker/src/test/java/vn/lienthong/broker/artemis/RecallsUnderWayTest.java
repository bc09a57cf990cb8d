// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.core.persistence.impl.nullpm.NullStorageManager;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.core.transaction.impl.TransactionImpl;
import org.junit.jupiter.api.Test;
import vn.lienthong.broker.events.Event.DocumentKey;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.protocol.RefusalException;

/** A recall and the putting back of a dead letter of the same document do not meet. */
final class RecallsUnderWayTest {
    private static final DocumentKey DOCUMENT = new DocumentKey(new AgencyId("H57"), new DocumentId("d-1"));
    private static final DocumentKey OTHER = new DocumentKey(new AgencyId("H57"), new DocumentId("d-2"));

    private final RecallsUnderWay recalls = new RecallsUnderWay();
    private final List<String> done = new CopyOnWriteArrayList<>();

    @Test
    void a_letter_is_not_put_back_when_a_recall_came_after_the_question() throws Exception {
        long asked = System.nanoTime();
        Transaction recall = transaction();
        recalls.begin(DOCUMENT, recall);
        recall.commit();

        assertThatThrownBy(() -> putBack(DOCUMENT, asked))
                .isInstanceOf(RefusalException.class)
                .hasMessageContaining("LT-O11");
        putBack(OTHER, asked);
        putBack(DOCUMENT, System.nanoTime());
        assertThat(done).containsExactly("d-2", "d-1");
    }

    @Test
    void a_recall_that_fails_holds_nothing_up() throws Exception {
        long asked = System.nanoTime();
        Transaction recall = transaction();
        recalls.begin(DOCUMENT, recall);
        recall.rollback();

        putBack(DOCUMENT, asked);

        assertThat(done).containsExactly("d-1");
    }

    @Test
    void of_two_recalls_the_second_is_under_way_when_the_first_has_failed() throws Exception {
        Transaction first = transaction();
        recalls.begin(DOCUMENT, first);
        recalls.begin(DOCUMENT, transaction());
        first.rollback();

        assertThatThrownBy(() -> putBack(DOCUMENT, System.nanoTime())).isInstanceOf(RefusalException.class);
    }

    @Test
    void a_recall_waits_until_a_letter_is_back() throws Exception {
        CompletableFuture<Void> begun = new CompletableFuture<>();
        recalls.keepAway(DOCUMENT, System.nanoTime(), () -> {
            Thread recall = new Thread(() -> {
                recalls.begin(DOCUMENT, transaction());
                done.add("recall");
                begun.complete(null);
            });
            recall.start();
            while (recall.getState() != Thread.State.WAITING && recall.isAlive()) {
                Thread.onSpinWait();
            }
            done.add("letter");
        });

        begun.get(10, TimeUnit.SECONDS);
        assertThat(done).containsExactly("letter", "recall");
    }

    private void putBack(DocumentKey document, long asked) {
        recalls.keepAway(document, asked, () -> done.add(document.id().value()));
    }

    private static Transaction transaction() {
        return new TransactionImpl(new NullStorageManager());
    }
}
