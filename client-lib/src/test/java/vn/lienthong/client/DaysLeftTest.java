// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class DaysLeftTest {
    private static final Instant END = Instant.parse("2026-12-31T00:00:00Z");

    @Test
    void less_than_thirty_days_are_few() throws Exception {
        X509Certificate certificate = TestCertificates.certificate(END.minus(Duration.ofDays(365)), END);

        assertThat(DaysLeft.few(certificate, END.minus(Duration.ofDays(200)))).isEmpty();
        assertThat(DaysLeft.few(certificate, END.minus(Duration.ofDays(30)))).isEmpty();
        assertThat(DaysLeft.few(certificate, END.minus(Duration.ofDays(30)).plusSeconds(1)))
                .contains(29L);
        assertThat(DaysLeft.few(certificate, END.minusSeconds(1))).contains(0L);
        assertThat(DaysLeft.few(certificate, END.plusSeconds(1))).contains(-1L);
    }
}
