// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Values of the code lists: urgency, steering type, document type. */
final class CodeListRules {
    private static final int HIGHEST_STEERING_TYPE = 2;
    private static final String STEERING_TYPES = "0, 1, 2";
    private static final String GROUPS = "1, 2";

    private CodeListRules() {}

    static void check(Edoc edoc, RuleRun run) {
        if (edoc.otherInfo().urgency().isEmpty()) {
            String codes = Arrays.stream(Urgency.values())
                    .map(urgency -> String.valueOf(urgency.code()))
                    .collect(Collectors.joining(", "));
            run.report(
                    RuleCode.UNKNOWN_PRIORITY,
                    Paths.HEADER + "/OtherInfo/Priority",
                    edoc.otherInfo().priority(),
                    codes);
        }
        if (edoc.steeringType() < 0 || edoc.steeringType() > HIGHEST_STEERING_TYPE) {
            run.report(
                    RuleCode.UNKNOWN_STEERING_TYPE,
                    Paths.HEADER + "/SteeringType",
                    edoc.steeringType(),
                    STEERING_TYPES);
        }
        documentType(edoc.documentType(), run);
    }

    private static void documentType(DocumentType type, RuleRun run) {
        boolean groupKnown = type.group().isEmpty()
                || GROUPS.contains(String.valueOf(type.group().get()));
        if (!groupKnown) {
            run.report(
                    RuleCode.UNKNOWN_DOCUMENT_GROUP,
                    Paths.HEADER + "/DocumentType/Type",
                    type.group().get(),
                    GROUPS);
        }
        if (type.name().isEmpty() || TextRules.isStandIn(type.name().get())) {
            return;
        }
        String name = type.name().get();
        List<DocumentTypeEntry> named = DocumentTypes.national().findByName(name);
        if (named.isEmpty()) {
            run.report(RuleCode.UNKNOWN_DOCUMENT_TYPE, Paths.TYPE_NAME, name);
        } else if (groupKnown && named.stream().noneMatch(entry -> agrees(type, entry))) {
            run.report(RuleCode.DOCUMENT_TYPE_DISAGREES, Paths.TYPE_NAME, name, numbers(type));
        }
    }

    /** Absent numbers, a 0 as TypeDetail and types without a known number agree with everything. */
    private static boolean agrees(DocumentType type, DocumentTypeEntry entry) {
        int group = type.group().orElse(entry.group());
        int number =
                type.number().filter(given -> given != 0).orElse(entry.number().orElse(0));
        return group == entry.group() && number == entry.number().orElse(number);
    }

    private static String numbers(DocumentType type) {
        String numbers = type.group().map(String::valueOf).orElse("?") + "/"
                + type.number().map(String::valueOf).orElse("?");
        return DocumentTypes.national()
                .find(type.group().orElse(0), type.number().orElse(0))
                .map(entry -> numbers + " (" + entry.name() + ")")
                .orElse(numbers);
    }
}
