// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.administration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vn.lienthong.broker.events.Event.DeliveryKey;
import vn.lienthong.broker.events.Event.SubmissionKey;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.SubmissionId;

final class DeliveryKeysTest {
    private final DeliveryKeys keys = new DeliveryKeys();

    @Test
    void of_very_many_each_is_there_once_and_no_other() {
        List<DeliveryKey> some = keys("e-h29", 0, 200_000);
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

    @Test
    void so_is_the_recipient() {
        keys.add(key("a", "submission", "H29"));

        assertThat(keys.contains(key("a", "submission", "H29"))).isTrue();
        assertThat(keys.contains(key("a", "submission", "H30"))).isFalse();
    }

    private static List<DeliveryKey> keys(String sender, int from, int until) {
        return IntStream.range(from, until)
                .mapToObj(number -> key(sender, "submission-" + number))
                .toList();
    }

    private static DeliveryKey key(String sender, String id, String recipient) {
        SubmissionKey submission = new SubmissionKey(new EndpointId(sender), new SubmissionId(id));
        return new DeliveryKey(submission, new AgencyId(recipient));
    }

    private static DeliveryKey key(String sender, String id) {
        return key(sender, id, "H29");
    }
}
