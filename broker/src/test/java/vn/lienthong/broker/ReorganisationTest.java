// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.broker.access.Operator;
import vn.lienthong.edxml.AgencyCatalogue;
import vn.lienthong.edxml.AgencyEntry;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.protocol.DeliveryState;
import vn.lienthong.protocol.HeaderNames;

/**
 * The reorganisation of 1 July 2025 as a drill: 29 provincial codes close and their departments come under the successors,
 * while documents are on their way and mailboxes hold undelivered ones. Nothing is lost and nothing goes to the wrong
 * endpoint.
 */
final class ReorganisationTest {
    private static final LocalDate CLOSING = LocalDate.of(2025, 7, 1);
    private static final int DEPARTMENTS = 3;
    private static final int BEFORE = 60;
    private static final int AFTER = 60;

    @TempDir
    Path data;

    private final Random random = new Random(2025);
    private final Map<String, String> successors = closedProvinces();
    private final Map<String, String> hostBefore = new HashMap<>();
    private final Map<String, String> hostAfter = new HashMap<>();

    /** What was accepted: document → its recipients, and when it was sent. */
    private final Map<String, Sent> accepted = new ConcurrentHashMap<>();

    /** What came: document and recipient → the endpoint that got it. */
    private final Map<String, String> received = new HashMap<>();

    private TestExchange exchange;

    private enum Time {
        BEFORE,
        DURING,
        AFTER
    }

    private record Sent(List<String> recipients, Time time) {}

    @AfterEach
    void stop() {
        exchange.close();
    }

    @Test
    void twenty_nine_provinces_close_while_documents_are_on_their_way() throws Exception {
        assertThat(successors).hasSize(29);
        start();
        send(BEFORE, Time.BEFORE);
        takeSome();

        AtomicBoolean reorganised = new AtomicBoolean();
        ExecutorService sender = Executors.newSingleThreadExecutor();
        Future<Integer> during = sender.submit(() -> {
            int sent = 0;
            while (!reorganised.get() || sent == 0) {
                send(1, Time.DURING);
                sent++;
            }
            return sent;
        });
        exchange.administration().by(Operator.ofDataFolder("operator")).apply(list(true));
        reorganised.set(true);
        assertThat(during.get()).isPositive();
        sender.shutdown();
        send(AFTER, Time.AFTER);

        drainEverybody();
        assertNothingIsLostOrMisled();
    }

    private void start() throws IOException {
        exchange = TestExchange.start(data).with("government", "G22");
        Set<String> open = new TreeSet<>(successors.values());
        open.forEach(province -> exchange.with(endpoint(province), province));
        successors.keySet().forEach(province -> exchange.with(endpoint(province), province));
        exchange.administration().apply(list(false));
        for (String province : successors.keySet()) {
            hostBefore.put(province, endpoint(province));
            for (int i = 1; i <= DEPARTMENTS; i++) {
                hostBefore.put(department(province, i), endpoint(province));
                hostAfter.put(department(province, i), endpoint(successors.get(province)));
            }
        }
    }

    /** The provinces that close and their departments, as they were or as they are after the reorganisation. */
    private Path list(boolean after) throws IOException {
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh"));
        List<String> lines = new ArrayList<>(List.of("code,name,parent,closed_since,successors"));
        successors.forEach((province, successor) -> {
            lines.add(province + ",Tỉnh " + province + ",," + (after ? today + "," + successor : ","));
            for (int i = 1; i <= DEPARTMENTS; i++) {
                lines.add(department(province, i) + ",Sở " + i + "," + (after ? successor : province) + ",,");
            }
        });
        return Files.write(data.resolve("list.csv"), lines);
    }

    private void send(int documents, Time time) throws JMSException {
        List<String> all = new ArrayList<>(hostBefore.keySet());
        Collections.sort(all);
        try (TestClient government = exchange.connect("government")) {
            for (int i = 0; i < documents; i++) {
                Collections.shuffle(all, random);
                List<String> to = all.subList(0, 1 + random.nextInt(8));
                TestSubmission document = TestSubmission.document("G22", to.toArray(String[]::new));
                try {
                    government.submit(document);
                    accepted.put(id(document), new Sent(List.copyOf(to), time));
                } catch (JMSException e) {
                    assertThat(e).hasMessageContaining("LT-R04");
                    assertThat(time).isNotEqualTo(Time.BEFORE);
                    assertThat(to).anyMatch(successors::containsKey);
                }
            }
        }
    }

