// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Attachments that would not fit in memory; a megabyte that is held shows up as a growing heap. */
final class LargeMessagesTest {
    private static final long MEGABYTE = 1_000_000;
    private static final long HEAP_GROWTH_ALLOWED = 60 * MEGABYTE;

    @ParameterizedTest
    @CsvSource({"a.pdf, 300", "a.bin, 80"})
    void a_large_attachment_streams_through_writer_and_reader(String name, long megabytes) throws IOException {
        long size = megabytes * MEGABYTE;
        OutgoingAttachment large = OutgoingAttachment.of(name, () -> new Generated(size));
        HeapWatch watch = new HeapWatch();

        try (InputStream message = new EdxmlWriter().open(Samples.edoc(), List.of(large))) {
            ReadResult result =
                    new EdxmlReader(ReadingLimits.DEFAULT).read(message, (head, content) -> watch.drain(content));

            assertThat(result.attachments()).singleElement().satisfies(part -> assertThat(part.size())
                    .isEqualTo(size));
        }
        assertThat(watch.growth()).isLessThan(HEAP_GROWTH_ALLOWED);
    }

    @Test
    void a_large_message_is_validated_without_keeping_its_content() throws IOException {
        OutgoingAttachment large = OutgoingAttachment.of("a.pdf", () -> new Generated(200 * MEGABYTE));
        HeapWatch watch = new HeapWatch();

        try (InputStream message = new EdxmlWriter().open(Samples.edoc(), List.of(large))) {
            assertThat(EdxmlSchemas.validate(EdxmlSchemas.strict(), message)).isEmpty();
        }
        assertThat(watch.growth()).isLessThan(HEAP_GROWTH_ALLOWED);
    }

    /** Bytes that cannot be packed, made up as they are read. */
    private static final class Generated extends InputStream {
        private long left;
        private long state = 88172645463325252L;

        Generated(long size) {
            this.left = size;
        }

        @Override
        public int read() {
            if (left == 0) {
                return -1;
            }
            left--;
            state ^= state << 13;
            state ^= state >>> 7;
            state ^= state << 17;
            return (int) (state & 0xFF);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            int count = (int) Math.min(left, length);
            for (int i = 0; i < count; i++) {
                buffer[offset + i] = (byte) read();
            }
            return count == 0 ? -1 : count;
        }
    }

    private static final class HeapWatch {
        private final long before = used();
        private long most = before;

        void drain(InputStream content) throws IOException {
            byte[] block = new byte[64 * 1024];
            long next = 0;
            long total = 0;
            for (int count = content.read(block); count >= 0; count = content.read(block)) {
                total += count;
                if (total >= next) {
                    most = Math.max(most, used());
                    next = total + 50 * MEGABYTE;
                }
            }
        }

        long growth() {
            return Math.max(most, used()) - before;
        }

        private static long used() {
            System.gc();
            return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        }
    }
}
