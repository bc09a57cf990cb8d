// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds secrecy marks: MẬT, TỐI MẬT, TUYỆT MẬT standing as a mark, not as a word of a sentence ("bảo vệ bí mật nhà nước",
 * "mật khẩu", "mật ong" are none). A mark is one of
 *
 * <ul>
 *   <li>the whole value, in any case: {@code Mật};
 *   <li>in brackets, in any case: {@code (Tối mật) Về việc …}, for the two-word marks in capitals also without
 *       diacritics: {@code (TOI MAT)};
 *   <li>in capitals at the beginning or the end, set off by a dash, colon, full stop, bar or slash: {@code MẬT - …};
 *   <li>after a label: {@code Độ mật: Tối mật};
 *   <li>in a notation, a part of its own in capitals: {@code 12/BC-MẬT}.
 * </ul>
 *
 * <p>Findings hold the mark alone, never the text around it.
 */
final class SecrecyRules {
    private static final String MARK = "(tuyệt\\s+mật|tối\\s+mật|mật)";
    private static final String CAPITALS = "(TUYỆT\\s+MẬT|TỐI\\s+MẬT|MẬT)";
    private static final String SEPARATOR = "[-–—:.|/]";
    private static final int ANY_CASE = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    private static final List<Pattern> MARKS = List.of(
            Pattern.compile("^" + MARK + "$", ANY_CASE),
            Pattern.compile("[(\\[{]\\s*" + MARK + "\\s*[)\\]}]", ANY_CASE),
            Pattern.compile("[(\\[{]\\s*(TUYET\\s+MAT|TOI\\s+MAT)\\s*[)\\]}]"),
            Pattern.compile("độ\\s+mật\\s*[:=]\\s*" + MARK + "\\s*(?:$|[-–—,.;)\\]])", ANY_CASE),
            Pattern.compile("^" + CAPITALS + "\\s*" + SEPARATOR),
            Pattern.compile(SEPARATOR + "\\s*" + CAPITALS + "\\s*(?:$|" + SEPARATOR + ")"));

    private SecrecyRules() {}

    static void check(Edoc edoc, RuleRun run) {
        check(TextField.of(edoc), run);
        for (int i = 0; i < edoc.references().size(); i++) {
            AttachmentReference reference = edoc.references().get(i);
            checkFile(Paths.reference(i), reference.name(), reference.description(), run);
        }
    }

    static void check(StatusMessage status, RuleRun run) {
        check(TextField.of(status), run);
    }

    /** Checks name and description of a file. */
    static void checkFile(String path, Optional<String> name, Optional<String> description, RuleRun run) {
        name.flatMap(SecrecyRules::find)
                .ifPresent(mark -> run.report(RuleCode.SECRECY_MARK, path + "/AttachmentName", mark));
        description
                .flatMap(SecrecyRules::find)
                .ifPresent(mark -> run.report(RuleCode.SECRECY_MARK, path + "/Description", mark));
    }

    private static void check(List<TextField> fields, RuleRun run) {
        for (TextField field : fields) {
            if (!field.aboutPeople()) {
                find(field.value()).ifPresent(mark -> run.report(RuleCode.SECRECY_MARK, field.path(), mark));
            }
        }
    }

    /** The mark a text bears, in capitals. */
    static Optional<String> find(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFC)
                .replace('_', ' ')
                .strip();
        for (Pattern pattern : MARKS) {
            Matcher matcher = pattern.matcher(plain);
            if (matcher.find()) {
                return Optional.of(matcher.group(1).toUpperCase(Locale.ROOT));
            }
        }
        return Optional.empty();
    }
}
