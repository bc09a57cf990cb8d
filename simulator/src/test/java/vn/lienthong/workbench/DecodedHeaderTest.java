// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vn.lienthong.client.Attachment;
import vn.lienthong.edxml.BusinessInfo;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.DocumentReference;
import vn.lienthong.edxml.Edoc;
import vn.lienthong.edxml.EdxmlMessage;
import vn.lienthong.edxml.EdxmlReader;
import vn.lienthong.edxml.ReadingLimits;
import vn.lienthong.edxml.Replacement;
import vn.lienthong.edxml.UpdateInfo;
import vn.lienthong.protocol.json.ExchangeJson;
import vn.lienthong.testkit.Letters;

final class DecodedHeaderTest {
    @Test
    void everything_a_header_says_is_told_in_words() throws IOException {
        JsonNode header = decoded(read("sample-new.edxml"));

        assertThat(text(header, "kind")).isEqualTo("document");
        assertThat(text(header, "from", "code")).isEqualTo("H49.13");
        assertThat(text(header, "from", "name")).isEqualTo("Sở Khoa học và Công nghệ");
        assertThat(text(header, "from", "details", "email")).isEqualTo("vanthu@skhcn.example.vn");
        assertThat(header.path("to").valueStream().map(one -> text(one, "code")))
                .containsExactly("H41.02", "G06.22");
        assertThat(text(header, "document")).isEqualTo("H49.13,2026/03/16,125/SKHCN-CDS");
        assertThat(text(header, "reference")).isEqualTo("125/SKHCN-CDS");
        assertThat(text(header, "number")).isEqualTo("125");
        assertThat(text(header, "notation")).isEqualTo("SKHCN-CDS");
        assertThat(text(header, "place")).isEqualTo("Quảng Ninh");
        assertThat(text(header, "date")).isEqualTo("2026-03-16");
        assertThat(text(header, "type", "name")).isEqualTo("Công văn");
        assertThat(text(header, "subject")).startsWith("V/v cung cấp");
        assertThat(text(header, "content")).startsWith("Đề nghị");
        assertThat(text(header, "signer", "fullName")).isEqualTo("Trần Thị Mẫu");
        assertThat(text(header, "due")).isEqualTo("2026-03-31");
        assertThat(words(header, "urgency")).isEqualTo("1 khẩn/urgent");
        assertThat(words(header, "steering")).isEqualTo("0 không phải văn bản chỉ đạo/not a steering document");
        assertThat(header.path("toPlaces")).hasSize(2);
        assertThat(header.path("other").path("pageAmount").asInt()).isEqualTo(3);
        assertThat(header.path("trace").path(0).path("time").asString()).isEqualTo("2026-03-16T10:15:30");
        assertThat(words(header.path("business"), "operation")).isEqualTo("0 văn bản mới/new");
        assertThat(header.path("business").path("staff").path(0).path("name").asString())
                .isEqualTo("Nguyễn Văn Thử");
        assertThat(header.path("manifest").path(0).path("name").asString()).isEqualTo("125-SKHCN-CDS.signed.pdf");
        assertThat(text(header, "signature", "code")).isEqualTo("none");
    }

    @Test
    void agencies_have_the_names_of_the_national_list_where_they_are_in_it() {
        JsonNode header = decoded(Letters.letter("H29", "G22").header());

        assertThat(text(header.path("to").path(0), "vi")).isEqualTo("Văn phòng Chính phủ");
        assertThat(text(header, "from", "vi")).isNotEmpty();
    }

    @Test
    void a_recall_an_update_a_replacement_and_an_answer_say_what_they_are_about() throws IOException {
        DocumentId old = new DocumentId("H29,2026/03/16,1/A");
        Edoc letter = Letters.draft("H29", "G22")
                .content(Attachment.of("a.pdf", new byte[] {1}))
                .inReplyTo(new DocumentReference(
                        Optional.of("G22"),
                        Optional.of("7/VP"),
                        Optional.of(LocalDate.of(2026, 3, 1)),
                        Optional.of(new DocumentId("x"))))
                .business(BusinessInfo.replace(List.of(new Replacement(old, List.of("G22"))), "sai"))
                .build()
                .header();
        JsonNode replacement = decoded(letter);
        JsonNode update = decoded(letter.toBuilder()
                .business(BusinessInfo.update(old, "sửa", new UpdateInfo(false, true, List.of("G12"), List.of("H26"))))
                .build());

        assertThat(text(replacement.path("business").path("replaced").path(0), "document"))
                .isEqualTo(old.value());
        assertThat(replacement
                        .path("business")
                        .path("replaced")
                        .path(0)
                        .path("agencies")
                        .path(0)
                        .path("vi")
                        .asString())
                .isEqualTo("Văn phòng Chính phủ");
        assertThat(text(replacement.path("responseFor").path(0), "reference")).isEqualTo("7/VP");
        assertThat(text(update.path("business"), "document")).isEqualTo(old.value());
        assertThat(update.path("business").path("update").path("removedReceivers"))
                .hasSize(1);
        assertThat(text(decoded(read("sample-recall.edxml")).path("business"), "reason"))
                .isNotEmpty();
    }

    private static JsonNode decoded(EdxmlMessage message) {
        return ExchangeJson.mapper().valueToTree(DecodedHeader.of(message, LocalDate.of(2026, 11, 30)));
    }

    private static EdxmlMessage read(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(DecodedHeaderTest.class.getResourceAsStream("/vn/lienthong/demo/" + name))) {
            return new EdxmlReader(ReadingLimits.DEFAULT).readHeader(in);
        }
    }

    private static String text(JsonNode node, String... path) {
        JsonNode found = node;
        for (String name : path) {
            found = found.path(name);
        }
        return found.asString();
    }

    private static String words(JsonNode node, String name) {
        return text(node, name, "code") + " " + text(node, name, "vi") + "/" + text(node, name, "en");
    }
}
