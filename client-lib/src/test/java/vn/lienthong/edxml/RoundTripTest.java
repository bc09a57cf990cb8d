// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
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

/** What is written is read back unchanged and valid, whatever it holds. */
final class RoundTripTest {
    private final EdxmlWriter writer = new EdxmlWriter();

    @Property(tries = 300)
    void an_edoc_comes_back_unchanged(@ForAll("edocs") Edoc edoc) throws IOException {
        byte[] written = writer.open(edoc, List.of()).readAllBytes();

        ReadResult result = Samples.read(written);

        assertThat(result.message()).isEqualTo(edoc);
        assertThat(result.findings()).isEmpty();
        assertThat(EdxmlSchemas.validate(EdxmlSchemas.strict(), new ByteArrayInputStream(written)))
                .isEmpty();
        assertThat(EdxmlSchemas.validate(EdxmlSchemas.lenient(), new ByteArrayInputStream(written)))
                .isEmpty();
    }

    @Property(tries = 300)
    void a_status_comes_back_unchanged(@ForAll("statuses") StatusMessage status) throws IOException {
        byte[] written = writer.write(status);

        ReadResult result = Samples.read(written);

        assertThat(result.message()).isEqualTo(status);
        assertThat(result.findings()).isEmpty();
        assertThat(EdxmlSchemas.validate(EdxmlSchemas.strict(), new ByteArrayInputStream(written)))
                .isEmpty();
    }

    @Property(tries = 200)
    void attachments_come_back_unchanged(@ForAll("files") List<OutgoingAttachment> files) throws IOException {
        byte[] written = writer.open(Samples.edoc(), files).readAllBytes();
        Map<String, byte[]> taken = new HashMap<>();

        ReadResult result = Samples.read(
                written, ReadingLimits.DEFAULT, (head, content) -> taken.put(head.name(), content.readAllBytes()));

        assertThat(result.findings()).isEmpty();
        assertThat(result.attachments())
                .extracting(AttachmentPart::name)
                .isEqualTo(files.stream().map(OutgoingAttachment::name).toList());
        for (OutgoingAttachment file : files) {
            assertThat(taken.get(file.name())).isEqualTo(file.source().open().readAllBytes());
        }
        assertThat(EdxmlSchemas.validate(EdxmlSchemas.strict(), new ByteArrayInputStream(written)))
                .isEmpty();
    }

    @Property(tries = 50)
    void the_same_message_gives_the_same_bytes(@ForAll("files") List<OutgoingAttachment> files) throws IOException {
        assertThat(writer.open(Samples.edoc(), files).readAllBytes())
                .isEqualTo(writer.open(Samples.edoc(), files).readAllBytes());
    }

    @Provide
    Arbitrary<List<OutgoingAttachment>> files() {
        Arbitrary<byte[]> contents = Arbitraries.bytes().array(byte[].class).ofMaxSize(500);
        Arbitrary<String> extensions = Arbitraries.of("pdf", "PDF", "docx", "txt", "zip", "xlsx", "signed.pdf");
        return Combinators.combine(contents, extensions, optional(text(50)))
                .as((content, extension, description) ->
                        new OutgoingAttachment("tệp đính kèm." + extension, description, ContentSource.of(content)))
                .list()
                .ofMaxSize(4)
                .map(RoundTripTest::numbered);
    }

    private static List<OutgoingAttachment> numbered(List<OutgoingAttachment> files) {
        List<OutgoingAttachment> numbered = new ArrayList<>();
        for (OutgoingAttachment file : files) {
            numbered.add(
                    new OutgoingAttachment(numbered.size() + " " + file.name(), file.description(), file.source()));
        }
        return numbered;
    }

    @Provide
    Arbitrary<StatusMessage> statuses() {
        Arbitrary<DocumentReference> about = Combinators.combine(
                        agencies(), optional(text(50)), optional(dates()), documentIds())
                .as((agency, code, date, id) ->
                        new DocumentReference(Optional.of(agency.value()), code, date, Optional.of(id)));
        return Combinators.combine(
                        organizations(),
                        about,
                        staff(),
                        Arbitraries.of("01", "03", "16", "99", "999"),
                        optional(text(500)),
                        times())
                .as((from, document, staff, code, description, time) ->
                        new StatusMessage(from, document, staff, code, description, Optional.of(time)));
    }

