// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.protocol.MessageKind;
import vn.lienthong.protocol.Receipt;
import vn.lienthong.protocol.ReceiptKind;
import vn.lienthong.protocol.SubmissionId;

class ReceiptsTest {
    private static final Receipt DELIVERED = new Receipt(
            ReceiptKind.DELIVERED,
            MessageKind.DOCUMENT,
            new SubmissionId("0b6f-2026-0001"),
            new AgencyId("H57"),
            new DocumentId("125/SKHCN-CDS"),
            List.of(new AgencyId("G22")),
            Instant.parse("2026-03-16T03:15:30.123Z"),
            1,
            Optional.empty());

    @Test
    void receipts_are_read_as_they_were_written() throws IOException {
        Receipts receipts = new Receipts(List.of(DELIVERED));

        assertThat(Receipts.parse(receipts.toJson())).isEqualTo(receipts);
    }

    @Test
    void a_kind_that_a_newer_exchange_gives_is_left_out_and_the_others_are_read() throws IOException {
        String known = new String(new Receipts(List.of(DELIVERED)).toJson(), StandardCharsets.UTF_8);
        String inner = known.substring(known.indexOf('[') + 1, known.lastIndexOf(']'));
        String newer = "{\"receipts\": [{\"kind\": \"archived\", \"shelf\": 7}, " + inner + "]}";

        assertThat(Receipts.parse(newer.getBytes(StandardCharsets.UTF_8)).receipts())
                .containsExactly(DELIVERED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{}",
                "[]",
                "{\"receipts\": [{\"kind\": \"delivered\"}]}",
                "no receipts",
                "{\"receipts\": 3}"
            })
    void what_holds_no_receipts_is_an_error(String body) {
        assertThatThrownBy(() -> Receipts.parse(body.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IOException.class);
    }
}