    /** A third of the provinces empties its inbox before the day. */
    private void takeSome() throws JMSException {
        int number = 0;
        for (String province : successors.keySet()) {
            if (number++ % 3 == 0) {
                take(endpoint(province));
            }
        }
    }

    private void drainEverybody() throws JMSException {
        Set<String> endpoints = new TreeSet<>();
        successors.forEach((closed, successor) -> endpoints.addAll(List.of(endpoint(closed), endpoint(successor))));
        for (String endpoint : endpoints) {
            take(endpoint);
        }
    }

    /** As a client does: the document and a status 01 for each recipient here, in one transaction. */
    private void take(String endpoint) throws JMSException {
        try (TestClient client = exchange.connect(endpoint)) {
            TestClient transacted = client.inMode(Session.SESSION_TRANSACTED);
            try (MessageConsumer consumer = transacted.consumer("inbox." + endpoint)) {
                for (Message message = TestClient.next(consumer);
                        message != null;
                        message = TestClient.next(consumer)) {
                    for (String recipient : recipientsHere(message, endpoint)) {
                        String document = message.getStringProperty(HeaderNames.DOCUMENT);
                        assertThat(received.put(document + " " + recipient, endpoint))
                                .as("nothing comes twice")
                                .isNull();
                        transacted.submit(TestSubmission.status(recipient, "G22", ProcessingStatus.ARRIVED)
                                .with(HeaderNames.DOCUMENT, document));
                    }
                    transacted.session().commit();
                }
            }
        }
    }

    private static List<String> recipientsHere(Message message, String endpoint) throws JMSException {
        String[] recipients = message.getStringProperty(HeaderNames.TO).split(",", -1);
        String[] endpoints = message.getStringProperty(HeaderNames.ENDPOINTS).split(",", -1);
        List<String> here = new ArrayList<>();
        for (int i = 0; i < recipients.length; i++) {
            if (endpoints[i].equals(endpoint)) {
                here.add(recipients[i]);
            }
        }
        return here;
    }

    private void assertNothingIsLostOrMisled() {
        int deliveries = 0;
        for (Map.Entry<String, Sent> entry : accepted.entrySet()) {
            for (String recipient : entry.getValue().recipients()) {
                String endpoint = received.remove(entry.getKey() + " " + recipient);
                switch (entry.getValue().time()) {
                    case BEFORE -> assertThat(endpoint).isEqualTo(hostBefore.get(recipient));
                    case DURING -> assertThat(endpoint).isIn(hostBefore.get(recipient), hostAfter.get(recipient));
                    case AFTER -> assertThat(endpoint).isNotNull().isEqualTo(hostAfter.get(recipient));
                }
                deliveries++;
            }
        }
        assertThat(received).as("what was never accepted").isEmpty();
        assertThat(accepted.values().stream().map(Sent::time).collect(Collectors.toSet()))
                .contains(Time.BEFORE, Time.AFTER);
        var balance = exchange.administration().accounts().check();
        assertThat(balance.balanced()).as(balance.toString()).isTrue();
        assertThat(balance.states().get(DeliveryState.DELIVERED)).isEqualTo(deliveries);
        assertThat(balance.accepted()).isEqualTo(deliveries);
        assertThat(exchange.queue("dead-letters").messages()).isZero();
        exchange.awaitQueue("statuses.government", deliveries);
    }

    private static Map<String, String> closedProvinces() {
        return AgencyCatalogue.national().all().stream()
                .filter(entry -> entry.code().value().startsWith("H"))
                .filter(entry -> entry.closedSince().filter(CLOSING::equals).isPresent())
                .collect(Collectors.toMap(
                        entry -> entry.code().value(), ReorganisationTest::successor, (a, b) -> a, TreeMap::new));
    }

    private static String successor(AgencyEntry entry) {
        assertThat(entry.successors()).hasSize(1);
        return entry.successors().get(0).value();
    }

    private static String endpoint(String province) {
        return "p-" + province.toLowerCase(Locale.ROOT);
    }

    private static String department(String province, int number) {
        return province + "." + number;
    }

    private static String id(TestSubmission document) {
        return String.valueOf(document.properties().get(HeaderNames.DOCUMENT));
    }
}