    @Provide
    Arbitrary<Edoc> edocs() {
        Arbitrary<EdocBuilder> addressed = Combinators.combine(
                        organizations(), organizations().list().ofMinSize(1).ofMaxSize(4), documentIds(), times())
                .as((from, to, id, time) ->
                        Edoc.builder().from(from).to(to).documentId(id).sentAt(time));
        Arbitrary<EdocBuilder> described = Combinators.combine(
                        addressed,
                        text(50),
                        text(50),
                        optional(text(100)),
                        dates(),
                        types(),
                        text(500),
                        optional(text(500)))
                .as((edoc, number, notation, place, date, type, subject, content) -> edoc.code(number, notation)
                        .promulgated(place.orElse(""), date)
                        .documentType(type)
                        .subject(subject)
                        .content(content.orElse("")));
        return Combinators.combine(
                        described,
                        others(),
                        text(300).list().ofMaxSize(3),
                        references(),
                        business(),
                        Arbitraries.integers().between(0, 2),
                        dates())
                .as((edoc, other, places, references, business, steering, due) -> edoc.otherInfo(other)
                        .toPlaces(places)
                        .responseFor(references)
                        .business(business)
                        .steeringType(steering)
                        .dueDate(due)
                        .build());
    }

    private static Arbitrary<BusinessInfo> business() {
        Arbitrary<Replacement> replacements =
                Combinators.combine(documentIds(), organIds()).as(Replacement::new);
        Arbitrary<UpdateInfo> updates = Combinators.combine(
                        Arbitraries.of(true, false), Arbitraries.of(true, false), organIds(), organIds())
                .as(UpdateInfo::new);
        return Combinators.combine(
                        Arbitraries.of(Operation.class),
                        optional(text(500)),
                        optional(documentIds()),
                        optional(Arbitraries.integers().between(0, 99)),
                        staff(),
                        optional(updates),
                        replacements.list().ofMaxSize(3))
                .as(BusinessInfo::new);
    }

    private static Arbitrary<List<DocumentReference>> references() {
        return Combinators.combine(optional(agencies()), text(100), optional(dates()), optional(documentIds()))
                .as((agency, code, date, id) ->
                        new DocumentReference(agency.map(AgencyId::value), Optional.of(code), date, id))
                .list()
                .ofMaxSize(3);
    }

    private static Arbitrary<OtherInfo> others() {
        Arbitrary<Integer> amounts = Arbitraries.integers().between(0, 65_535);
        return Combinators.combine(
                        Arbitraries.integers().between(0, 4),
                        optional(text(100)),
                        optional(text(10)),
                        optional(amounts),
                        optional(amounts),
                        text(250).list().ofMaxSize(3))
                .as(OtherInfo::new);
    }

    private static Arbitrary<DocumentType> types() {
        Arbitrary<Integer> numbers = Arbitraries.integers().between(0, 99);
        return Combinators.combine(optional(numbers), optional(numbers), text(100))
                .as((group, number, name) -> new DocumentType(group, number, Optional.of(name)));
    }

    private static Arbitrary<Organization> organizations() {
        return Combinators.combine(agencies(), optional(text(200)), optional(text(250)), optional(text(50)))
                .as((id, name, address, fax) ->
                        new Organization(Optional.of(id.value()), name, name, address, fax, fax, fax, fax));
    }

    private static Arbitrary<List<Staff>> staff() {
        return Combinators.combine(text(100), text(100), text(20), text(50))
                .as(Staff::of)
                .list()
                .ofMaxSize(2);
    }

    private static Arbitrary<List<String>> organIds() {
        return agencies().map(AgencyId::value).list().ofMaxSize(3);
    }

    private static Arbitrary<AgencyId> agencies() {
        return Arbitraries.of("G22", "H29.13", "000.00.00.G22", "vxp.saas.03", "Z01ĐƠN-VỊ<&>")
                .map(AgencyId::new);
    }

    private static Arbitrary<DocumentId> documentIds() {
        return Arbitraries.of("H49.13,2026/03/16,125/SKHCN-CDS", "5f0c7e52-8d3b-4f6e-9a4e-1d2c3b4a5f60", "Đ<&>]]>'\"")
                .map(DocumentId::new);
    }

    private static Arbitrary<LocalDate> dates() {
        return Arbitraries.integers().between(0, 40_000).map(LocalDate::ofEpochDay);
    }

    private static Arbitrary<LocalDateTime> times() {
        return Combinators.combine(dates(), Arbitraries.integers().between(0, 86_399))
                .as((date, second) -> date.atStartOfDay().plusSeconds(second));
    }

    /** Texts as people write them, and as they do not: letters of Vietnam, of the other planes, and of markup. */
    private static Arbitrary<String> text(int longest) {
        Arbitrary<String> pieces = Arbitraries.of(
                "a",
                "9",
                " ",
                "ệ",
                "Đ",
                "ươ",
                "e\u0323\u0302",
                "😀",
                "𠀀",
                "<",
                ">",
                "&",
                "\"",
                "'",
                "]]>",
                "<!--",
                "&amp;",
                "\n",
                "\t",
                "\r",
                "\u00A0",
                "\uFFFD",
                "\u0085");
        return pieces.list()
                .ofMinSize(1)
                .ofMaxSize(longest / 6 + 1)
                .map(list -> String.join("", list).strip())
                .filter(text -> !text.isEmpty());
    }

    private static <T> Arbitrary<Optional<T>> optional(Arbitrary<T> values) {
        return values.optional();
    }
}
