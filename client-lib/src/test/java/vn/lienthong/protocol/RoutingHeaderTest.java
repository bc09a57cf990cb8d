// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.Operation;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.edxml.Urgency;

final class RoutingHeaderTest {
    private static final SubmissionId SUBMISSION = new SubmissionId("submission-1");
    private static final AgencyId HUE = new AgencyId("H57");
    private static final DocumentId DOCUMENT = new DocumentId("H57,2026/06/01,1/UBND-VP");

    @Property(tries = 200)
    void a_document_is_read_as_it_was_written(
            @ForAll Operation operation,
            @ForAll Urgency urgency,
            @ForAll Optional<@IntRange(min = 1, max = 9999) Integer> number,
            @ForAll @IntRange(min = 1, max = 40) int recipients) {
        RoutingHeader header = RoutingHeader.document(
                SubmissionId.random(),
                HUE,
                IntStream.rangeClosed(1, recipients)
                        .mapToObj(i -> new AgencyId("G" + (i + 10)))
                        .toList(),
                DOCUMENT,
                new RoutingHeader.DocumentTraits(operation, number.map(n -> n + "/QĐ-UBND"), urgency));

        assertThat(parse(header.toProperties())).isEqualTo(header);
    }

    @Property
    void a_status_is_read_as_it_was_written(@ForAll ProcessingStatus status) {
        RoutingHeader header = RoutingHeader.status(SUBMISSION, HUE, new AgencyId("G22"), DOCUMENT, status);

        assertThat(parse(header.toProperties())).isEqualTo(header);
    }

    @Test
    void all_that_is_missing_is_named_at_once() {
        assertThat(problems(Map.of()))
                .containsExactlyInAnyOrder(
                        ErrorCode.HEADER_MISSING.with("lt_kind"),
                        ErrorCode.HEADER_MISSING.with("lt_submission"),
                        ErrorCode.HEADER_MISSING.with("lt_from"),
                        ErrorCode.NO_RECIPIENT.with("lt_to"),
                        ErrorCode.HEADER_MISSING.with("lt_document"));
    }

    @ParameterizedTest
    @CsvSource({
        "lt_kind, letter",
        "lt_submission, short",
        "lt_submission, 'has spaces in it'",
        "lt_from, 'H57 Huế'",
        "lt_to, 'G22,,G06'",
        "lt_to, 'G22;G06'",
        "lt_document, 'line\nbreak'",
        "lt_operation, 4",
        "lt_operation, -1",
        "lt_operation, 99999999999",
        "lt_urgency, 5",
        "lt_urgency, ''",
        "lt_urgency, ٣",
    })
    void a_wrong_value_is_named_with_its_property(String property, String value) {
        Map<String, String> properties = documentProperties();
        properties.put(property, value);

        assertThat(problems(properties)).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.HEADER_INVALID);
            assertThat(problem.subject()).isEqualTo(property);
        });
    }

    @Test
    void a_recipient_is_named_once() {
        Map<String, String> properties = documentProperties();
        properties.put(HeaderNames.TO, "G22, G06,G22");

        assertThat(problems(properties)).containsExactly(ErrorCode.RECIPIENT_REPEATED.with("G22"));
    }

    @Test
    void a_status_goes_to_one_agency_and_has_a_code() {
        Map<String, String> properties = documentProperties();
        properties.put(HeaderNames.KIND, "status");
        properties.put(HeaderNames.TO, "G22,G06");

        assertThat(problems(properties))
                .extracting(Problem::code, Problem::subject)
                .containsExactlyInAnyOrder(
                        tuple(ErrorCode.HEADER_INVALID, "lt_to"), tuple(ErrorCode.HEADER_MISSING, "lt_status"));
    }

    @Test
    void a_long_value_is_shortened_in_its_problem() {
        Map<String, String> properties = documentProperties();
        properties.put(HeaderNames.FROM, "x".repeat(1_000_000));

        assertThat(problems(properties).get(0).toString()).hasSizeLessThan(400);
    }

    @Test
    void the_stamp_of_the_exchange_is_read_as_it_was_written() {
        EndpointId office = new EndpointId("vpcp");
        EndpointId hue = new EndpointId("hue");
        ExchangeStamp stamp =
                new ExchangeStamp(hue, Instant.parse("2026-06-01T05:00:00.123Z"), List.of(office, hue, office));
        List<AgencyId> recipients = List.of(new AgencyId("G22"), HUE, new AgencyId("G09"));

        ExchangeStamp read = ExchangeStamp.parse(lookup(stamp.toProperties()));

        assertThat(read).isEqualTo(stamp);
        assertThat(read.recipientsAt(office, recipients))
                .extracting(AgencyId::value)
                .containsExactly("G22", "G09");
        assertThat(read.recipientsAt(new EndpointId("other"), recipients)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "9",
                "hue",
                "So-TTTT_2.test",
                "A123456789012345678901234567890123456789012345678901234567890ab"
            })
    void a_name_of_an_endpoint(String name) {
        assertThat(EndpointId.isValid(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".hue",
                "-hue",
                "huế",
                "h ue",
                "hue,vpcp",
                "hue#",
                "inbox.*",
                "A123456789012345678901234567890123456789012345678901234567890abc"
            })
    void no_name_of_an_endpoint(String name) {
        assertThat(EndpointId.isValid(name)).isFalse();
    }

    @Test
    void a_submission_id_has_8_to_64_plain_characters() {
        assertThat(SubmissionId.isValid("12345678")).isTrue();
        assertThat(SubmissionId.isValid("a:b.c-d_".repeat(8))).isTrue();
        assertThat(SubmissionId.isValid("1234567")).isFalse();
        assertThat(SubmissionId.isValid("x".repeat(65))).isFalse();
        assertThat(SubmissionId.isValid("đơn-vị-12")).isFalse();
        assertThat(SubmissionId.isValid("with/slash")).isFalse();
    }

    private static Map<String, String> documentProperties() {
        return new HashMap<>(RoutingHeader.document(
                        SUBMISSION,
                        HUE,
                        List.of(new AgencyId("G22")),
                        DOCUMENT,
                        new RoutingHeader.DocumentTraits(Operation.NEW, Optional.empty(), Urgency.NORMAL))
                .toProperties());
    }

    private static List<Problem> problems(Map<String, String> properties) {
        return catchThrowableOfType(RefusalException.class, () -> parse(properties))
                .refusal()
                .problems();
    }

    private static RoutingHeader parse(Map<String, String> properties) {
        return RoutingHeader.parse(lookup(properties));
    }

    private static RoutingHeader.PropertyLookup lookup(Map<String, String> properties) {
        return name -> Optional.ofNullable(properties.get(name));
    }
}
