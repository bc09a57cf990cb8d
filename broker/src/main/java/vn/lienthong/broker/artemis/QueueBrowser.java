// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.utils.collections.LinkedListIterator;
import org.jspecify.annotations.Nullable;
import vn.lienthong.broker.mailbox.QueueWindow;
import vn.lienthong.protocol.HeaderNames;
import vn.lienthong.protocol.MessageKind;

/** Looks into the queues of the broker. */
final class QueueBrowser implements QueueWindow {
    private static final String OWN_PROPERTIES = "lt_";

    /** As long as a look may be from the first message on, so that nobody can make the exchange walk through a million. */
    static final int DEEPEST = 10_000;

    private final ActiveMQServer server;

    QueueBrowser(ActiveMQServer server) {
        this.server = server;
    }

    @Override
    public List<Waiting> look(String name, int skip, int most) {
        List<Waiting> found = new ArrayList<>();
        int[] seen = {0};
        find(queue(name), (reference, place) -> {
            if (seen[0] >= skip) {
                found.add(waiting(reference, place));
            }
            seen[0]++;
            return found.size() >= most || seen[0] >= DEEPEST;
        });
        return found;
    }

    @Override
    public Optional<byte[]> body(String name, long id, int most) {
        List<MessageReference> found = new ArrayList<>();
        int[] seen = {0};
        find(queue(name), (reference, place) -> {
            if (reference.getMessageID() == id) {
                found.add(reference);
            }
            seen[0]++;
            return !found.isEmpty() || seen[0] >= DEEPEST;
        });
        return found.stream()
                .findFirst()
                .map(reference -> MessagingServer.attempt(
                        "read a body", () -> MessageBodies.beginning(reference.getMessage(), most)));
    }

    /** Looks at one message after the other until it has seen enough. */
    private interface Viewer {
        boolean hasEnough(MessageReference reference, Place place);
    }

    private static void find(Queue queue, Viewer viewer) {
        List<MessageReference> handedOut = queue.getDeliveringMessages().values().stream()
                .flatMap(List::stream)
                .toList();
        Predicate<MessageReference> enough = reference -> viewer.hasEnough(reference, Place.HANDED_OUT);
        if (handedOut.stream().anyMatch(enough)
                || queue.getScheduledMessages().stream()
                        .anyMatch(reference -> viewer.hasEnough(reference, Place.SCHEDULED))) {
            return;
        }
        try (LinkedListIterator<MessageReference> references = queue.browserIterator()) {
            while (references.hasNext()) {
                if (viewer.hasEnough(references.next(), Place.WAITING)) {
                    return;
                }
            }
        }
    }

    private static Waiting waiting(MessageReference reference, Place place) {
        Message message = reference.getMessage();
        Map<String, String> header = new TreeMap<>();
        for (SimpleString name : message.getPropertyNames()) {
            Object value = message.getObjectProperty(name.toString());
            if (name.toString().startsWith(OWN_PROPERTIES) && value instanceof CharSequence) {
                header.put(name.toString(), value.toString());
            }
        }
        @Nullable String kind = header.get(HeaderNames.KIND);
        return new Waiting(
                reference.getMessageID(),
                Arrays.stream(MessageKind.values())
                        .filter(known -> known.wireName().equals(kind))
                        .findFirst(),
                header,
                size(header),
                time(Objects.toString(message.getObjectProperty(HeaderNames.ACCEPTED), "")),
                reference.getDeliveryCount(),
                place,
                place == Place.SCHEDULED
                        ? Optional.of(Instant.ofEpochMilli(reference.getScheduledDeliveryTime()))
                        : Optional.empty());
    }

    private static long size(Map<String, String> header) {
        String told = header.getOrDefault(HeaderNames.SIZE, "");
        return told.matches("\\d{1,18}") ? Long.parseLong(told) : 0;
    }

    static Optional<Instant> time(String millis) {
        return millis.matches("\\d{1,18}")
                ? Optional.of(Instant.ofEpochMilli(Long.parseLong(millis)))
                : Optional.empty();
    }

    private Queue queue(String name) {
        Queue queue = server.locateQueue(name);
        if (queue == null) {
            throw new IllegalArgumentException("there is no queue " + name);
        }
        return queue;
    }
}
