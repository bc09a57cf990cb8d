// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

/** The words of one finding in one language: what is wrong, and what to do about it. */
public record FindingText(String message, String advice) {
    FindingText filledWith(Finding finding) {
        return new FindingText(fill(message, finding), fill(advice, finding));
    }

    private static String fill(String template, Finding finding) {
        return template.replace("{where}", finding.xpath())
                .replace("{limit}", finding.limit())
                .replace("{actual}", finding.actual());
    }
}
