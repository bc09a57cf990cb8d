// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.scenario;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.lienthong.client.Attachment;
import vn.lienthong.client.Document;
import vn.lienthong.client.DocumentBuilder;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.BusinessInfo;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.Operation;
import vn.lienthong.edxml.Replacement;
import vn.lienthong.edxml.Signer;
import vn.lienthong.edxml.UpdateInfo;
import vn.lienthong.edxml.Urgency;
import vn.lienthong.orders.Order.OrderedFile;
import vn.lienthong.protocol.SubmissionId;
import vn.lienthong.scenario.Run.Capture;
import vn.lienthong.simulator.TestMark;

/**
 * An agency beside the one under test sends something.
 *
 * @param as the name it gets in the case
 * @param from who sends
 * @param to the recipients
 * @param operation what it does
 * @param of the document that is recalled, updated, replaced, or sent once more
 * @param letter what stands in it
 * @param dialects how its file is changed before it is sent
 */
record SendStep(
        String as,
        String from,
        List<String> to,
        Optional<Operation> operation,
        Optional<String> of,
        Letter letter,
        List<Dialect> dialects)
        implements Step {
    /**
     * What stands in a document.
     *
     * @param number number and notation; a new number of its own if empty
     * @param promulgated when it was issued; today if empty
     */
    record Letter(
            String subject,
            Urgency urgency,
            List<String> files,
            Optional<String> number,
            Optional<LocalDate> promulgated,
            Optional<LocalDate> due,
            String reason) {}

    @Override
    public void run(Run run) {
        List<OrderedFile> files = TestFiles.of(letter.files());
        Optional<Capture> operated = of.map(run::captured);
        Document document = document(run, files, operated);
        if (dialects.isEmpty()) {
            run.peer(from).send(document);
        } else {
            sendChanged(run, document);
        }
        run.say(from + " sends " + document.operation().english() + " "
                + document.reference().orElse("") + " to " + to);
        run.capture(
                as,
                new Capture(document.from(), document.id(), document.reference().orElse(""), TestFiles.digests(files)));
    }

    /** An ordinary document to the agency under test. */
    static Document plain(Run run, String from) {
        Fields nothing = Fields.of("as", "plain", "from", from);
        return read(nothing).document(run, TestFiles.of(List.of("cong-van.pdf")), Optional.empty());
    }

    static Capture captured(Document document) {
        return new Capture(document.from(), document.id(), document.reference().orElse(""), Map.of());
    }

    private Document document(Run run, List<OrderedFile> files, Optional<Capture> operated) {
        LocalDate issued = letter.promulgated().orElseGet(run.bench()::today);
        boolean same = operated.isPresent()
                && operation.filter(Operation.REPLACE::equals).isEmpty();
        DocumentBuilder builder = Document.builder()
                .from(run.agency(from).value())
                .to(run.agencies(to).stream().map(AgencyId::value).toArray(String[]::new))
                .subject(TestMark.subject(letter.subject()))
                .number(
                        same
                                ? operated.orElseThrow().reference()
                                : letter.number().orElseGet(run.bench()::nextNumber),
                        issued)
                .place("Hà Nội")
                .signer(Signer.of("KT. BỘ TRƯỞNG", "THỨ TRƯỞNG", "Nguyễn Văn Thử"))
                .urgency(letter.urgency())
                .submission(SubmissionId.random());
        letter.due().ifPresent(builder::dueDate);
        if (same) {
            builder.id(operated.orElseThrow().document());
        }
        operation.flatMap(what -> business(what, operated, run)).ifPresent(builder::business);
        for (int i = 0; i < files.size(); i++) {
            Attachment file = Attachment.of(files.get(i).name(), files.get(i).content());
            if (i == 0) {
                builder.content(file);
            } else {
                builder.attach(file);
            }
        }
        return builder.build();
    }

    private Optional<BusinessInfo> business(Operation what, Optional<Capture> operated, Run run) {
        Capture capture = operated.orElseThrow(() -> new ScenarioException("a " + what.english() + " needs `of`"));
        DocumentId id = capture.document();
        return switch (what) {
            case NEW -> Optional.empty();
            case RECALL -> Optional.of(BusinessInfo.recall(id, letter.reason()));
            case UPDATE ->
                Optional.of(
                        BusinessInfo.update(id, letter.reason(), new UpdateInfo(true, false, List.of(), List.of())));
            case REPLACE ->
                Optional.of(BusinessInfo.replace(
                        List.of(new Replacement(id, List.of(run.self().value()))), letter.reason()));
        };
    }

    /** Such a file would not pass the sender's own library. */
    private void sendChanged(Run run, Document document) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            document.writeTo(file);
        } catch (IOException e) {
            throw new UncheckedIOException("a document just built can be written", e);
        }
        String xml = file.toString(StandardCharsets.UTF_8);
        for (Dialect dialect : dialects) {
            xml = dialect.apply(xml);
        }
        xml = xml.replace(Dialect.OUTSIDE, run.bench().outside().toString().replaceFirst("^/", ""));
        run.exchange().sendRaw(run.agency(from).value(), document, xml.getBytes(StandardCharsets.UTF_8));
    }

    static SendStep read(Fields fields) {
        List<Dialect> dialects = new ArrayList<>();
        for (String word : fields.list("dialect")) {
            dialects.add(Dialect.ofWord(word).orElseThrow(() -> fields.wrong("no dialect is called " + word)));
        }
        List<String> to = fields.list("to");
        List<String> files = fields.list("files");
        SendStep step = new SendStep(
                fields.text("as"),
                fields.text("from", "G22"),
                to.isEmpty() ? List.of(Run.SELF) : to,
                fields.optional("operation").map(word -> operation(fields, word)),
                fields.optional("of"),
                new Letter(
                        fields.text("subject", "kiểm tra liên thông"),
                        Urgency.ofCode(fields.number("urgency", 0))
                                .orElseThrow(() -> fields.wrong("urgency is 0 to 4")),
                        files.isEmpty() ? List.of("cong-van.pdf") : files,
                        fields.optional("number"),
                        fields.optional("promulgated").map(LocalDate::parse),
                        fields.optional("due").map(LocalDate::parse),
                        fields.text("reason", "kiểm tra")),
                dialects);
        fields.finish();
        return step;
    }

    static Operation operation(Fields fields, String word) {
        return switch (word) {
            case "new" -> Operation.NEW;
            case "recall" -> Operation.RECALL;
            case "update" -> Operation.UPDATE;
            case "replace" -> Operation.REPLACE;
            default -> throw fields.wrong("an operation is new, recall, update or replace, not " + word);
        };
    }
}
