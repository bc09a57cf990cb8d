// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Lengths and stand-ins in texts. No finding repeats a text of the document itself. */
final class TextRules {
    private static final Set<String> STAND_INS = Set.of(
            "n/a",
            "na",
            "n.a",
            "n.a.",
            "null",
            "none",
            "nil",
            "unknown",
            "undefined",
            "không có",
            "chưa có",
            "không rõ",
            "-",
            "--",
            "---",
            ".",
            "..",
            "...",
            "…",
            "x",
            "xx",
            "xxx",
            "?");

    private TextRules() {}

    static void check(Edoc edoc, RuleRun run) {
        check(TextField.of(edoc), run);
        int toPlaces = edoc.toPlaces().stream().mapToInt(TextRules::length).sum();
        if (toPlaces > TextField.LONGEST_TO_PLACES) {
            run.report(RuleCode.TOO_LONG, Paths.HEADER + "/ToPlaces", toPlaces, TextField.LONGEST_TO_PLACES);
        }
        amount("PromulgationAmount", edoc.otherInfo().promulgationAmount().orElse(0), run);
        amount("PageAmount", edoc.otherInfo().pageAmount().orElse(0), run);
    }

    static void check(StatusMessage status, RuleRun run) {
        check(TextField.of(status), run);
    }

    static boolean isStandIn(String text) {
        return STAND_INS.contains(text.strip().toLowerCase(Locale.ROOT));
    }

    private static void check(List<TextField> fields, RuleRun run) {
        for (TextField field : fields) {
            if (length(field.value()) > field.limit()) {
                run.report(RuleCode.TOO_LONG, field.path(), length(field.value()), field.limit());
            }
            if (isStandIn(field.value())) {
                run.report(RuleCode.PLACEHOLDER, field.path(), field.value());
            }
        }
    }

    private static void amount(String name, int value, RuleRun run) {
        if (value < 0 || value > 999) {
            run.report(RuleCode.AMOUNT_OUT_OF_RANGE, Paths.HEADER + "/OtherInfo/" + name, value, "0–999");
        }
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
