// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.signature;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.lienthong.edxml.SignatureCode;

/**
 * The object of a PDF file around the gap of a byte range.
 *
 * @param before what stands in it before the gap
 * @param gap what stands in the gap
 * @param after what stands in it after the gap
 */
record PdfSignatureObject(String before, String gap, String after) {
    private static final int LONGEST_PART = 64 * 1024;
    private static final String SPACES = "\0\t\n\f\r ";
    private static final Pattern BEGIN = Pattern.compile("\\d{1,10}\\s{1,10}\\d{1,10}\\s{1,10}obj\\b");
    private static final Pattern CONTENTS = Pattern.compile("/Contents[\\s\\x00]*+$");
    private static final Pattern FORM = Pattern.compile("/SubFilter[\\s\\x00]*/([A-Za-z0-9._]{1,40})");
    private static final Pattern TIME = Pattern.compile("/M[\\s\\x00]*\\(D:(\\d{14})(?:Z|([+-])(\\d{2})'?(\\d{2})?)");
    private static final DateTimeFormatter DIGITS = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");
    private static final Set<String> FORMS = Set.of("", "adbe.pkcs7.detached", "ETSI.CAdES.detached", "ETSI.RFC3161");

    /** The object, which must hold the byte range itself and nothing but a string in the gap. */
    static PdfSignatureObject around(PdfFile file, ByteRange range, long rangeAt) throws IOException, NotCheckable {
        String before = latin(file.bytes(range.gapStart() - LONGEST_PART, range.gapStart()));
        String gap = latin(file.bytes(range.gapStart(), range.gapEnd()));
        String after = latin(file.bytes(range.gapEnd(), Math.min(range.end(), range.gapEnd() + LONGEST_PART)));
        int begin = lastBegin(before);
        int end = after.indexOf("endobj");
        PdfSignatureObject object =
                new PdfSignatureObject(before.substring(begin), gap, end < 0 ? after : after.substring(0, end));
        long from = range.gapStart() - object.before.length();
        boolean together = rangeAt > from && rangeAt < range.gapEnd() + object.after.length();
        if (!together || !CONTENTS.matcher(object.before).find() || !isHexadecimalString(gap)) {
            throw new NotCheckable(
                    SignatureCode.WRONG_BYTE_RANGE, range.gapStart() + "–" + range.gapEnd(), "/Contents <…>");
        }
        return object;
    }

    /** When the signer says it signed. */
    Optional<Instant> time() {
        Matcher matcher = TIME.matcher(before + after);
        if (!matcher.find()) {
            return Optional.empty();
        }
        try {
            LocalDateTime local = LocalDateTime.parse(matcher.group(1), DIGITS);
            return Optional.of(local.toInstant(offset(matcher)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static ZoneOffset offset(Matcher matcher) {
        if (matcher.group(2) == null) {
            return ZoneOffset.UTC;
        }
        int sign = matcher.group(2).equals("-") ? -1 : 1;
        int minutes = matcher.group(4) == null ? 0 : Integer.parseInt(matcher.group(4));
        return ZoneOffset.ofHoursMinutes(sign * Integer.parseInt(matcher.group(3)), sign * minutes);
    }

    /** Forms before CMS, and those to come, are not checked. */
    void refuseUnknownForm() throws NotCheckable {
        Matcher matcher = FORM.matcher(before + after);
        String form = matcher.find() ? matcher.group(1) : "";
        if (form.endsWith("sha1")) {
            throw new NotCheckable(SignatureCode.WEAK_ALGORITHM, form);
        }
        if (!FORMS.contains(form)) {
            throw new NotCheckable(SignatureCode.UNSUPPORTED, form);
        }
    }

    /** The signature, with the filling behind it. */
    byte[] signature() {
        StringBuilder digits = new StringBuilder(gap.length());
        gap.chars().filter(c -> Character.digit(c, 16) >= 0).forEach(c -> digits.append((char) c));
        return HexFormat.of().parseHex(digits.length() % 2 == 0 ? digits : digits.append('0'));
    }

    private static boolean isHexadecimalString(String gap) {
        if (!gap.startsWith("<") || !gap.endsWith(">")) {
            return false;
        }
        return gap.chars()
                .skip(1)
                .limit(gap.length() - 2L)
                .allMatch(c -> Character.digit(c, 16) >= 0 || SPACES.indexOf(c) >= 0);
    }

    private static int lastBegin(String text) {
        int last = 0;
        for (Matcher matcher = BEGIN.matcher(text); matcher.find(); ) {
            last = matcher.end();
        }
        return last;
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
