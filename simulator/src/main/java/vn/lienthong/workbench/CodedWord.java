// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.workbench;

import java.util.Optional;
import vn.lienthong.edxml.HeaderSignature;
import vn.lienthong.edxml.Operation;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.edxml.Urgency;

/** A code with what it means in both languages; no words for a code that is not known. */
record CodedWord(String code, Optional<String> vi, Optional<String> en) {
    private static CodedWord of(Object code, String vi, String en) {
        return new CodedWord(code.toString(), Optional.of(vi), Optional.of(en));
    }

    private static CodedWord unknown(Object code) {
        return new CodedWord(code.toString(), Optional.empty(), Optional.empty());
    }

    static CodedWord urgency(int code) {
        return Urgency.ofCode(code)
                .map(known -> of(code, known.vietnamese(), known.english()))
                .orElseGet(() -> unknown(code));
    }

    static CodedWord status(String code) {
        return ProcessingStatus.ofCode(code)
                .map(known -> of(code, known.vietnamese(), known.english()))
                .orElseGet(() -> unknown(code));
    }

    static CodedWord of(Operation operation) {
        return of(operation.code(), operation.vietnamese(), operation.english());
    }

    static CodedWord steering(int code) {
        return switch (code) {
            case 0 -> of(code, "không phải văn bản chỉ đạo", "not a steering document");
            case 1 -> of(code, "văn bản chỉ đạo", "a steering document");
            case 2 -> of(code, "báo cáo thực hiện chỉ đạo", "a report on a steering document");
            default -> unknown(code);
        };
    }

    static CodedWord of(HeaderSignature signature) {
        return switch (signature) {
            case NONE -> of("none", "không có chữ ký trong phần đầu", "no signature in the header");
            case XML_DSIG -> of("xml-dsig", "có chữ ký XML, chưa kiểm tra ở đây", "an XML signature, not checked here");
            case DECORATIVE ->
                of("decorative", "chỉ có hình thức, không phải chữ ký XML", "the look of one, not an XML signature");
            case EMPTY -> of("empty", "phần tử chữ ký rỗng", "an empty signature element");
        };
    }
}
