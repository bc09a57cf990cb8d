// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.transform.stream.StreamSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EdxmlSchemasTest {
    @ParameterizedTest
    @ValueSource(strings = {"sample-new", "sample-recall", "sample-status-03"})
    void a_sample_is_valid_under_both_schemas(String name) throws IOException {
        assertThat(problems(true, Samples.text(name))).isEmpty();
        assertThat(problems(false, Samples.text(name))).isEmpty();
    }

    @Test
    void a_schema_can_be_used_with_the_api_of_the_platform() throws Exception {
        EdxmlSchemas.strict()
                .newValidator()
                .validate(new StreamSource(new ByteArrayInputStream(Samples.bytes("sample-status-03"))));
    }

    @Test
    void another_order_and_missing_elements_are_lenient_but_not_strict() throws IOException {
        String unusual = message(
                "<Subject>a</Subject><From/><Subject>b</Subject><OtherInfo><Direction>true</Direction></OtherInfo>");

        assertThat(problems(true, unusual)).isEmpty();
        assertThat(problems(false, unusual)).isNotEmpty();
    }

    @Test
    void aliases_and_foreign_elements_are_lenient() throws IOException {
        String unusual = Samples.text("sample-recall")
                .replace("Bussiness", "Business")
                .replace("</edXML:edXMLHeader>", "<s:Signature xmlns:s='urn:any'/></edXML:edXMLHeader>");

        assertThat(problems(true, unusual)).isEmpty();
    }

    @Test
    void a_date_in_another_form_is_not_strict() throws IOException {
        assertThat(problems(false, Samples.text("sample-new").replace("2026/03/16<", "16/03/2026<")))
                .isNotEmpty();
    }

    @Test
    void a_broken_message_is_refused_and_a_document_type_too() {
        assertThatThrownBy(() -> problems(true, "<edXML")).isInstanceOf(EdxmlException.class);
        assertThatThrownBy(() -> problems(true, "<!DOCTYPE a [<!ENTITY b 'c'>]>" + message("")))
                .isInstanceOf(EdxmlException.class);
    }

    private static String message(String header) {
        return "<edXML xmlns='" + EdxmlMessage.NAMESPACE + "'><edXMLEnvelope><edXMLHeader><MessageHeader>" + header
                + "</MessageHeader></edXMLHeader></edXMLEnvelope></edXML>";
    }

    private static List<String> problems(boolean lenient, String message) throws IOException {
        return EdxmlSchemas.validate(
                lenient ? EdxmlSchemas.lenient() : EdxmlSchemas.strict(),
                new ByteArrayInputStream(message.getBytes(StandardCharsets.UTF_8)));
    }
}
