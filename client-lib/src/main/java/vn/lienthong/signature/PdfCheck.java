// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.signature;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.lienthong.edxml.Finding;
import vn.lienthong.edxml.SignatureCode;

/**
 * Checks the signatures of a PDF file. The file is not parsed: a signature is the gap that its byte range leaves out, so
 * what is found at those places is what was signed, whatever the tables of the file say. Immutable.
 */
final class PdfCheck {
    /** A document has a few; each costs a look at the file. */
    static final int MOST_SIGNATURES = 50;

    private static final byte[] BYTE_RANGE = "/ByteRange".getBytes(StandardCharsets.US_ASCII);

    private final CmsCheck cms;

    PdfCheck(Judge judge) {
        this.cms = new CmsCheck(judge);
    }

    /** The place of a file: the path of the attachment, and its name. */
    record Place(String where, String name) {}

    private record Checked(long end, Draft draft) {}

    /** Checks all signatures; what belongs to none is added to the others. */
    List<SignatureReport> check(PdfFile file, Place place, List<Finding> others) throws IOException {
        List<Checked> checked = new ArrayList<>();
        Set<ByteRange> seen = new HashSet<>();
        List<Long> places = file.endsOf(BYTE_RANGE, MOST_SIGNATURES + 1);
        for (long at : places.subList(0, Math.min(places.size(), MOST_SIGNATURES))) {
            String text = latin(file.bytes(at, at + ByteRange.LONGEST));
            if (ByteRange.isMeant(text)) {
                check(file, place, at, text, seen).ifPresent(checked::add);
            }
        }
        if (places.size() > MOST_SIGNATURES) {
            others.add(SignatureCode.TOO_MANY_SIGNATURES.at(
                    place.where(), place.name(), String.valueOf(MOST_SIGNATURES + 1)));
        } else if (checked.isEmpty()) {
            others.add(SignatureCode.UNSIGNED_PDF.at(place.where(), place.name(), ""));
        }
        reportAdditions(checked, file.size());
        return checked.stream().map(signature -> signature.draft().report()).toList();
    }

    /** Nothing if the same range was checked before. */
    private Optional<Checked> check(PdfFile file, Place place, long at, String text, Set<ByteRange> seen)
            throws IOException {
        Draft draft = new Draft(SignatureKind.PDF, place.where(), Optional.of(place.name()));
        Optional<long[]> numbers = ByteRange.numbers(text);
        Optional<ByteRange> range = numbers.flatMap(four -> ByteRange.of(four, file.size()));
        if (range.isEmpty()) {
            String shown = numbers.map(Arrays::toString).orElse("?");
            draft.found(SignatureCode.WRONG_BYTE_RANGE, shown, "0–" + file.size());
            return Optional.of(new Checked(0, draft));
        }
        if (!seen.add(range.get())) {
            return Optional.empty();
        }
        try {
            checkRange(file, range.get(), at, draft);
        } catch (NotCheckable e) {
            e.addTo(draft);
        }
        return Optional.of(new Checked(range.get().end(), draft));
    }

    private void checkRange(PdfFile file, ByteRange range, long at, Draft draft) throws IOException, NotCheckable {
        PdfSignatureObject object = PdfSignatureObject.around(file, range, at);
        draft.claimedTime = object.time();
        draft.whole = range.end() == file.size();
        draft.covers.add("0–" + range.gapStart() + ", " + range.gapEnd() + "–" + range.end() + " / " + file.size());
        object.refuseUnknownForm();
        cms.check(draft, object.signature(), algorithm -> file.digestAround(range, algorithm));
    }

    /** A file may go on after a signature: for the next one, or because somebody changed what it shows. */
    private static void reportAdditions(List<Checked> checked, long size) {
        // A time stamp vouches for no content: anybody gets one for anything.
        boolean signedToTheEnd = checked.stream()
                .map(Checked::draft)
                .anyMatch(draft -> draft.whole
                        && draft.kind == SignatureKind.PDF
                        && draft.verdict == Verdict.FITS
                        && draft.isClean());
        for (Checked signature : checked) {
            Draft draft = signature.draft();
            if (draft.verdict == Verdict.FITS && !draft.whole) {
                SignatureCode code = signedToTheEnd ? SignatureCode.SIGNED_AGAIN : SignatureCode.EXTENDED;
                draft.found(code, draft.signerName(), String.valueOf(size - signature.end()));
            }
        }
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
