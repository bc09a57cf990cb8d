// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.protocol.RoutingHeader;
import vn.lienthong.protocol.SubmissionId;
import vn.lienthong.trust.Statement.Sealing;
import vn.lienthong.trust.Statement.SignedBody;

final class StatementTest {
    private static final String DIGEST = "sha256:" + "ab".repeat(32);
    private static final String TEXT =
            """
            lienthong-statement: 1
            kind: document
            submission: submission-1
            from: H57
            to: G22,H29.13
            document: 125/SKHCN-CDS số 1
            operation: 0
            digest: %s
            size: 4096
            time: 2026-03-16T03:15:30.123Z
            """
                    .formatted(DIGEST);

    @Test
    void a_statement_of_a_document_has_one_form() {
        Statement statement = document(Optional.empty());

        assertThat(statement.text()).isEqualTo(TEXT);
        assertThat(Statement.parse(statement.bytes())).isEqualTo(statement);
    }

    @Test
    void a_statement_of_a_status_names_its_code() {
        RoutingHeader header = RoutingHeader.status(
                new SubmissionId("submission-2"),
                new AgencyId("G22"),
                new AgencyId("H57"),
                new DocumentId("125/SKHCN-CDS"),
                ProcessingStatus.ARRIVED);

        Statement statement = Statement.of(header, new SignedBody(DIGEST, 900, Optional.empty()), Instant.EPOCH);

        assertThat(statement.text()).contains("kind: status\n", "status: 01\n").doesNotContain("operation");
        assertThat(Statement.parse(statement.bytes())).isEqualTo(statement);
    }

    @Test
    void a_sealed_body_is_named_with_its_content() {
        Statement statement = document(Optional.of(new Sealing("S1", DIGEST)));

        assertThat(statement.text()).contains("size: 4096\nsealed: S1\ncontent: " + DIGEST + "\ntime: ");
        assertThat(Statement.parse(statement.bytes())).isEqualTo(statement);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lienthong-statement: 1>lienthong-statement: 2",
                "kind: document>kind: documents",
                "kind: document>kind: status",
                "from: H57>from:  H57",
                "to: G22,H29.13>to: G22, H29.13",
                "to: G22,H29.13>to: ",
                "operation: 0>operation: 00",
                "operation: 0>operation: 9",
                "size: 4096>size: +4096",
                "size: 4096>size: 4096\nsize: 4096",
                "size: 4096\n>",
                "time: 2026-03-16T03:15:30.123Z>time: 2026-03-16T03:15:30.1230Z",
                "time: 2026-03-16T03:15:30.123Z\n>time: 2026-03-16T03:15:30.123Z",
                "time: 2026-03-16T03:15:30.123Z\n>time: 2026-03-16T03:15:30.123Z\nmore: 1\n",
            })
    void whatever_is_not_in_that_form_is_no_statement(String change) {
        String[] parts = change.split(">", -1);
        assertThat(TEXT).contains(parts[0]);
        byte[] other = TEXT.replace(parts[0], parts[1]).getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> Statement.parse(other)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void bytes_that_are_no_text_are_no_statement() {
        byte[] bytes = TEXT.getBytes(StandardCharsets.UTF_8);
        bytes[TEXT.indexOf("submission-1")] = (byte) 0xff;

        assertThatThrownBy(() -> Statement.parse(bytes)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Statement.parse(new byte[0])).isInstanceOf(IllegalArgumentException.class);
    }

    static Statement document(Optional<Sealing> sealing) {
        RoutingHeader header = RoutingHeader.document(
                new SubmissionId("submission-1"),
                new AgencyId("H57"),
                List.of(new AgencyId("G22"), new AgencyId("H29.13")),
                new DocumentId("125/SKHCN-CDS số 1"),
                RoutingHeader.DocumentTraits.NONE);
        return Statement.of(header, new SignedBody(DIGEST, 4096, sealing), Instant.parse("2026-03-16T03:15:30.123Z"));
    }
}
