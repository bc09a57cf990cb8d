// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.edxml.AgencyCatalogue;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.Operation;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.edxml.Urgency;

final class RoutingHeaderTest {
    @Property
    void a_document_header_is_read_back(@ForAll("documents") RoutingHeader header) {
        assertThat(parse(header.toProperties())).isEqualTo(header);
    }

    @Property
    void a_status_header_is_read_back(@ForAll("statuses") RoutingHeader header) {
        assertThat(parse(header.toProperties())).isEqualTo(header);
    }

    @Test
    void an_empty_message_is_told_everything_it_lacks() {
        assertThat(problems(Map.of()))
                .containsExactly(
                        ErrorCode.HEADER_MISSING.with(HeaderNames.KIND),
                        ErrorCode.HEADER_MISSING.with(HeaderNames.SUBMISSION),
                        ErrorCode.HEADER_MISSING.with(HeaderNames.FROM),
                        ErrorCode.NO_RECIPIENT.with(HeaderNames.TO),
                        ErrorCode.HEADER_MISSING.with(HeaderNames.DOCUMENT));
    }

    @Test
    void every_wrong_value_is_named_at_once() {
        Map<String, String> properties = Map.of(
                HeaderNames.KIND, "Document",
                HeaderNames.SUBMISSION, "short",
                HeaderNames.FROM, "H 46",
                HeaderNames.TO, "H46,H46,a/b",
                HeaderNames.DOCUMENT, "x".repeat(201),
                HeaderNames.OPERATION, "4",
                HeaderNames.URGENCY, "-1",
                HeaderNames.REFERENCE, "x".repeat(201),
                HeaderNames.SUBJECT, "x".repeat(501));

        assertThat(problems(properties))
                .extracting(Problem::code, Problem::subject)
                .containsExactly(
                        tuple(ErrorCode.HEADER_INVALID, HeaderNames.KIND),
                        tuple(ErrorCode.HEADER_INVALID, HeaderNames.SUBMISSION),
                        tuple(ErrorCode.HEADER_INVALID, HeaderNames.FROM),
                        tuple(ErrorCode.RECIPIENT_REPEATED, "H46"),
                        tuple(ErrorCode.HEADER_INVALID, HeaderNames.TO),
                        tuple(ErrorCode.HEADER_INVALID, HeaderNames.DOCUMENT),
                        tuple(ErrorCode.HEADER_INVALID, HeaderNames.OPERATION),
                        tuple(ErrorCode.HEADER_INVALID, HeaderNames.REFERENCE),
                        tuple(ErrorCode.HEADER_INVALID, HeaderNames.SUBJECT),
                        tuple(ErrorCode.HEADER_INVALID, HeaderNames.URGENCY));
    }

