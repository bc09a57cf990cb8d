// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.protocol.SubmissionId;
import vn.lienthong.protocol.json.AddressedPackage;
import vn.lienthong.protocol.json.Inquiry.HandInKeyPackages;
import vn.lienthong.protocol.json.Inquiry.ShowKeyPackage;

final class KeyPackagesTest {
    private static final Instant START = Instant.parse("2026-03-16T01:00:00Z");
    private static final SubmissionId SUBMISSION = new SubmissionId("submission-1");
    private static final String DIGEST = "sha256:" + "ab".repeat(32);
    private static final EndpointId HUE = new EndpointId("hue");
    private static final EndpointId OFFICE = new EndpointId("vpcp");
    private static final EndpointId FINANCE = new EndpointId("btc");

    @TempDir
    Path folder;

    private KeyPackages packages;

    @BeforeEach
    void open() {
        openAt(START);
    }

    private void openAt(Instant time) {
        packages = new KeyPackages(folder.resolve("key-packages.db"), Clock.fixed(time, ZoneOffset.UTC));
    }

    @AfterEach
    void close() {
        packages.close();
    }

    @Test
    void each_endpoint_finds_its_own_also_after_a_new_start() {
        handIn(HUE, wrapped(OFFICE, 1), wrapped(FINANCE, 2));
        packages.close();
        open();

        assertThat(find(HUE, OFFICE)).isEqualTo(1);
        assertThat(find(HUE, FINANCE)).isEqualTo(2);
        assertThat(packages.find(new ShowKeyPackage(HUE, SUBMISSION, DIGEST), HUE))
                .isEmpty();
        assertThat(packages.endpoints(HUE, SUBMISSION, DIGEST)).containsExactlyInAnyOrder(OFFICE, FINANCE);
        assertThat(packages.endpoints(HUE, new SubmissionId("submission-2"), DIGEST))
                .isEmpty();
    }

    @Test
    void a_new_one_replaces_the_old_one_of_its_endpoint_only() {
        handIn(HUE, wrapped(OFFICE, 1), wrapped(FINANCE, 2));

        handIn(HUE, wrapped(OFFICE, 3));

        assertThat(find(HUE, OFFICE)).isEqualTo(3);
        assertThat(find(HUE, FINANCE)).isEqualTo(2);
    }

    @Test
    void nobody_replaces_what_another_endpoint_handed_in() {
        handIn(HUE, wrapped(OFFICE, 1));

        handIn(FINANCE, wrapped(OFFICE, 9));

        assertThat(find(HUE, OFFICE)).isEqualTo(1);
    }

    @Test
    void packages_of_another_body_replace_none() {
        handIn(HUE, wrapped(OFFICE, 1));

        handIn(HUE, "sha256:" + "cd".repeat(32), wrapped(OFFICE, 9), wrapped(FINANCE, 9));

        assertThat(find(HUE, OFFICE)).isEqualTo(1);
        assertThat(packages.endpoints(HUE, SUBMISSION, DIGEST)).containsExactly(OFFICE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "***", "no base64"})
    void what_cannot_be_a_package_is_refused_with_all_that_came_with_it(String text) {
        assertThatThrownBy(() -> handIn(HUE, wrapped(FINANCE, 1), new AddressedPackage(OFFICE, text)))
                .isInstanceOf(RefusalException.class)
                .hasMessageContaining("LT-S23")
                .hasMessageContaining("vpcp");
        assertThat(packages.endpoints(HUE, SUBMISSION, DIGEST)).isEmpty();
    }

    @Test
    void a_package_that_is_too_long_and_too_many_at_once_are_refused() {
        String tooLong = Base64.getEncoder().encodeToString(new byte[KeyPackages.LARGEST + 1]);
        AddressedPackage[] tooMany = IntStream.rangeClosed(0, HandInKeyPackages.MOST)
                .mapToObj(i -> wrapped(new EndpointId("endpoint-" + i), i))
                .toArray(AddressedPackage[]::new);

        assertThatThrownBy(() -> handIn(HUE, new AddressedPackage(OFFICE, tooLong)))
                .hasMessageContaining("8193");
        assertThatThrownBy(() -> handIn(HUE, tooMany)).hasMessageContaining("LT-S23");
        assertThat(packages.endpoints(HUE, SUBMISSION, DIGEST)).isEmpty();
    }

    @Test
    void old_ones_go_and_are_counted_first() {
        handIn(HUE, wrapped(OFFICE, 1), wrapped(FINANCE, 2));
        packages.close();
        openAt(START.plus(Duration.ofDays(2)));
        handIn(FINANCE, wrapped(OFFICE, 3));
        Instant yesterday = START.plus(Duration.ofDays(1));
        KeyPackages.Old two = new KeyPackages.Old(2, Optional.of(START), Optional.of(START), 2);

        assertThat(packages.olderThan(yesterday)).isEqualTo(two);
        assertThat(packages.removeOlderThan(yesterday)).isEqualTo(two);

        assertThat(packages.olderThan(yesterday))
                .isEqualTo(new KeyPackages.Old(0, Optional.empty(), Optional.empty(), 0));
        assertThat(packages.endpoints(HUE, SUBMISSION, DIGEST)).isEmpty();
        assertThat(find(FINANCE, OFFICE)).isEqualTo(3);
    }

    private void handIn(EndpointId sender, AddressedPackage... some) {
        handIn(sender, DIGEST, some);
    }

    private void handIn(EndpointId sender, String digest, AddressedPackage... some) {
        packages.handIn(sender, new HandInKeyPackages(SUBMISSION, digest, List.of(some)));
    }

    private static AddressedPackage wrapped(EndpointId endpoint, int content) {
        return new AddressedPackage(endpoint, Base64.getEncoder().encodeToString(new byte[] {(byte) content}));
    }

    private int find(EndpointId sender, EndpointId endpoint) {
        byte[] found = packages.find(new ShowKeyPackage(sender, SUBMISSION, DIGEST), endpoint)
                .orElseThrow();
        assertThat(found).hasSize(1);
        return found[0];
    }
}
