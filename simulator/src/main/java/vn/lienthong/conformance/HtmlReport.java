// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.conformance;

import java.time.format.DateTimeFormatter;
import java.util.Locale;
import vn.lienthong.edxml.VietnamTime;
import vn.lienthong.person.Judgement;
import vn.lienthong.scenario.CaseResult;
import vn.lienthong.simulator.Mode;
import vn.lienthong.words.Words;

/** A run as a page that stands alone: no script, nothing loaded from elsewhere. */
public final class HtmlReport {
    private static final String STYLE =
            """
            body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
            table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid #ccc}
            .passed{color:#0a5c2b}.failed{color:#a01212;font-weight:600}.warning,.review{color:#7a4b00}.skipped{color:#555}
            details{margin:.2rem 0}pre{white-space:pre-wrap;font-size:.85rem;background:#f4f4f4;padding:.5rem}
            @media(prefers-color-scheme:dark){body{color:#eee;background:#161616}pre{background:#222}.passed{color:#6fdc96}.failed{color:#ff9a9a}.warning,.review{color:#f2c14e}.skipped{color:#bbb}}
            """;

    private static final Words LENIENT = new Words(
            "Lenient, as hubs of provinces: errors in files were warnings. No certificate is given for such a run.",
            "Chế độ dễ, như trục cấp tỉnh: lỗi trong tệp chỉ là cảnh báo. Lần chạy này không được cấp chứng nhận.");
    private static final Words CUT_OFF = new Words(
            "The run was cut off, the rest was not tested: ", "Lần chạy bị ngắt, phần còn lại chưa được kiểm tra: ");
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm");

    private HtmlReport() {}

    /** Writes it in a language. */
    public static String of(RunReport report, Locale language) {
        StringBuilder page = new StringBuilder("<!doctype html><html lang=\"" + language.getLanguage()
                + "\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>");
        String title = new Words("Result of the interoperability test", "Kết quả kiểm tra liên thông").in(language);
        page.append(text(title + " " + report.subject().agency()))
                .append("</title><style>")
                .append(STYLE);
        page.append("</style><h1>").append(text(title)).append("</h1><p>");
        page.append(text(report.subject().agency() + " · " + report.subject().name() + " · "
                + report.subject().system() + " · " + report.started() + " · Lienthong " + report.lienthong()));
        String reached = report.reached()
                .map(level -> "L" + level + " " + Ladder.name(level).in(language))
                .orElse(new Words("no level", "chưa đạt mức nào").in(language));
        if (report.mode() == Mode.LENIENT) {
            page.append("</p><p class=\"warning\">").append(text(LENIENT.in(language)));
        }
        report.cutOff()
                .ifPresent(why -> page.append("</p><p class=\"failed\">").append(text(CUT_OFF.in(language) + why)));
        page.append("</p><p><strong>")
                .append(text(new Words("Level reached: ", "Mức đạt: ").in(language) + reached))
                .append("</strong></p><table><thead><tr>");
        for (Words head : heads()) {
            page.append("<th scope=\"col\">").append(text(head.in(language))).append("</th>");
        }
        page.append("</tr></thead><tbody>");
        report.results().forEach(result -> page.append(row(result, language)));
        return page.append("</tbody></table></html>\n").toString();
    }

    private static Words[] heads() {
        return new Words[] {
            new Words("Case", "Ca"),
            new Words("Result", "Kết quả"),
            new Words("What", "Nội dung"),
            new Words("Requirement", "Yêu cầu")
        };
    }

    private static String row(CaseResult result, Locale language) {
        String kind = result.result().name().toLowerCase(Locale.ROOT);
        String mismatch = result.mismatch()
                .map(found -> "<p>" + text(new Words("Expected: ", "Mong đợi: ").in(language) + found.expected())
                        + "<br>" + text(new Words("Got: ", "Nhận được: ").in(language) + found.got()) + "</p>")
                .orElse("");
        String reviews = String.join(
                        "",
                        result.reviews().stream()
                                .map(review -> "<p>" + text(review.in(language)) + "</p>")
                                .toList())
                + String.join(
                        "",
                        result.judgements().stream()
                                .map(judgement -> judgement(judgement, language))
                                .toList());
        String log = result.log().isEmpty()
                ? ""
                : "<details><summary>" + text(new Words("What happened", "Diễn biến").in(language)) + "</summary><pre>"
                        + text(String.join("\n", result.log())) + "</pre></details>";
        return "<tr><td>" + text(result.scenario().id()) + "</td><td class=\"" + kind + "\">"
                + text(result.result().words().in(language)) + "</td><td>"
                + text(result.scenario().title().in(language)) + mismatch + reviews + log + "</td><td>"
                + text(result.scenario().requirement().id() + " "
                        + result.scenario().requirement().duty() + ", "
                        + result.scenario().requirement().clause())
                + "</td></tr>";
    }

    private static String judgement(Judgement judgement, Locale language) {
        Words said = judgement.good() ? new Words("yes", "có") : new Words("no", "không");
        return "<p>" + text(judgement.question().in(language)) + " <strong>" + text(said.in(language)) + "</strong> "
                + text(judgement.remark()) + " — " + text(judgement.by()) + ", "
                + text(MOMENT.format(judgement.at().atZone(VietnamTime.ZONE))) + "</p>";
    }

    private static String text(String raw) {
        return raw.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