    @ParameterizedTest
    @ValueSource(strings = {HeaderNames.KIND, HeaderNames.SUBMISSION, HeaderNames.FROM, HeaderNames.DOCUMENT})
    void a_blank_property_is_a_missing_one(String name) {
        assertThat(problems(document(name, " \t"))).containsExactly(ErrorCode.HEADER_MISSING.with(name));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lt_operation | ''",
                "lt_operation | new",
                "lt_operation | 99999999999",
                "lt_urgency | 5",
                "lt_urgency | 1.0",
                "lt_urgency | ٣",
                "lt_expires | ''",
                "lt_expires | 2026-03-31T00:00:00Z",
                "lt_expires | -1",
                "lt_expires | 253402300800000",
                "lt_expires | 9999999999999999"
            })
    void what_may_be_left_out_must_be_right_when_present(String name, String value) {
        assertThat(problems(document(name, value)))
                .extracting(Problem::code, Problem::subject)
                .containsExactly(tuple(ErrorCode.HEADER_INVALID, name));
    }

    @Test
    void until_when_a_document_may_be_handed_out_is_read_as_it_is_written() {
        Instant end = Instant.parse("2026-03-31T17:00:00.123Z");
        RoutingHeader header = parse(document(HeaderNames.EXPIRES, Long.toString(end.toEpochMilli())));

        assertThat(header.expires()).contains(end);
        assertThat(parse(header.toProperties())).isEqualTo(header);
    }

    @Test
    void a_recall_does_not_expire() {
        Map<String, String> recall = document(HeaderNames.EXPIRES, "1774976400123");
        recall.put(HeaderNames.OPERATION, "1");

        assertThat(problems(recall))
                .containsExactly(ErrorCode.HEADER_INVALID.with(
                        HeaderNames.EXPIRES, "1774976400123", "none on a status or a recall"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void blank_recipients_are_none(String to) {
        assertThat(problems(document(HeaderNames.TO, to))).containsExactly(ErrorCode.NO_RECIPIENT.with(HeaderNames.TO));
    }

    @Test
    void a_gap_between_recipients_is_not_passed_over() {
        assertThat(problems(document(HeaderNames.TO, "H46,,H50,")))
                .extracting(Problem::code)
                .containsExactly(ErrorCode.HEADER_INVALID, ErrorCode.HEADER_INVALID);
    }

    @Test
    void an_update_removes_only_recipients() {
        Map<String, String> update = document(HeaderNames.REMOVED, "H50, H51");
        update.put(HeaderNames.OPERATION, "2");

        assertThat(problems(update))
                .containsExactly(
                        ErrorCode.HEADER_INVALID.with(HeaderNames.REMOVED, " H51", "recipients of this message"));
    }

    @Test
    void only_an_update_removes_and_only_a_replacement_replaces() {
        assertThat(problems(document(HeaderNames.REMOVED, "H50")))
                .containsExactly(
                        ErrorCode.HEADER_INVALID.with(HeaderNames.REMOVED, "H50", "none unless lt_operation is 2"));
        assertThat(problems(document(HeaderNames.REPLACES, "1/UBND")))
                .containsExactly(
                        ErrorCode.HEADER_INVALID.with(HeaderNames.REPLACES, "1/UBND", "none unless lt_operation is 3"));
    }

    @Test
    void what_is_named_twice_counts_once() {
        Map<String, String> update = document(HeaderNames.REMOVED, "H50, H50");
        update.put(HeaderNames.OPERATION, "2");
        Map<String, String> replacement = document(HeaderNames.REPLACES, "VB 1\nVB 1");
        replacement.put(HeaderNames.OPERATION, "3");

        assertThat(parse(update).traits().amendment().orElseThrow().removed()).containsExactly(new AgencyId("H50"));
        assertThat(parse(replacement).traits().amendment().orElseThrow().replaced())
                .containsExactly(new DocumentId("VB 1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+999999999-01-01", "-0001-01-01", "1899-12-31", "+10000-01-01"})
    void a_day_lies_between_1900_and_9999(String day) {
        assertThat(problems(document(HeaderNames.DUE, day)))
                .containsExactly(ErrorCode.HEADER_INVALID.with(HeaderNames.DUE, day, "a day such as 2026-03-31"));
    }

    @Test
    void a_replacement_names_documents_one_on_each_line_and_not_too_many() {
        Map<String, String> replacement = document(HeaderNames.REPLACES, "1/UBND\n\n2/UBND");
        replacement.put(HeaderNames.OPERATION, "3");
        assertThat(problems(replacement))
                .containsExactly(
                        ErrorCode.HEADER_INVALID.with(HeaderNames.REPLACES, "", "document ids, one on each line"));

        replacement.put(HeaderNames.REPLACES, "1/UBND\n".repeat(100) + "2/UBND");
        assertThat(problems(replacement))
                .containsExactly(ErrorCode.HEADER_INVALID.with(HeaderNames.REPLACES, "101 documents", "at most 100"));
    }

    @Test
    void the_old_and_the_new_code_of_an_agency_are_one_recipient() {
        assertThat(problems(document(HeaderNames.TO, "G22, H50, 000.00.00.G22")))
                .containsExactly(ErrorCode.RECIPIENT_REPEATED.with("000.00.00.G22"));
    }

    @Test
    void spaces_around_recipients_do_not_hide_a_repetition() {
        assertThat(problems(document(HeaderNames.TO, "H46, H50 ,H46 ")))
                .containsExactly(ErrorCode.RECIPIENT_REPEATED.with("H46"));
        assertThat(parse(document(HeaderNames.TO, "H46, H50")).to())
                .containsExactly(new AgencyId("H46"), new AgencyId("H50"));
    }

    @Test
    void a_status_goes_to_exactly_one_agency() {
        Map<String, String> properties = document(HeaderNames.KIND, "status");
        properties.put(HeaderNames.STATUS, "03");
        properties.put(HeaderNames.TO, "H46,H50");

        assertThat(problems(properties))
                .extracting(Problem::code, Problem::subject)
                .containsExactly(tuple(ErrorCode.HEADER_INVALID, HeaderNames.TO));
    }

    @Test
    void a_status_has_a_code_of_the_standard() {
        Map<String, String> properties = document(HeaderNames.KIND, "status");
        properties.put(HeaderNames.TO, "H46");

        assertThat(problems(properties)).containsExactly(ErrorCode.HEADER_MISSING.with(HeaderNames.STATUS));
        properties.put(HeaderNames.STATUS, "07");
        assertThat(problems(properties))
                .extracting(Problem::code, Problem::subject)
                .containsExactly(tuple(ErrorCode.HEADER_INVALID, HeaderNames.STATUS));
    }

    @Test
    void a_long_wrong_value_is_shown_cut_short() {
        Problem problem =
                problems(document(HeaderNames.SUBMISSION, "x".repeat(100_000))).get(0);

        assertThat(problem.arguments().get(1)).isEqualTo("x".repeat(80) + "…");
    }

    @Test
    void a_document_carries_no_status_code() {
        RoutingHeader header = parse(document(HeaderNames.TO, "H46"));

        assertThatThrownBy(() -> new RoutingHeader(
                        header.kind(),
                        header.submission(),
                        header.from(),
                        header.to(),
                        header.document(),
                        header.traits(),
                        Optional.of(ProcessingStatus.ARRIVED)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Provide
    Arbitrary<RoutingHeader> documents() {
        Arbitrary<RoutingHeader.DocumentTraits> traits = Combinators.combine(
                        Arbitraries.of(Operation.class),
                        Arbitraries.strings().ofMaxLength(200).optional(),
                        Arbitraries.strings().ofMaxLength(500).optional(),
                        Arbitraries.of(Urgency.class))
                .as(RoutingHeader.DocumentTraits::new);
        return Combinators.combine(
                        submissions(),
                        agencies(),
                        agencies()
                                .list()
                                .uniqueElements(agency ->
                                        AgencyCatalogue.currentForm(agency).orElse(agency))
                                .ofMinSize(1)
                                .ofMaxSize(40),
                        documentIds(),
                        traits,
                        documentIds().list().uniqueElements().ofMaxSize(5))
                .as((submission, from, to, document, some, others) -> RoutingHeader.document(
                        submission, from, to, document, some.withAmendment(amendment(some.operation(), to, others))));
    }

    private static Amendment amendment(Operation operation, List<AgencyId> to, List<DocumentId> others) {
        return switch (operation) {
            case UPDATE -> new Amendment(to.subList(0, to.size() / 2), List.of());
            case REPLACE -> new Amendment(List.of(), others);
            case NEW, RECALL -> new Amendment(List.of(), List.of());
        };
    }

    @Provide
    Arbitrary<RoutingHeader> statuses() {
        return Combinators.combine(
                        submissions(), agencies(), agencies(), documentIds(), Arbitraries.of(ProcessingStatus.class))
                .as(RoutingHeader::status);
    }

    private static Arbitrary<SubmissionId> submissions() {
        return Arbitraries.strings()
                .alpha()
                .numeric()
                .withChars("._:-")
                .ofMinLength(8)
                .ofMaxLength(64)
                .map(SubmissionId::new);
    }

    private static Arbitrary<AgencyId> agencies() {
        return Arbitraries.oneOf(
                        Arbitraries.strings().ofMinLength(1).ofMaxLength(50),
                        Arbitraries.of("H49.13", "000.00.00.G22", "vxp.saas.03", "Sở"))
                .filter(AgencyId::isValid)
                .map(AgencyId::new);
    }

    private static Arbitrary<DocumentId> documentIds() {
        return Arbitraries.strings()
                .ofMinLength(1)
                .ofMaxLength(200)
                .filter(DocumentId::isValid)
                .map(DocumentId::new);
    }

    /** A good document, but for one property. */
    private static Map<String, String> document(String name, String value) {
        Map<String, String> properties = new HashMap<>(RoutingHeader.document(
                        SubmissionId.random(),
                        new AgencyId("H49.13"),
                        List.of(new AgencyId("H46"), new AgencyId("H50")),
                        new DocumentId("H49.13,2026/03/16,125/SKHCN-CDS"),
                        new RoutingHeader.DocumentTraits(
                                Operation.NEW, Optional.empty(), Optional.empty(), Urgency.NORMAL))
                .toProperties());
        properties.put(name, value);
        return properties;
    }

    private static RoutingHeader parse(Map<String, String> properties) {
        return RoutingHeader.parse(name -> Optional.ofNullable(properties.get(name)));
    }

    private static List<Problem> problems(Map<String, String> properties) {
        return catchThrowableOfType(RefusalException.class, () -> parse(properties))
                .refusal()
                .problems();
    }
}
