// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages made to do harm, or damaged on the way. */
final class HostileMessagesTest {
    private static final String NEW = Samples.text("sample-new");
    private static final ReadingLimits SMALL = new ReadingLimits(12, 400, 1000, 8, 20_000, 3, 5000, 8000, 10);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE edXML [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>",
                "<!DOCTYPE edXML SYSTEM 'http://localhost:1/evil.dtd'>",
                "<!DOCTYPE edXML [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'><!ENTITY c '&b;&b;'>]>",
                "<!DOCTYPE edXML>"
            })
    void a_document_type_is_refused_before_it_is_looked_at(String doctype) {
        String message = NEW.replace("<edXML xmlns=", doctype + "<edXML xmlns=").replace("Công văn", "&x;&c;");

        assertThat(refusal(message).code()).isEqualTo(ReadingCode.DTD_FORBIDDEN);
    }

    @Test
    void an_entity_that_nobody_declared_is_refused() {
        assertThat(refusal(NEW.replace("Công văn", "&evil;")).severity()).isEqualTo(Severity.ERROR);
    }

    @Test
    void deep_nesting_is_refused_with_its_limit() {
        Finding finding = refusal(NEW.replace("<edXML:Subject>", "<a>".repeat(100_000) + "<edXML:Subject>"));

        assertThat(finding.code()).isEqualTo(ReadingCode.TOO_DEEP);
        assertThat(finding.limit()).isEqualTo("32");
    }

    @Test
    void too_many_elements_are_refused() {
        String receivers = "<edXML:To><edXML:OrganId>G22</edXML:OrganId></edXML:To>".repeat(300);

        assertThat(refusal(NEW.replace("<edXML:DocumentId>", receivers + "<edXML:DocumentId>"), SMALL)
                        .code())
                .isEqualTo(ReadingCode.TOO_MANY_ELEMENTS);
    }

    @Test
    void a_header_value_that_is_too_long_is_refused_with_its_path() {
        Finding finding = refusal(NEW.replace("<edXML:Subject>", "<edXML:Subject>" + "x".repeat(2000)), SMALL);

        assertThat(finding.code()).isEqualTo(ReadingCode.TEXT_TOO_LONG);
        assertThat(finding.xpath()).isEqualTo("/edXML/edXMLEnvelope/edXMLHeader/MessageHeader/Subject");
        assertThat(finding.message(Locale.ENGLISH)).contains("MessageHeader/Subject is longer than 1000 characters");
    }

    @Test
    void too_many_attributes_are_refused() {
        StringBuilder attributes = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            attributes.append(" a").append(i).append("='x'");
        }

        assertThat(refusal(NEW.replace("<edXML:Subject>", "<edXML:Subject" + attributes + ">"))
                        .code())
                .isEqualTo(ReadingCode.TOO_MANY_ATTRIBUTES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!--%s-->", "<edXML:%s/>", "<?p %s?>"})
    void an_envelope_that_never_ends_is_refused(String piece) {
        String message = NEW.replace("<edXML:Subject>", piece.formatted("x".repeat(200_000)) + "<edXML:Subject>");

        assertThat(refusal(message, SMALL).code()).isEqualTo(ReadingCode.ENVELOPE_TOO_LARGE);
    }

    @Test
    void what_follows_an_attachment_may_not_grow_either() {
        String message = NEW.replace("</Attachment>", "<!--" + "x".repeat(200_000) + "--></Attachment>");

        assertThat(refusal(message, SMALL).code()).isEqualTo(ReadingCode.ENVELOPE_TOO_LARGE);
    }

    @Test
    void an_endless_message_is_refused_after_a_bounded_part_of_it() throws IOException {
        byte[] start = NEW.substring(0, NEW.indexOf("<edXML:To>")).getBytes(StandardCharsets.UTF_8);
        byte[] receiver = "<edXML:To><edXML:OrganId>G22</edXML:OrganId></edXML:To>".getBytes(StandardCharsets.UTF_8);
        try (InputStream endless = new SequenceInputStream(
                new ByteArrayInputStream(start),
                new SequenceInputStream(
                        Collections.enumeration(Stream.generate(() -> new ByteArrayInputStream(receiver))
                                .limit(1_000_000)
                                .toList())))) {
            EdxmlException refused = catchThrowableOfType(
                    EdxmlException.class, () -> new EdxmlReader(ReadingLimits.DEFAULT).readHeader(endless));

            assertThat(refused.findings()).extracting(Finding::code).containsExactly(ReadingCode.TOO_MANY_ELEMENTS);
        }
    }

    @Test
    void too_many_attachments_are_refused() {
        String attachment = "<Attachment><ContentId>a</ContentId></Attachment>".repeat(4);

        assertThat(refusal(NEW.replace("<AttachmentEncoded>", "<AttachmentEncoded>" + attachment), SMALL)
                        .code())
                .isEqualTo(ReadingCode.TOO_MANY_ATTACHMENTS);
    }

    @Test
    void another_namespace_is_refused_by_its_name() {
        Finding finding = refusal(NEW.replace(EdxmlMessage.NAMESPACE, "http://www.e-doc.vn/Schema/"));

        assertThat(finding.code()).isEqualTo(ReadingCode.WRONG_NAMESPACE);
        assertThat(finding.actual()).isEqualTo("http://www.e-doc.vn/Schema/");
    }

    @Test
    void a_message_without_header_is_refused() {
        assertThat(refusal("<edXML xmlns='" + EdxmlMessage.NAMESPACE + "'/>").code())
                .isEqualTo(ReadingCode.NO_HEADER);
    }

    @ParameterizedTest
    @CsvSource({"4", "a", "00", "-1"})
    void an_unknown_operation_is_never_taken_for_a_new_document(String code) {
        boolean padded = code.equals("00");
        String message = NEW.replace("DocType>0<", "DocType>" + code + "<");

        if (padded) {
            assertThat(((Edoc) Samples.read(message).message()).operation()).isEqualTo(Operation.NEW);
        } else {
            assertThat(refusal(message).code()).isEqualTo(ReadingCode.UNKNOWN_OPERATION);
        }
    }

    @Test
    void a_message_cut_off_anywhere_is_refused_and_never_half_taken() {
        byte[] whole = NEW.getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < whole.length - "</edXML>\n".length(); length += 37) {
            byte[] cut = Arrays.copyOf(whole, length);

            assertThatThrownBy(() -> Samples.read(cut)).isInstanceOf(EdxmlException.class);
        }
    }

    @Test
    void random_damage_is_refused_or_read_but_never_breaks_the_reader() {
        Random random = new Random(42);
        for (int i = 0; i < 2000; i++) {
            byte[] damaged = NEW.getBytes(StandardCharsets.UTF_8);
            for (int hit = 0; hit < 3; hit++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(Samples.read(damaged).message()).isNotNull();
            } catch (EdxmlException refused) {
                assertThat(refused.findings()).isNotEmpty();
            }
        }
    }

    @Test
    void a_failing_stream_is_no_fault_of_the_message() {
        byte[] start = NEW.substring(0, 3000).getBytes(StandardCharsets.UTF_8);
        InputStream failing = new SequenceInputStream(new ByteArrayInputStream(start), new Failing("connection lost"));

        assertThatThrownBy(() -> new EdxmlReader(ReadingLimits.DEFAULT).readHeader(failing))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("connection lost");
    }

    @Test
    void the_header_is_read_without_waiting_for_the_attachments() throws IOException {
        int end = NEW.indexOf("</edXML:edXMLEnvelope>") + "</edXML:edXMLEnvelope>".length();
        InputStream stuck = new SequenceInputStream(
                new ByteArrayInputStream(NEW.substring(0, end).getBytes(StandardCharsets.UTF_8)),
                new Failing("read past the end of the envelope"));

        assertThat(new EdxmlReader(ReadingLimits.DEFAULT).readHeader(stuck)).isEqualTo(Samples.edoc());
    }

    @Test
    void limits_must_let_something_pass() {
        assertThatThrownBy(() -> ReadingLimits.DEFAULT.withAttachments(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Finding refusal(String message) {
        return refusal(message, ReadingLimits.DEFAULT);
    }

    private static Finding refusal(String message, ReadingLimits limits) {
        EdxmlException refused = catchThrowableOfType(
                EdxmlException.class,
                () -> Samples.read(message.getBytes(StandardCharsets.UTF_8), limits, AttachmentVisitor.IGNORE));
        assertThat(refused).as("refusal").isNotNull();
        assertThat(List.copyOf(refused.findings())).hasSize(1);
        return refused.findings().get(0);
    }

    private static final class Failing extends InputStream {
        private final String message;

        Failing(String message) {
            this.message = message;
        }

        @Override
        public int read() throws IOException {
            throw new IOException(message);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            throw new IOException(message);
        }
    }
}
