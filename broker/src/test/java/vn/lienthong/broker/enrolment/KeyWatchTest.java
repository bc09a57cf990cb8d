// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.broker.authority.KeyFiles;
import vn.lienthong.broker.authority.Validity;
import vn.lienthong.broker.enrolment.KeyWatch.Ending;
import vn.lienthong.protocol.EndpointId;

final class KeyWatchTest {
    private static final EndpointId HUE = new EndpointId("hue");

    @TempDir
    private Path folder;

    @Test
    void tells_what_ends_soon_and_has_no_successor() {
        KeyFolders folders = new KeyFolders(
                folder.resolve("authority"),
                new KeyFiles(folder.resolve("signer")),
                folder.resolve("keys"),
                folder.resolve("endpoints"));
        try (KeyDesk desk = KeyDesk.open(folders, List.of(), Clock.systemUTC())) {
            Validity sixDays =
                    Validity.startingAt(Instant.now(), Duration.ofDays(6).plusHours(1));
            desk.register()
                    .register(
                            KeyDesk.newKeys(
                                    HUE,
                                    desk.authority().issueEndpoint(HUE, sixDays, new KeyFiles(folder.resolve("a")))),
                            "an");
            assertThat(desk.watch().ending())
                    .extracting(Ending::holder, Ending::purpose, Ending::days)
                    .containsExactlyInAnyOrder(
                            org.assertj.core.groups.Tuple.tuple("hue", "tls", 6L),
                            org.assertj.core.groups.Tuple.tuple("hue", "signing", 6L),
                            org.assertj.core.groups.Tuple.tuple("hue", "sealing", 6L));

            desk.issue(HUE, new KeyFiles(folder.resolve("b")), "an");
            assertThat(desk.watch().ending()).isEmpty();

            Clock muchLater = Clock.offset(Clock.systemUTC(), Duration.ofDays(820));
            try (KeyWatch later = new KeyWatch(
                    desk.register(), Map.of("log", desk.register().head().signer()), muchLater)) {
                assertThat(later.ending())
                        .singleElement()
                        .satisfies(one -> assertThat(one.holder()).isEqualTo("-"))
                        .satisfies(one -> assertThat(one.days()).isEqualTo(4));
            }
        }
    }
}
