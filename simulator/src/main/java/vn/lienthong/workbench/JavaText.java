// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.workbench;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.stream.Collectors;
import vn.lienthong.edxml.Urgency;
import vn.lienthong.simulator.PrintedPage;

/**
 * What a tester does, as statements for a test with the test kit: {@code exchange} is its {@code SimulatedExchange}. Immutable.
 *
 * @param statements they compile in a method that throws {@code InterruptedException}
 * @param imports what they use
 */
record JavaText(String statements, List<String> imports) {
    private static final List<String> USED = List.of(
            "java.time.Duration",
            "java.time.LocalDate",
            "java.util.Arrays",
            "java.util.List",
            "java.util.Optional",
            "vn.lienthong.client.Attachment",
            "vn.lienthong.client.Document",
            "vn.lienthong.client.StatusReport",
            "vn.lienthong.edxml.AgencyId",
            "vn.lienthong.edxml.BusinessInfo",
            "vn.lienthong.edxml.DocumentId",
            "vn.lienthong.edxml.ProcessingStatus",
            "vn.lienthong.edxml.Replacement",
            "vn.lienthong.edxml.Signer",
            "vn.lienthong.edxml.UpdateInfo",
            "vn.lienthong.edxml.Urgency",
            "vn.lienthong.simulator.PrintedPage",
            "vn.lienthong.simulator.Script");

    private static JavaText of(String statements) {
        Set<String> words = new TreeSet<>(List.of(statements.split("\\W+")));
        return new JavaText(
                statements,
                USED.stream()
                        .filter(name -> words.contains(name.substring(name.lastIndexOf('.') + 1)))
                        .toList());
    }

    static JavaText send(Action.Send order, List<String> to) {
        int times = order.times().orElse(1);
        if (times == 1) {
            return of(agency(order.from()) + ".send(" + document(order, to, "\"1" + Drafts.NOTATION + "\"") + ");");
        }
        String number = "number + \"" + Drafts.NOTATION + "\"";
        return of("for (int number = 1; number <= " + times + "; number++) {\n    " + agency(order.from()) + ".send("
                + document(order, to, number).replace("\n", "\n    ") + ");\n}");
    }

    /** The same submission once more. */
    static JavaText twice(Action.Send order, List<String> to) {
        String send = agency(order.from()) + ".send(document);";
        return of("Document document = " + document(order, to, "\"1" + Drafts.NOTATION + "\"") + ";\n" + send + "\n"
                + send);
    }

    /** A status, said once or twice as the same submission. */
    static JavaText report(Action.Report order, String to, boolean twice) {
        String reason = order.reason().isBlank() ? "" : "\n        .withDescription(" + literal(order.reason()) + ")";
        String report = "StatusReport.of(new AgencyId(" + literal(order.from()) + "), new AgencyId(" + literal(to)
                + "), " + id(order.document()) + ", ProcessingStatus."
                + StatusDraft.status(order).name() + ")" + reason;
        String say = agency(order.from()) + ".client().report(";
        return twice
                ? of("StatusReport report = " + report + ";\n" + say + "report);\n" + say + "report);")
                : of(say + report + ");");
    }

    static JavaText react(Action.React order) {
        return of(
                agency(order.agency()) + ".enqueue(Script.reaction(" + literal(order.reaction()) + ").orElseThrow());");
    }

    static JavaText fault(Action.SetFault order) {
        return of("exchange.faults().add(" + literal(order.order().words()) + ");");
    }

    static JavaText noFaults() {
        return of("exchange.faults().clear();");
    }

    static JavaText clock(Action.SetClock order) {
        String[] parts = order.clock().strip().split("\\s+", 2);
        return of("exchange.clock()."
                + switch (parts[0]) {
                    case "freeze" -> "freeze();";
                    case "run" -> "run(" + (parts.length == 1 ? 1 : Desk.speed(parts[1])) + ");";
                    default -> "advance(" + duration(Desk.time(parts.length == 1 ? "" : parts[1])) + ");";
                });
    }

    static JavaText line(Action.SetLine order, String own) {
        return of("exchange.line(" + literal(own) + ")."
                + switch (order.line()) {
                    case "cut" -> "cut();";
                    case "down" -> "takeDown();";
                    default -> "mend();";
                });
    }

