// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.workbench;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import vn.lienthong.client.ClientConfig;
import vn.lienthong.client.Delivery;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.client.RecallRequest;
import vn.lienthong.client.StatusReport;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.testkit.Letters;

/** The system of H29: takes a document, answers it with one of its own, reports on it; agrees to recalls. */
final class SystemUnderTest implements AutoCloseable {
    private static final AgencyId SELF = new AgencyId("H29");

    private final List<ProcessingStatus> course;
    private final ExchangeClient client;
    private final List<String> taken = new CopyOnWriteArrayList<>();

    SystemUnderTest(Workbench bench, ProcessingStatus... course) {
        this.course = List.of(course);
        client = ExchangeClient.connect(ClientConfig.load(bench.clientFile()));
        client.inbox().onDocument(this::take).onRecall(RecallRequest::accept).open();
    }

    List<String> taken() {
        return List.copyOf(taken);
    }

    void report(String to, String document, ProcessingStatus status, String why) {
        client.report(StatusReport.of(SELF, new AgencyId(to), new DocumentId(document), status)
                .withDescription(why));
    }

    private void take(Delivery delivery) {
        taken.add(delivery.document().id().value());
        delivery.acknowledge();
        client.send(Letters.letter(SELF.value(), delivery.document().from().value()));
        course.forEach(status -> client.report(StatusReport.of(SELF, delivery.document(), status)));
    }

    @Override
    public void close() {
        client.close();
    }
}
