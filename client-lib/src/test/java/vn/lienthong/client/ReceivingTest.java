// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.edxml.BusinessInfo;
import vn.lienthong.protocol.HeaderNames;

/**
 * What a recipient does with messages of an exchange that does not do its duty: all that its library checks itself is checked before
 * a handler is called, and what fails is given back.
 */
final class ReceivingTest {
    @TempDir
    Path folder;

    private SpoolFolder spool;
    private Receiver receiver;
    private final Queue<BytesMessage> coming = new ArrayDeque<>();
    private final List<String> handedOut = new ArrayList<>();
    private final List<String> settled = new ArrayList<>();
    private final List<String> said = new ArrayList<>();

    @BeforeEach
    void start() {
        spool = new SpoolFolder(folder);
        ClientConfig config = ClientConfig.of("localhost", 1, folder);
        Identity identity = new Identity(TestSender.RECIPIENT, "");
        receiver = new Receiver(
                TestSender.RECIPIENT,
                spool,
                TestSender.verification(),
                new Opening(config, identity, null),
                new Sending(config, identity, Clock.systemUTC()));
    }

    @AfterEach
    void stop() {
        spool.close();
    }

    @Test
    void a_document_that_is_what_its_sender_signed_is_handed_out() throws Exception {
        Outgoing letter = TestSender.letter();
        byte[] body = TestSender.bytes(letter);

        receiveDocument(TestSender.properties(letter.header(), body), body);

        assertThat(handedOut).containsExactly("document of H57 by hue");
        assertThat(settled).containsExactly("commit");
    }

    @Test
    void a_recall_says_who_wrote_it() throws Exception {
        Outgoing recall = recallOf(TestSender.draft("H57", "G22").build());
        byte[] body = TestSender.bytes(recall);

        receiveDocument(TestSender.properties(recall.header(), body), body);

        assertThat(handedOut).containsExactly("recall of H57 by hue");
    }

    /** The exchange says of its own body that it is the accepted one. */
    @Test
    void a_document_with_another_body_than_the_signed_one_is_given_back() throws Exception {
        Outgoing letter = TestSender.letter();
        byte[] other = TestSender.bytes(
                Outgoing.of(TestSender.draft("H57", "G22").subject("Khác").build(), false));
        Map<String, String> properties = TestSender.properties(letter.header(), TestSender.bytes(letter));
        properties.putAll(TestSender.stamp(letter.header(), other));

        receiveDocument(properties, other);

        assertGivenBack("rollback");
        assertThat(said).singleElement().asString().contains("LT-S13");
    }

    @Test
    void a_document_without_a_statement_is_given_back() throws Exception {
        Outgoing letter = TestSender.letter();
        byte[] body = TestSender.bytes(letter);
        Map<String, String> properties = TestSender.properties(letter.header(), body);
        properties.remove(HeaderNames.STATEMENT);

        receiveDocument(properties, body);

        assertGivenBack("rollback");
        assertThat(said).singleElement().asString().contains("LT-S01");
    }

    /** Signed by H57 as a new document of its own; the file is a recall by another agency. */
    @Test
    void a_document_whose_file_says_something_else_than_its_header_is_given_back() throws Exception {
        byte[] forged = TestSender.bytes(recallOf(TestSender.draft("G12", "G22").build()));

        receiveDocument(TestSender.properties(TestSender.letter().header(), forged), forged);

        assertGivenBack("rollback");
        assertThat(said).singleElement().asString().contains("LT-S15");
    }

    @Test
    void a_status_that_is_what_its_sender_signed_is_handed_out() throws Exception {
        Outgoing status = TestSender.status();
        byte[] body = TestSender.bytes(status);

        receiveStatus(TestSender.properties(status.header(), body), body);

        assertThat(handedOut).containsExactly("status 03 of H57");
        assertThat(settled).containsExactly("acknowledge");
    }

    @Test
    void a_status_with_another_body_than_the_signed_one_is_given_back() throws Exception {
        Outgoing status = TestSender.status();
        byte[] body = TestSender.bytes(status);
        byte[] other = new String(body, StandardCharsets.UTF_8)
                .replace("<edXML:Timestamp>", "<edXML:Timestamp> ")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(other).isNotEqualTo(body);
        Map<String, String> properties = TestSender.properties(status.header(), body);
        properties.remove(HeaderNames.DIGEST); // statuses have none

        receiveStatus(properties, other);

        assertGivenBack("recover");
    }

