// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.conformance;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import vn.lienthong.scenario.Scenario;

/** The list of requirements for those who build a system, made from the cases that check them. */
public final class Checklist {
    private Checklist() {}

    /** As a page in Markdown. */
    public static String markdown(Ladder ladder) {
        StringBuilder page = new StringBuilder(
                """
                # Checklist · Danh mục yêu cầu

                What a document-management system must (MUST), should (SHOULD) and may (MAY) do to be certified, level by level.
                Each line is checked by the case beside it. This page is made from the case files: `lienthong checklist`.

                Những gì hệ thống quản lý văn bản phải, nên và có thể làm để được chứng nhận, theo từng mức. Mỗi dòng được kiểm tra
                bằng ca ghi bên cạnh.
                """);
        Map<Integer, List<Scenario>> levels = ladder.cases().stream()
                .collect(Collectors.groupingBy(one -> Ladder.number(one.level()), TreeMap::new, Collectors.toList()));
        levels.forEach((level, cases) -> {
            page.append("\n## L")
                    .append(level)
                    .append(' ')
                    .append(Ladder.name(level).english())
                    .append(" · ");
            page.append(Ladder.name(level).vietnamese())
                    .append("\n\n| | requirement · yêu cầu | clause | case |\n|---|---|---|---|\n");
            cases.forEach(one -> page.append(row(one)));
        });
        return page.toString();
    }

    private static String row(Scenario one) {
        String failures = one.failures().isEmpty() ? "" : " (" + String.join(", ", one.failures()) + ")";
        return "| " + one.requirement().duty() + " | **" + one.requirement().id() + "** "
                + cell(one.proves().english()) + "<br>" + cell(one.proves().vietnamese()) + " | "
                + cell(one.requirement().clause()) + " | " + one.id() + failures + " |\n";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
