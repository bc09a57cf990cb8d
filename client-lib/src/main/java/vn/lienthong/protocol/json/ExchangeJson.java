// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.protocol.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ReceiptKind;
import vn.lienthong.protocol.SubmissionId;

/**
 * The one way values are written as JSON: codes and ids as plain text, times as ISO 8601 in UTC, what is absent is left
 * out. What an older version did not write is absent; what a newer one added is passed over.
 */
public final class ExchangeJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(values())
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_ABSENT))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private ExchangeJson() {}

    /** Reads and writes; thread-safe. */
    public static ObjectMapper mapper() {
        return MAPPER;
    }

    private static SimpleModule values() {
        SimpleModule module = new SimpleModule("lienthong");
        text(module, AgencyId.class, AgencyId::value, AgencyId::new);
        text(module, DocumentId.class, DocumentId::value, DocumentId::new);
        text(module, EndpointId.class, EndpointId::value, EndpointId::new);
        text(module, SubmissionId.class, SubmissionId::value, SubmissionId::new);
        text(module, ProcessingStatus.class, ProcessingStatus::code, code -> ProcessingStatus.ofCode(code)
                .orElseThrow());
        text(module, ReceiptKind.class, ReceiptKind::wireName, word -> ReceiptKind.ofWireName(word)
                .orElseThrow());
        return module;
    }

    private static <T> void text(
            SimpleModule module, Class<T> type, Function<T, String> writer, Function<String, T> reader) {
        module.addSerializer(type, new StdSerializer<>(type) {
            @Override
            public void serialize(T value, JsonGenerator generator, SerializationContext context) {
                generator.writeString(writer.apply(value));
            }
        });
        module.addDeserializer(type, new StdDeserializer<T>(type) {
            @Override
            public T deserialize(JsonParser parser, DeserializationContext context) {
                return reader.apply(parser.getString());
            }
        });
    }
}