    @Test
    void a_status_whose_file_says_something_else_than_its_header_is_given_back() throws Exception {
        Outgoing status = TestSender.status();
        byte[] forged = new String(TestSender.bytes(status), StandardCharsets.UTF_8)
                .replace(">H57<", ">G12<")
                .getBytes(StandardCharsets.UTF_8);

        receiveStatus(TestSender.properties(status.header(), forged), forged);

        assertGivenBack("recover");
    }

    @Test
    void a_status_without_a_statement_is_given_back() throws Exception {
        Outgoing status = TestSender.status();
        byte[] body = TestSender.bytes(status);
        Map<String, String> properties = TestSender.properties(status.header(), body);
        properties.remove(HeaderNames.STATEMENT);

        receiveStatus(properties, body);

        assertGivenBack("recover");
    }

    private void assertGivenBack(String how) {
        assertThat(handedOut).isEmpty();
        assertThat(settled).containsExactly(how);
    }

    private static Outgoing recallOf(Document document) {
        return Outgoing.of(
                Document.of(
                        document.submission(),
                        document.header().toBuilder()
                                .business(BusinessInfo.recall(document.id(), "sai số"))
                                .build(),
                        List.of()),
                false);
    }

    private void receiveDocument(Map<String, String> properties, byte[] body) throws Exception {
        DocumentShift.Handlers handlers = new DocumentShift.Handlers(
                delivery -> {
                    handedOut.add("document of " + delivery.document().from() + " by "
                            + delivery.sender().endpoint());
                    delivery.acknowledge();
                },
                recall -> {
                    handedOut.add("recall of " + recall.from() + " by "
                            + recall.sender().endpoint());
                    recall.accept();
                });
        run(
                new DocumentShift(
                        receiver,
                        new DocumentShift.Lines(null, null, null),
                        handlers,
                        new Attempts(0),
                        new AtomicInteger()),
                message(properties, body));
    }

    private void receiveStatus(Map<String, String> properties, byte[] body) throws Exception {
        StatusShift.Handlers handlers = new StatusShift.Handlers(
                update -> handedOut.add("status " + update.status().code() + " of " + update.from()), null);
        run(new StatusShift(receiver, null, handlers, new Attempts(0)), message(properties, body));
    }

    private void run(Worker.Shift shift, BytesMessage message) throws Exception {
        coming.add(message);
        shift.run(transport(Connection.class), new Worker("test", shift));
    }

    /** A transport that hands out what is coming and notes how it is settled and what is said. */
    private <T> T transport(Class<T> type) {
        return proxy(type, (unused, method, arguments) -> switch (method.getName()) {
            case "receive" -> coming.poll();
            case "writeBytes" -> noted(said, new String((byte[]) arguments[0], StandardCharsets.UTF_8));
            case "commit", "rollback", "recover" -> noted(settled, method.getName());
            default -> nothing(method.getReturnType());
        });
    }

    private static Object noted(List<String> list, String what) {
        list.add(what);
        return null;
    }

    private Object nothing(Class<?> type) {
        if (type.isPrimitive()) {
            return type == void.class ? null : Array.get(Array.newInstance(type, 1), 0);
        }
        return type.isInterface() ? transport(type) : null;
    }

    private BytesMessage message(Map<String, String> properties, byte[] body) {
        Map<String, String> all = new HashMap<>(properties);
        return proxy(BytesMessage.class, (unused, method, arguments) -> switch (method.getName()) {
            case "getStringProperty", "getObjectProperty" -> all.get((String) arguments[0]);
            case "propertyExists" -> all.containsKey((String) arguments[0]);
            case "getIntProperty" -> 1;
            case "getBodyLength" -> (long) body.length;
            case "readBytes" -> {
                System.arraycopy(body, 0, (byte[]) arguments[0], 0, body.length);
                yield body.length;
            }
            case "acknowledge" -> noted(settled, method.getName());
            default -> throw new AssertionError(method);
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
