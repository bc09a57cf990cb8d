// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.client.ClientConfig;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.fixture.ExchangeFixture;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.testkit.ClientFile;

/** A machine whose clock differs from that of the exchange is told by how much, before it is refused for it. */
final class ClockTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {5, -5})
    void five_minutes_are_measured_and_told(int minutesAhead) {
        try (ExchangeFixture exchange = exchange(Duration.ofMinutes(-minutesAhead));
                ExchangeClient client = exchange.connect("hue", "H57")) {
            assertThat(client.clockOffset().orElseThrow())
                    .isCloseTo(Duration.ofMinutes(minutesAhead), Duration.ofSeconds(10));
            assertThat(client.clockProblem()).hasValueSatisfying(problem -> {
                assertThat(problem.code()).isEqualTo(ErrorCode.CLOCK_DIFFERS);
                assertThat(problem.toString())
                        .startsWith("LT-T11 the clock of this machine differs from that of the exchange by ");
            });
        }
    }

    @Test
    void clocks_that_are_right_are_no_problem() {
        try (ExchangeFixture exchange = exchange(Duration.ZERO);
                ExchangeClient client = exchange.connect("hue", "H57")) {
            assertThat(client.clockOffset().orElseThrow()).isCloseTo(Duration.ZERO, Duration.ofSeconds(10));
            assertThat(client.clockProblem()).isEmpty();
        }
    }

    @Test
    void the_command_line_says_it_and_goes_on() throws IOException {
        try (ExchangeFixture exchange = exchange(Duration.ofMinutes(-5))) {
            ClientConfig hue = exchange.endpoint("hue", "H57");
            exchange.endpoint("vpcp", "G22");
            Path client = hue.keyStore().resolveSibling("exchange.properties");
            Files.writeString(client, ClientFile.text(new EndpointId("hue"), "localhost", exchange.port()));
            Path letter = Files.writeString(folder.resolve("letter.txt"), "Kính gửi");

            Ran sent = Ran.command(
                    "send",
                    "--client",
                    client.toString(),
                    "--from",
                    "H57",
                    "--to",
                    "G22",
                    "--number",
                    "1/UBND",
                    "--subject",
                    "Thử",
                    letter.toString());

            assertThat(sent.exitCode()).isZero();
            assertThat(sent.err()).containsOnlyOnce("LT-T11").contains("10 min");
            exchange.awaitMessages("inbox.vpcp", 1);
        }
    }

    private ExchangeFixture exchange(Duration ahead) {
        return ExchangeFixture.start(folder.resolve("exchange"), Map.of(), Clock.offset(Clock.systemUTC(), ahead));
    }
}
