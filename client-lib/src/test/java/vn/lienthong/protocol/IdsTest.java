// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class IdsTest {
    static Stream<String> goodEndpoints() {
        return Stream.of("a", "Z", "9", "bac-ninh", "a.b_c-d.", "x".repeat(63));
    }

    static Stream<String> badEndpoints() {
        return Stream.of("", "x".repeat(64), ".a", "_a", "-a", "a b", "a\n", "a,b", "a:b", "a/b", "#", "a*", "đ", "a٣");
    }

    static Stream<String> goodSubmissions() {
        return Stream.of("12345678", "........", "urn:a_b-c", "x".repeat(64));
    }

    static Stream<String> badSubmissions() {
        return Stream.of("", "1234567", "x".repeat(65), "1234 5678", "12345678\n", "12345678'", "1234567đ");
    }

    @ParameterizedTest
    @MethodSource("goodEndpoints")
    void an_endpoint_name_is_taken(String name) {
        assertThat(EndpointId.isValid(name)).isTrue();
        assertThat(new EndpointId(name)).hasToString(name);
    }

    @ParameterizedTest
    @MethodSource("badEndpoints")
    void what_is_no_endpoint_name_is_not_taken(String name) {
        assertThat(EndpointId.isValid(name)).isFalse();
        assertThatThrownBy(() -> new EndpointId(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @MethodSource("goodSubmissions")
    void a_submission_id_is_taken(String id) {
        assertThat(SubmissionId.isValid(id)).isTrue();
        assertThat(new SubmissionId(id)).hasToString(id);
    }

    @ParameterizedTest
    @MethodSource("badSubmissions")
    void what_is_no_submission_id_is_not_taken(String id) {
        assertThat(SubmissionId.isValid(id)).isFalse();
        assertThatThrownBy(() -> new SubmissionId(id)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void fresh_submission_ids_differ() {
        assertThat(List.of(SubmissionId.random(), SubmissionId.random())).doesNotHaveDuplicates();
    }
}
