// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.doctor;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import vn.lienthong.words.Words;

/** How long a certificate is still valid. */
final class Term {
    private static final long SOON_DAYS = 14;

    private Term() {}

    /** Finds whether a certificate is valid now and for a while. */
    static void examine(Subject subject, Words whose, X509Certificate certificate, Findings findings) {
        Instant now = Instant.now();
        Instant from = certificate.getNotBefore().toInstant();
        Instant to = certificate.getNotAfter().toInstant();
        long days = Duration.between(now, to).toDays();
        if (now.isBefore(from)) {
            findings.failed(
                    subject,
                    new Words(
                            "the certificate of " + whose.english() + " is valid only from " + from,
                            "chứng thư của " + whose.vietnamese() + " chỉ có hiệu lực từ " + from),
                    new Words("set the clock of this machine", "hãy chỉnh đồng hồ của máy này"));
        } else if (now.isAfter(to)) {
            findings.failed(
                    subject,
                    new Words(
                            "the certificate of " + whose.english() + " has expired at " + to,
                            "chứng thư của " + whose.vietnamese() + " đã hết hạn lúc " + to),
                    renew());
        } else if (days < SOON_DAYS) {
            findings.warning(
                    subject,
                    new Words(
                            "the certificate of " + whose.english() + " ends in " + days + " days",
                            "chứng thư của " + whose.vietnamese() + " còn " + days + " ngày"),
                    renew());
        } else {
            findings.passed(
                    subject,
                    new Words(
                            "the certificate of " + whose.english() + " is valid for " + days + " days",
                            "chứng thư của " + whose.vietnamese() + " còn hiệu lực " + days + " ngày"));
        }
    }

    private static Words renew() {
        return new Words(
                "have it renewed: lienthong enrol --renew, or ask the operator for a token",
                "hãy gia hạn: lienthong enrol --renew, hoặc xin mã đăng ký từ bộ phận vận hành");
    }
}