    static JavaText restart() {
        return of("exchange.restart();");
    }

    /** Waits for it at an agency, and fails if it does not come. */
    static JavaText expect(Action.Expect wanted, String at) {
        boolean status = wanted.what().filter(what -> what.matches("\\d\\d")).isPresent();
        StringJoiner conditions = new StringJoiner("\n                && ");
        wanted.from().ifPresent(from -> conditions.add("it.from().value().equals(" + literal(from) + ")"));
        wanted.document()
                .ifPresent(id -> conditions.add(
                        (status ? "it.document()" : "it.id()") + ".value().equals(" + literal(id) + ")"));
        wanted.number()
                .filter(number -> !status)
                .ifPresent(number -> conditions.add("it.reference().equals(Optional.of(" + literal(number) + "))"));
        wanted.what()
                .ifPresent(what -> conditions.add((status ? "it.status().code()" : "it.operation().english()")
                        + ".equals(" + literal(what) + ")"));
        String which = conditions.length() == 0 ? "true" : conditions.toString();
        return of(agency(at) + (status ? ".takeStatus(" : ".takeDocument(") + "\n        it -> " + which + ",\n        "
                + duration(Desk.time(wanted.within())) + ")\n        .orElseThrow();");
    }

    private static String document(Action.Send order, List<String> to, String number) {
        StringJoiner text = new StringJoiner("\n        ");
        text.add("Document.builder()");
        text.add(".from(" + literal(order.from()) + ")");
        text.add(".to(" + literals(to) + ")");
        text.add(".subject(" + literal(Drafts.subject(order)) + ")");
        text.add(".number(" + number + ", LocalDate.now())");
        text.add(".place(\"Hà Nội\")");
        text.add(".signer(Signer.of(\"KT. BỘ TRƯỞNG\", \"THỨ TRƯỞNG\", \"Nguyễn Văn Thử\"))");
        Urgency urgency = Drafts.urgency(order);
        if (urgency != Urgency.NORMAL) {
            text.add(".urgency(Urgency." + urgency.name() + ")");
        }
        order.ownId().ifPresent(id -> text.add(".id(" + id(id) + ")"));
        operation(order, to).ifPresent(text::add);
        text.add(".content(Attachment.of(" + literal(Drafts.FILE) + ", " + bytes(order) + "))");
        return text.add(".build()").toString();
    }

    private static String literals(List<String> texts) {
        return texts.stream().map(JavaText::literal).collect(Collectors.joining(", "));
    }

    private static Optional<String> operation(Action.Send order, List<String> to) {
        String target = id(order.document().orElse(""));
        return switch (order.operation()) {
            case Drafts.RECALL ->
                Optional.of(".business(BusinessInfo.recall(" + target + ", " + literal(order.subject()) + "))");
            case Drafts.UPDATE ->
                Optional.of(".business(BusinessInfo.update(" + target + ", " + literal(order.subject())
                        + ", new UpdateInfo(true, false, List.of(), List.of())))");
            case Drafts.REPLACE ->
                Optional.of(".business(BusinessInfo.replace(List.of(new Replacement(" + target + ", List.of("
                        + literals(to) + "))), " + literal(order.subject()) + "))");
            default -> Optional.empty();
        };
    }

    private static String bytes(Action.Send order) {
        String page = "PrintedPage.pdf(List.of(" + literals(Drafts.PAGE) + "))";
        int size = Drafts.size(order);
        return size <= PrintedPage.pdf(Drafts.PAGE).length ? page : "Arrays.copyOf(" + page + ", " + size + ")";
    }

    private static String id(String id) {
        return "new DocumentId(" + literal(id) + ")";
    }

    private static String agency(String code) {
        return "exchange.agency(" + literal(code) + ")";
    }

    private static String duration(Duration time) {
        return "Duration.parse(\"" + time + "\")";
    }

    /** A string as Java writes it. */
    static String literal(String text) {
        StringBuilder literal = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                literal.append('\\').append(c);
            } else if (Character.isISOControl(c) || Character.isSurrogate(c)) {
                literal.append(String.format("\\u%04x", (int) c)
                        .replace("\\u000a", "\\n")
                        .replace("\\u000d", "\\r"));
            } else {
                literal.append(c);
            }
        }
        return literal.append('"').toString();
    }
}
