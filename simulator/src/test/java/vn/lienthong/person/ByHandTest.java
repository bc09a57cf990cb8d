// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.orders.Action;
import vn.lienthong.orders.Answer;
import vn.lienthong.orders.Look;
import vn.lienthong.orders.Order;
import vn.lienthong.orders.OrderTaker.UnreachableException;
import vn.lienthong.orders.Sha256;
import vn.lienthong.orders.Sight;
import vn.lienthong.orders.Sought;
import vn.lienthong.words.Words;

/** Orders and questions to a person: what is asked, and what is made of the answers. */
final class ByHandTest {
    private static final Instant NOON = Instant.parse("2026-03-16T05:00:00Z");
    private static final String ID = "H29,2026/03/16,7/H29-VP";
    private static final Duration NO_TIME = Duration.ZERO;

    @TempDir
    Path folder;

    private final List<String> said = new ArrayList<>();

    @Test
    void a_document_is_sent_with_files_that_lie_ready_and_its_id_is_typed() throws IOException {
        Answer answer = by(ID).carryOut(letter());

        assertThat(answer).isEqualTo(Answer.sent(ID));
        assertThat(said()).contains("Đề nghị gửi một văn bản", "đến: G22", "độ khẩn: 2", "hạn trả lời: 2026-12-31");
        Path file = folder.resolve("order-1").resolve("công văn.pdf");
        assertThat(said()).contains(file.toString());
        assertThat(Files.readString(file)).isEqualTo("%PDF");
    }

    @Test
    void an_unusual_id_is_typed_twice_and_an_empty_line_is_asked_again() {
        assertThat(by("", "xong", "xong rồi", "VB-7", "VB-7").carryOut(letter()))
                .isEqualTo(Answer.sent("VB-7"));
        assertThat(by("VB-7", ID).carryOut(letter())).isEqualTo(Answer.sent(ID));
    }

    @Test
    void what_cannot_be_done_needs_a_reason() {
        assertThat(by("không được", "không được: hết mực").carryOut(letter())).isEqualTo(Answer.refused("hết mực"));
        assertThat(by("cannot no such button").carryOut(recall())).isEqualTo(Answer.refused("no such button"));
    }

    @Test
    void letters_and_their_marks_may_be_written_apart() {
        String apart = Normalizer.normalize("không được, mất điện", Normalizer.Form.NFD);

        assertThat(by(apart).carryOut(recall())).isEqualTo(Answer.refused("mất điện"));
    }

    @Test
    void what_is_not_understood_is_asked_again() {
        assertThat(by("ừ", "XONG").carryOut(recall())).isEqualTo(Answer.DONE);
        assertThat(said()).contains("thu hồi văn bản", "lý do: gửi nhầm", "không hiểu: ‘ừ’");
    }

    @Test
    void what_a_clerk_sees_is_asked_for_piece_by_piece_and_only_what_matters() {
        Sight sight =
                by("1", "99", "2").look(show(), new Sought(Set.of(Look.COPIES, Look.STATE), any -> true, NO_TIME));

        assertThat(sight.shown().copies()).isOne();
        assertThat(sight.shown().state()).isEqualTo("registered");
        assertThat(sight.unseen()).isEmpty();
        assertThat(said()).contains("không hiểu: ‘99’").doesNotContain("tệp đính kèm", "lý do");
    }

    @Test
    void nothing_typed_was_not_seen() {
        Sight sight = by("1", "", "", "", "").carryOutLook(Set.of(Look.values()));

        assertThat(sight.unseen()).containsExactlyInAnyOrder(Look.STATE, Look.REASON, Look.FILES, Look.STATUSES);
    }

    @Test
    void files_are_compared_by_what_the_system_saved() throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("shown-1")).resolve("a.pdf"), "nội dung");

        Sight sight = by("xong").carryOutLook(Set.of(Look.FILES));

        assertThat(sight.shown().attachments())
                .containsExactly(new Answer.ShownFile("a.pdf", Sha256.of("nội dung".getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void statuses_are_typed_by_recipient() {
        Sight sight = by("G22:06", "G22=06 G12=01").carryOutLook(Set.of(Look.STATUSES));

        assertThat(sight.shown().statuses()).isEqualTo(Map.of("G22", "06", "G12", "01"));
    }

    @Test
    void a_person_says_when_looking_again_is_no_use_however_long_that_takes() {
        Sought arrived =
                new Sought(Set.of(Look.STATE), sight -> sight.shown().state().equals("arrived"), NO_TIME);

        assertThat(by("0", "", "1").look(show(), arrived).shown().state()).isEqualTo("arrived");
        assertThat(by("0", "đúng vậy").look(show(), arrived).shown().state()).isEqualTo("unknown");
    }

    @Test
    void a_judgement_has_a_name_and_a_time_and_a_no_has_a_reason() {
        Words question = new Words("Is it so?", "Có đúng không?");

        assertThat(talk("có, đã xem").judge(question))
                .contains(new Judgement(question, true, "đã xem", "Lê Thị Hà", NOON));
        assertThat(talk("không", "không, chưa thử").judge(question))
                .contains(new Judgement(question, false, "chưa thử", "Lê Thị Hà", NOON));
        assertThat(talk("").judge(question)).isEmpty();
    }

    @Test
    void the_end_of_the_input_is_the_end() {
        assertThatThrownBy(() -> by().carryOut(recall()))
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("hết dữ liệu nhập");
        assertThatThrownBy(() -> by(ID.substring(0, 3)).carryOut(letter())).isInstanceOf(UnreachableException.class);
    }

    /** Somebody who is asked to look. */
    private record Typist(ByHand hand) {
        Answer carryOut(Order order) {
            return hand.carryOut(order);
        }

        Sight look(Order order, Sought sought) {
            return hand.look(order, sought);
        }

        Sight carryOutLook(Set<Look> looks) {
            return hand.look(show(), new Sought(looks, any -> true, NO_TIME));
        }
    }

    private Typist by(String... lines) {
        return new Typist(new ByHand(talk(lines), folder));
    }

    private Conversation talk(String... lines) {
        said.clear();
        return new Conversation(
                new BufferedReader(new StringReader(String.join("\n", lines) + (lines.length > 0 ? "\n" : ""))),
                said::add,
                Locale.forLanguageTag("vi"),
                Optional.of("Lê Thị Hà"),
                Clock.fixed(NOON, ZoneOffset.UTC));
    }

    private String said() {
        return String.join("\n", said);
    }

    private static Order letter() {
        return new Order(
                Action.SEND,
                Optional.empty(),
                List.of("G22"),
                "VĂN BẢN THỬ NGHIỆM: kiểm tra",
                2,
                List.of(new Order.OrderedFile("../công văn.pdf", "%PDF".getBytes(StandardCharsets.UTF_8))),
                Optional.of(LocalDate.of(2026, 12, 31)),
                Optional.empty(),
                "",
                List.of(),
                List.of());
    }

    private static Order recall() {
        return Order.about(Action.RECALL, ID, "gửi nhầm");
    }

    private static Order show() {
        return Order.about(Action.SHOW, "G22,2026/03/16,1/LT-KT", "");
    }
}
