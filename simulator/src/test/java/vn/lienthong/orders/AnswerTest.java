// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.orders;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.orders.Answer.Shown;

/** What systems of vendors answer. */
final class AnswerTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"shown\":{\"copies\":1,\"state\":\"arrived\"}}",
                "{\"shown\":{\"copies\":1,\"state\":\"arrived\",\"reason\":null,\"attachments\":null,\"statuses\":null}}"
            })
    void fields_that_say_nothing_are_null_or_left_out(String json) {
        Answer answer = new JsonMapper().readValue(json, Answer.class);

        Shown shown = answer.shown().orElseThrow();
        assertThat(shown.state()).isEqualTo("arrived");
        assertThat(shown.attachments()).isEmpty();
        assertThat(shown.statuses()).isEmpty();
        assertThat(shown.reason()).isEmpty();
    }
}
