// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import vn.lienthong.broker.calendar.Period;
import vn.lienthong.broker.retention.RetentionClass;
import vn.lienthong.config.DataSize;
import vn.lienthong.config.Settings;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.edxml.Urgency;
import vn.lienthong.faults.FaultOrder;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.SubmissionId;
import vn.lienthong.trust.KeyAlgorithm;
import vn.lienthong.trust.KeyPurpose;

/** How people write our values as options. */
final class Forms {
    private static final String URGENCIES = "0 to 4, normal, urgent, very-urgent, express or timed-express";
    private static final String STATUSES = "01, 02, 03, 04, 05, 06, 13, 15 or 16";

    private static final String CLASSES = "documents, events, expired, dead-letters or key-packages";

    private Forms() {}

    static void register(CommandLine commandLine) {
        commandLine
                .registerConverter(AgencyId.class, checked(AgencyId::new))
                .registerConverter(EndpointId.class, checked(EndpointId::new))
                .registerConverter(DocumentId.class, checked(DocumentId::new))
                .registerConverter(SubmissionId.class, checked(SubmissionId::new))
                .registerConverter(FaultOrder.class, checked(FaultOrder::read))
                .registerConverter(DataSize.class, found(DataSize::parse, "a size such as 64k, 50m or 1g"))
                .registerConverter(
                        Duration.class, found(Settings::parseDuration, "a duration such as 500ms, 30s or 5m"))
                .registerConverter(Period.class, found(Period::parse, Period.EXPECTED))
                .registerConverter(RetentionClass.class, found(RetentionClass::ofWord, CLASSES))
                .registerConverter(ProcessingStatus.class, found(ProcessingStatus::ofCode, STATUSES))
                .registerConverter(KeyPurpose.class, found(KeyPurpose::ofWireName, "tls, signing or sealing"))
                .registerConverter(
                        KeyAlgorithm.class,
                        found(
                                KeyAlgorithm::ofWireName,
                                "ed25519, p256, p384, rsa-2048, ml-dsa-65-ed25519, x25519 or ml-kem-768-x25519"))
                .registerConverter(Urgency.class, found(Forms::urgency, URGENCIES));
    }

    private static Optional<Urgency> urgency(String text) {
        if (text.matches("\\d")) {
            return Urgency.ofCode(Integer.parseInt(text));
        }
        String name = text.toUpperCase(Locale.ROOT).replace('-', '_');
        for (Urgency urgency : Urgency.values()) {
            if (urgency.name().equals(name)) {
                return Optional.of(urgency);
            }
        }
        return Optional.empty();
    }

    private static <T> ITypeConverter<T> checked(Function<String, T> constructor) {
        return text -> {
            try {
                return constructor.apply(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        };
    }

    private static <T> ITypeConverter<T> found(Function<String, Optional<T>> reader, String expected) {
        return text ->
                reader.apply(text).orElseThrow(() -> new TypeConversionException("'" + text + "' is not " + expected));
    }
}
