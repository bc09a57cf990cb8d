// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.util.Optional;
import vn.lienthong.signature.SignatureReport;
import vn.lienthong.signature.SigningCertificate;

/** Tells one signature on one line. */
final class SignatureLines {
    private SignatureLines() {}

    static String of(SignatureReport signature, Output output) {
        StringBuilder line = new StringBuilder("  ")
                .append(kind(signature, output))
                .append(": ")
                .append(verdict(signature, output))
                .append(", ")
                .append(trust(signature, output))
                .append(signature
                        .signer()
                        .map(signer -> "; " + signer(signer, output))
                        .orElse(""))
                .append(signature.algorithm().isEmpty() ? "" : "; " + signature.algorithm());
        signature.provenTime().ifPresent(time -> line.append("; ")
                .append(output.word("before ", "trước "))
                .append(time));
        if (signature.provenTime().isEmpty()) {
            signature.claimedTime().ifPresent(time -> line.append("; ")
                    .append(output.word("by its own word ", "theo lời người ký "))
                    .append(time));
        }
        return line.toString();
    }

    private static String signer(SigningCertificate signer, Output output) {
        return signer.name() + " (" + output.word("issued by ", "cấp bởi ") + signer.issuer() + ", "
                + output.word("number ", "số ") + signer.serial() + ")";
    }

    private static String kind(SignatureReport signature, Output output) {
        Optional<String> name = signature.attachment();
        return switch (signature.kind()) {
            case HEADER -> output.word("signature of the header", "chữ ký ở phần đầu");
            case PDF -> output.word("signature in ", "chữ ký trong ") + name.orElse("");
            case PDF_TIMESTAMP -> output.word("time stamp in ", "dấu thời gian trong ") + name.orElse("");
        };
    }

    private static String verdict(SignatureReport signature, Output output) {
        return switch (signature.verdict()) {
            case FITS ->
                signature.whole()
                        ? output.word("fits the whole file", "khớp với toàn bộ tệp")
                        : output.word("fits a part of the file", "khớp với một phần tệp");
            case BROKEN -> output.word("does not fit", "không khớp");
            case NOT_CHECKED -> output.word("not checked", "chưa kiểm tra được");
        };
    }

    private static String trust(SignatureReport signature, Output output) {
        return switch (signature.trust()) {
            case TRUSTED -> output.word("trusted", "được tin cậy");
            case OUT_OF_TIME -> output.word("certificate out of time", "chứng thư số ngoài thời hạn");
            case UNTRUSTED -> output.word("not trusted", "không được tin cậy");
            case NOT_ASKED -> output.word("trust not asked", "chưa xét tin cậy");
        };
    }
}
