// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SampleMessagesTest {
    private final EdxmlReader reader = new EdxmlReader(ReadingLimits.DEFAULT);
    private final EdxmlWriter writer = new EdxmlWriter();

    @Test
    void reads_every_field_of_a_new_document() throws IOException {
        Edoc edoc = (Edoc) read("sample-new").result().message();

        assertThat(edoc.from().agencyId()).contains(new AgencyId("H49.13"));
        assertThat(edoc.from().inCharge()).contains("UBND tỉnh Quảng Ninh");
        assertThat(edoc.receivers()).containsExactly(new AgencyId("H41.02"), new AgencyId("G06.22"));
        assertThat(edoc.documentId()).contains(new DocumentId("H49.13,2026/03/16,125/SKHCN-CDS"));
        assertThat(edoc.reference()).contains("125/SKHCN-CDS");
        assertThat(edoc.promulgationDate()).contains(LocalDate.of(2026, 3, 16));
        assertThat(edoc.documentType()).isEqualTo(DocumentType.of(2, 18, "Công văn"));
        assertThat(edoc.signer()).isEqualTo(Signer.of("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Trần Thị Mẫu"));
        assertThat(edoc.otherInfo().urgency()).contains(Urgency.URGENT);
        assertThat(edoc.otherInfo().pageAmount()).contains(3);
        assertThat(edoc.otherInfo().appendixes()).containsExactly("Phụ lục I");
        assertThat(edoc.toPlaces()).containsExactly("Như trên", "Lưu: VT");
        assertThat(edoc.trace())
                .containsExactly(TraceHeader.of(new AgencyId("H49.13"), LocalDateTime.of(2026, 3, 16, 10, 15, 30)));
        assertThat(edoc.operation()).isEqualTo(Operation.NEW);
        assertThat(edoc.business().orElseThrow().staff())
                .containsExactly(Staff.of("Văn phòng Sở", "Nguyễn Văn Thử", "0900000001", "vanthu@skhcn.example.vn"));
        assertThat(edoc.references())
                .extracting(AttachmentReference::contentId)
                .containsExactly("a1-125-skhcn", "a2-125-skhcn");
        assertThat(edoc.headerSignature()).isEqualTo(HeaderSignature.NONE);
    }

    @Test
    void hands_over_the_pdf_as_it_is_and_the_text_out_of_its_zip() throws IOException {
        Taken taken = read("sample-new");

        assertThat(taken.contents().get(0)).startsWith("%PDF-1.4");
        assertThat(taken.contents().get(1)).contains("Phụ lục");
        assertThat(taken.result().attachments())
                .extracting(AttachmentPart::name)
                .containsExactly("125-SKHCN-CDS.signed.pdf", "phu-luc-1.txt");
        assertThat(taken.result().attachments()).first().satisfies(part -> {
            assertThat(part.size()).isEqualTo(125);
            assertThat(part.sha256()).hasSize(64);
            assertThat(part.description()).contains("Văn bản chính (đã ký số)");
        });
    }

    @Test
    void reads_the_recall_of_a_document() throws IOException {
        Edoc edoc = (Edoc) read("sample-recall").result().message();

        assertThat(edoc.operation()).isEqualTo(Operation.RECALL);
        assertThat(edoc.business().orElseThrow().documentId()).isEqualTo(edoc.documentId());
    }

    @Test
    void reads_a_status() throws IOException {
        StatusMessage status = (StatusMessage) read("sample-status-03").result().message();

        assertThat(status.status()).contains(ProcessingStatus.RECEIVED);
        assertThat(status.responseFor().agencyId()).contains(new AgencyId("H49.13"));
        assertThat(status.responseFor().code()).contains("125/SKHCN-CDS");
        assertThat(status.description()).contains("Văn thư đã tiếp nhận, vào sổ văn bản đến số 560");
        assertThat(status.timestamp()).contains(LocalDateTime.of(2026, 3, 16, 10, 42, 7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sample-new", "sample-recall", "sample-status-03"})
    void finds_nothing_odd_in_a_sample(String name) throws IOException {
        assertThat(read(name).result().findings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sample-new", "sample-recall", "sample-status-03"})
    void the_header_alone_is_the_same_as_in_the_whole_message(String name) throws IOException {
        assertThat(reader.readHeader(new ByteArrayInputStream(Samples.bytes(name))))
                .isEqualTo(read(name).result().message());
    }

    @Test
    void writes_the_bytes_of_the_status_sample() throws IOException {
        StatusMessage status = (StatusMessage) read("sample-status-03").result().message();

        assertThat(new String(writer.write(status), StandardCharsets.UTF_8))
                .isEqualTo(Samples.text("sample-status-03"));
    }

    @Test
    void writes_the_bytes_of_the_recall_sample() throws IOException {
        assertThat(rewritten("sample-recall")).isEqualTo(Samples.text("sample-recall"));
    }

    @Test
    void writes_the_bytes_of_the_sample_with_a_zip_but_for_the_zip_itself() throws IOException {
        String zip = "UEsDB[A-Za-z0-9+/=]+";

        assertThat(rewritten("sample-new").replaceAll(zip, ""))
                .isEqualTo(Samples.text("sample-new").replaceAll(zip, ""));
    }

    private String rewritten(String name) throws IOException {
        Taken taken = read(name);
        List<OutgoingAttachment> attachments = new ArrayList<>();
        for (int i = 0; i < taken.contents().size(); i++) {
            AttachmentPart part = taken.result().attachments().get(i);
            byte[] content = taken.contents().get(i).getBytes(StandardCharsets.UTF_8);
            attachments.add(new OutgoingAttachment(part.name(), part.description(), ContentSource.of(content)));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.write((Edoc) taken.result().message(), attachments, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private record Taken(ReadResult result, List<String> contents) {}

    private Taken read(String name) throws IOException {
        List<String> contents = new ArrayList<>();
        ReadResult result = reader.read(
                new ByteArrayInputStream(Samples.bytes(name)),
                (head, content) -> contents.add(new String(content.readAllBytes(), StandardCharsets.UTF_8)));
        return new Taken(result, contents);
    }
}
