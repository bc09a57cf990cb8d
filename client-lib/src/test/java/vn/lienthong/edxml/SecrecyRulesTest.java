// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SecrecyRulesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "(MẬT) V/v kiểm tra; MẬT",
                "V/v kiểm tra (mật); MẬT",
                "[Tối mật] Kế hoạch; TỐI MẬT",
                "( TUYỆT  MẬT ) Kế hoạch; TUYỆT  MẬT",
                "MẬT: Kế hoạch; MẬT",
                "TỐI MẬT - Kế hoạch; TỐI MẬT",
                "Kế hoạch năm 2026 – TUYỆT MẬT; TUYỆT MẬT",
                "Độ mật: Mật; MẬT",
                "độ mật = tối mật, độ khẩn: khẩn; TỐI MẬT",
                "Mật; MẬT",
                "12/BC-MẬT; MẬT",
                "BC-MẬT-UBND; MẬT",
                "(TOI MAT) ke hoach; TOI MAT",
                "[Mật]_danh_sach.pdf; MẬT",
                "(MA\u0323\u0302T) V/v kiểm tra; MẬT"
            })
    void finds_a_mark(String text, String mark) {
        assertThat(SecrecyRules.find(text)).contains(mark);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "V/v tăng cường bảo vệ bí mật nhà nước",
                "DANH MỤC BÍ MẬT NHÀ NƯỚC ĐỘ TUYỆT MẬT, TỐI MẬT",
                "Hướng dẫn đổi mật khẩu (mật khẩu mạnh)",
                "MẬT ONG Hà Giang",
                "Mật độ dân số - mật độ xây dựng",
                "độ mật: không",
                "Độ mật: Thường",
                "V/v cấp chứng thư số và mật mã",
                "(MAT) tên viết tắt",
                "Báo cáo về tài liệu mật, tối mật đã giải mật"
            })
    void takes_words_of_a_sentence_for_no_mark(String text) {
        assertThat(SecrecyRules.find(text)).isEmpty();
    }
}
