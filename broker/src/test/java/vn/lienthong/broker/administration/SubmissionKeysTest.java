// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.administration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vn.lienthong.broker.events.Event.SubmissionKey;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.SubmissionId;

final class SubmissionKeysTest {
    private final SubmissionKeys keys = new SubmissionKeys();

    @Test
    void of_very_many_each_is_there_once_and_no_other() {
        List<SubmissionKey> some = keys("e-h29", 0, 200_000);
        some.forEach(keys::add);
        some.forEach(keys::add);

        assertThat(keys.size()).isEqualTo(200_000);
        assertThat(some).allMatch(keys::contains);
        assertThat(keys("e-h29", 200_000, 400_000)).noneMatch(keys::contains);
        assertThat(keys("e-h2", 0, 200_000)).noneMatch(keys::contains);
    }

    @Test
    void the_sender_is_part_of_a_key() {
        keys.add(key("a", "b-submission"));

        assertThat(keys.contains(key("a", "b-submission"))).isTrue();
        assertThat(keys.contains(key("ab", "-submission"))).isFalse();
    }

    private static List<SubmissionKey> keys(String sender, int from, int until) {
        return IntStream.range(from, until)
                .mapToObj(number -> key(sender, "submission-" + number))
                .toList();
    }

    private static SubmissionKey key(String sender, String id) {
        return new SubmissionKey(new EndpointId(sender), new SubmissionId(id));
    }
}
