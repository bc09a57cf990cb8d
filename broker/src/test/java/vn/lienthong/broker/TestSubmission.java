// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker;

import jakarta.jms.DeliveryMode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.Operation;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.edxml.Urgency;
import vn.lienthong.protocol.HeaderNames;
import vn.lienthong.protocol.RoutingHeader;
import vn.lienthong.protocol.SubmissionId;

/** Something to hand in: correct at first, then spoilt as a test wants it. */
public final class TestSubmission {
    private static final DocumentId DOCUMENT = new DocumentId("125/SKHCN-CDS");

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Map<String, Object> properties;
    private byte[] body = "<edXML/>".getBytes(StandardCharsets.UTF_8);
    private int deliveryMode = DeliveryMode.PERSISTENT;
    private long timeToLive;

    private TestSubmission(RoutingHeader header) {
        properties = new LinkedHashMap<>(header.toProperties());
    }

    public static TestSubmission document(String from, String... to) {
        return new TestSubmission(RoutingHeader.document(
                SubmissionId.random(),
                new AgencyId(from),
                Arrays.stream(to).map(AgencyId::new).toList(),
                new DocumentId(NUMBER.incrementAndGet() + "/SKHCN-CDS"),
                new RoutingHeader.DocumentTraits(Operation.NEW, Optional.empty(), Optional.empty(), Urgency.NORMAL)));
    }

    public static TestSubmission status(String from, String to, ProcessingStatus status) {
        return new TestSubmission(
                RoutingHeader.status(SubmissionId.random(), new AgencyId(from), new AgencyId(to), DOCUMENT, status));
    }

    /** The recall of this document for all its recipients, with a submission id of its own. */
    public TestSubmission recall() {
        return again(Operation.RECALL);
    }

    /** The update of this document for all its recipients, with a submission id of its own. */
    public TestSubmission update() {
        return again(Operation.UPDATE).withBody("<edXML>updated</edXML>".getBytes(StandardCharsets.UTF_8));
    }

    private TestSubmission again(Operation operation) {
        TestSubmission again = document("H57", "G22");
        again.properties.putAll(properties);
        again.properties.put(HeaderNames.OPERATION, Integer.toString(operation.code()));
        return again.withId(SubmissionId.random().value());
    }

    public TestSubmission with(String name, Object value) {
        properties.put(name, value);
        return this;
    }

    public TestSubmission without(String name) {
        properties.remove(name);
        return this;
    }

    public TestSubmission withBody(byte[] other) {
        body = other.clone();
        return this;
    }

    public TestSubmission withBodyOf(int bytes) {
        return withBody(new byte[bytes]);
    }

    public TestSubmission withId(String id) {
        return with(HeaderNames.SUBMISSION, id);
    }

    public TestSubmission urgent(Urgency urgency) {
        return with(HeaderNames.URGENCY, Integer.toString(urgency.code()));
    }

    public TestSubmission notDurable() {
        deliveryMode = DeliveryMode.NON_PERSISTENT;
        return this;
    }

    public TestSubmission expiringAfter(long millis) {
        timeToLive = millis;
        return this;
    }

    public String id() {
        return String.valueOf(properties.get(HeaderNames.SUBMISSION));
    }

    public Map<String, Object> properties() {
        return properties;
    }

    public byte[] body() {
        return body.clone();
    }

    public int deliveryMode() {
        return deliveryMode;
    }

    public long timeToLive() {
        return timeToLive;
    }
}
