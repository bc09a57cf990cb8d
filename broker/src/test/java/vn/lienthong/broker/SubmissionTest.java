// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.BytesMessage;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.protocol.HeaderNames;

final class SubmissionTest {
    @Test
    void a_document_reaches_its_recipient(@TempDir Path data) throws Exception {
        try (TestExchange exchange = TestExchange.start(data).with("hue", "H57").with("government", "G22");
                TestClient sender = exchange.connect("hue");
                TestClient recipient = exchange.connect("government")) {
            TestSubmission submission = TestSubmission.document("H57", "G22");

            sender.submit(submission);

            BytesMessage received = recipient.receive("inbox.government");
            assertThat(TestClient.body(received)).isEqualTo(submission.body());
            assertThat(received.getStringProperty(HeaderNames.SUBMISSION)).isEqualTo(submission.id());
        }
    }
}
