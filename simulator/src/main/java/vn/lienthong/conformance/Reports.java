// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.conformance;

import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.broker.text.CsvSheet;
import vn.lienthong.person.Judgement;
import vn.lienthong.scenario.CaseResult;
import vn.lienthong.scenario.CaseResult.Result;
import vn.lienthong.words.Words;

/** A run as other programs read it. */
public final class Reports {
    /** Why the system could not be tested to the end; only in the report of such a run. */
    static final String CUT_OFF = "cutOff";

    /** Whether a run says where a system is on the ladder. */
    static final String WHOLE = "whole";

    private static final JsonMapper JSON = new JsonMapper();

    private Reports() {}

    /** One line for each case. */
    public static void csv(RunReport report, Appendable to) throws IOException {
        CsvSheet csv = new CsvSheet(
                to, List.of("case", "level", "requirement", "duty", "mode", "result", "seconds", "expected", "got"));
        for (CaseResult result : report.results()) {
            csv.row(List.of(
                    result.scenario().id(),
                    result.scenario().level(),
                    result.scenario().requirement().id(),
                    result.scenario().requirement().duty(),
                    report.mode().word(),
                    result.result().words().english(),
                    seconds(result.took()),
                    result.mismatch().map(CaseResult.Mismatch::expected).orElse(""),
                    result.mismatch().map(CaseResult.Mismatch::got).orElse("")));
        }
    }

    /** Everything, the log of each case included. */
    public static String json(RunReport report) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("agency", report.subject().agency());
        all.put("name", report.subject().name());
        all.put("system", report.subject().system());
        all.put("manner", report.subject().manner().words().english());
        all.put("started", report.started().toString());
        all.put("lienthong", report.lienthong());
        all.put("aimed", "L" + report.aimed());
        all.put("mode", report.mode().word());
        all.put("reached", report.reached().map(level -> "L" + level).orElse("none"));
        all.put("complete", report.isComplete());
        all.put(WHOLE, report.isWhole());
        report.cutOff().ifPresent(why -> all.put(CUT_OFF, why));
        List<Map<String, Object>> cases = new ArrayList<>();
        report.results().forEach(result -> cases.add(one(result)));
        all.put("cases", cases);
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all);
    }

    private static Map<String, Object> one(CaseResult result) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("case", result.scenario().id());
        one.put("title", text(result.scenario().title()));
        one.put("requirement", result.scenario().requirement());
        one.put("status", result.progress().status().name().toLowerCase(Locale.ROOT));
        result.progress().waitingFor().ifPresent(what -> one.put("waitingFor", what));
        one.put("result", result.result().words().english());
        one.put("seconds", seconds(result.took()));
        result.mismatch().ifPresent(mismatch -> one.put("mismatch", mismatch));
        one.put("reviews", result.reviews().stream().map(Reports::text).toList());
        one.put(
                "judgements",
                result.judgements().stream().map(Reports::judgement).toList());
        one.put("log", result.log());
        return one;
    }

    private static Map<String, Object> judgement(Judgement judgement) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("question", text(judgement.question()));
        one.put("good", judgement.good());
        one.put("remark", judgement.remark());
        one.put("by", judgement.by());
        one.put("at", judgement.at().toString());
        return one;
    }

    private static Map<String, String> text(Words words) {
        Map<String, String> both = new LinkedHashMap<>();
        both.put("vi", words.vietnamese());
        both.put("en", words.english());
        return both;
    }

    /** As build servers read it. */
    public static void junitXml(RunReport report, Writer to) throws IOException {
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(to);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuite");
            xml.writeAttribute(
                    "name",
                    "lienthong " + report.subject().agency() + " L" + report.aimed() + " "
                            + report.mode().word());
            xml.writeAttribute("timestamp", report.started().toString());
            xml.writeAttribute("tests", Integer.toString(report.results().size()));
            xml.writeAttribute("failures", Long.toString(report.count(Result.FAILED)));
            xml.writeAttribute("skipped", Long.toString(report.count(Result.SKIPPED) + report.count(Result.REVIEW)));
            for (CaseResult result : report.results()) {
                testcase(result, xml);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException("the report cannot be written", e);
        }
    }

    private static void testcase(CaseResult result, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", "lienthong." + result.scenario().level());
        xml.writeAttribute(
                "name", result.scenario().id() + " " + result.scenario().title().english());
        xml.writeAttribute("time", seconds(result.took()));
        switch (result.result()) {
            case FAILED -> failure(result, xml);
            case SKIPPED, REVIEW -> {
                xml.writeStartElement("skipped");
                xml.writeAttribute("message", result.result().words().english());
                xml.writeEndElement();
            }
            case PASSED, WARNING -> {}
        }
        xml.writeStartElement("system-out");
        xml.writeCharacters(printable(String.join("\n", result.log())));
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private static void failure(CaseResult result, XMLStreamWriter xml) throws XMLStreamException {
        CaseResult.Mismatch mismatch = result.mismatch().orElseThrow();
        xml.writeStartElement("failure");
        xml.writeAttribute("message", printable("expected " + mismatch.expected() + "; got " + mismatch.got()));
        xml.writeCharacters("step " + mismatch.step());
        xml.writeEndElement();
    }

    /** What XML cannot hold is shown as a question mark. */
    private static String printable(String text) {
        return text.replaceAll("[^\\x09\\x0A\\x0D\\x20-\\uD7FF\\uE000-\\uFFFD]", "?");
    }

    private static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.3f", took.toMillis() / 1000.0);
    }
}
