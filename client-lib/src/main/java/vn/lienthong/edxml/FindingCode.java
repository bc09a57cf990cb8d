// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One entry of the catalogue of the format area, {@code LT-E01} to {@code LT-E199}: a fixed code with its severity and its
 * texts in English and Vietnamese. {@link ReadingCode} holds structure, reading and security (01–49), {@link RuleCode}
 * the rules on meaning (50–99), {@link SignatureCode} the signatures inside documents (101–199).
 */
public sealed interface FindingCode permits ReadingCode, RuleCode, SignatureCode {
    /** The code printed and searched for, such as {@code LT-E01}. */
    String code();

    /** How much a finding with this code matters. */
    Severity severity();

    /** What is wrong and what to do, in English, with the placeholders {@code {where}}, {@code {actual}}, {@code {limit}}. */
    FindingText english();

    /** The same in Vietnamese. */
    FindingText vietnamese();

    /** The texts for a language: Vietnamese for {@code vi}, English for every other. */
    default FindingText text(Locale locale) {
        return locale.getLanguage().equals("vi") ? vietnamese() : english();
    }

    /** A finding with this code. */
    default Finding at(String xpath, String actual, String limit) {
        return new Finding(this, xpath, actual, limit);
    }

    /** Every code of the catalogue, in the order of the numbers. */
    static List<FindingCode> all() {
        return Stream.<FindingCode[]>of(ReadingCode.values(), RuleCode.values(), SignatureCode.values())
                .flatMap(Stream::of)
                .toList();
    }
}
