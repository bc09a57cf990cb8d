// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.client.Attachment;
import vn.lienthong.orders.Sha256;
import vn.lienthong.testkit.Letters;
import vn.lienthong.workbench.KeptAttachments.Limits;
import vn.lienthong.workbench.KeptAttachments.Taken;
import vn.lienthong.workbench.KeptAttachments.View;

final class KeptAttachmentsTest {
    private static final int LARGEST = 200_000;

    private final KeptAttachments kept = new KeptAttachments(new Limits(LARGEST, 300_000, 3));

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        kept.close();
    }

    @Test
    void is_had_whole_with_its_size_and_digest_and_what_is_too_large_not_at_all() throws IOException {
        Entry message = came(1, new byte[LARGEST], new byte[LARGEST + 1], "chữ".getBytes(StandardCharsets.UTF_8));

        assertThat(kept.now(message)).extracting(View::kept).containsExactly(true, false, true);
        assertThat(kept.now(message)).extracting(View::size).containsExactly((long) LARGEST, LARGEST + 1L, 5L);
        assertThat(content(message, 1)).isEqualTo(new byte[LARGEST]);
        assertThat(content(message, 3)).asString(StandardCharsets.UTF_8).isEqualTo("chữ");
        assertThat(kept.now(message).get(2).sha256()).isEqualTo(Sha256.of(content(message, 3)));
        assertThatThrownBy(() -> kept.open(message, 2)).isInstanceOfSatisfying(NotPossibleException.class, told -> {
            assertThat(told.words().english()).contains("tep-1.txt is not kept");
            assertThat(told.words().vietnamese()).contains("tep-1.txt không được lưu");
        });
    }

    @Test
    void the_oldest_go_when_there_are_too_many_bytes_or_documents() throws IOException {
        Entry first = came(1, new byte[LARGEST]);
        Entry second = came(2, new byte[LARGEST]);
        assertThat(kept.now(first)).extracting(View::kept).containsExactly(false);
        assertThatThrownBy(() -> kept.open(first, 1)).hasMessageContaining("no longer kept");
        assertThat(content(second, 1)).hasSize(LARGEST);

        for (int number = 3; number <= 5; number++) {
            came(number, new byte[] {1});
        }
        assertThat(kept.now(second)).extracting(View::kept).containsExactly(false);
    }

    @Test
    void of_what_cannot_be_read_nothing_is_kept() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.edxml"), "<edXML>");
        Taken taken = kept.take(broken);

        assertThat(taken.views()).isEmpty();
        for (int number = 1; number <= 4; number++) {
            kept.keep(number, taken); // as the oldest it goes as well
        }
    }

    @Test
    void there_is_no_attachment_before_the_first_and_after_the_last() throws IOException {
        Entry message = came(1, new byte[] {1});
        assertThatThrownBy(() -> kept.open(message, 0)).hasMessageContaining("has 1 attachments");
        assertThatThrownBy(() -> kept.open(message, 2)).hasMessageContaining("has 1 attachments");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    a.pdf          | filename="a.pdf"; filename*=UTF-8''a.pdf
                    báo cáo*.pdf   | filename="b_o_c_o_.pdf"; filename*=UTF-8''b%C3%A1o%20c%C3%A1o%2A.pdf
                    a";b\\r\\n.html | filename="a__b_r_n.html"; filename*=UTF-8''a%22%3Bb%5Cr%5Cn.html
                    """)
    void a_name_is_told_as_a_name_whatever_is_in_it(String name, String told) {
        assertThat(MessageRoutes.disposition(name)).isEqualTo("attachment; " + told);
    }

    private Entry came(int number, byte[]... contents) throws IOException {
        var draft = Letters.draft("H29", "G22");
        for (byte[] content : contents) {
            draft.attach(Attachment.of("tep-" + List.of(contents).indexOf(content) + ".txt", content));
        }
        Path file = folder.resolve(number + ".edxml");
        try (OutputStream out = Files.newOutputStream(file)) {
            draft.build().writeTo(out);
        }
        Taken taken = kept.take(file);
        kept.keep(number, taken);
        return new Entry(
                number,
                Instant.EPOCH,
                "G22",
                "H29",
                Entry.DOCUMENT,
                "d",
                "new",
                "",
                "",
                1,
                List.of(),
                taken.views(),
                Files.size(file));
    }

    private byte[] content(Entry message, int place) throws IOException {
        try (InputStream in = kept.open(message, place).content()) {
            return in.readAllBytes();
        }
    }
}
