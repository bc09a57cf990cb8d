// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import vn.lienthong.client.ClientConfig;
import vn.lienthong.fixture.ExchangeFixture;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.testkit.ClientFile;

/** How the doctor's findings are printed, and what programs learn from the exit code. */
final class DoctorCommandTest {
    @TempDir
    Path data;

    @Test
    void findings_are_printed_in_both_languages_and_for_programs() throws Exception {
        try (ExchangeFixture exchange = ExchangeFixture.start(data, Map.of())) {
            ClientConfig hue = exchange.endpoint("hue", "H57");
            Path file = hue.keyStore().resolveSibling("exchange.properties");
            Files.writeString(file, ClientFile.text(new EndpointId("hue"), "localhost", exchange.port()));

            Ran well = Ran.command("doctor", "--client", file.toString());
            assertThat(well.exitCode()).as(well.out()).isZero();
            assertThat(well.out())
                    .contains("passed   tls: TLSv1.3", "passed   connection")
                    .doesNotContain("FAILED");

            Files.setPosixFilePermissions(hue.passwordFile(), PosixFilePermissions.fromString("rw-r--r--"));
            Ran open = Ran.command("doctor", "--client", file.toString(), "--lang", "vi");
            assertThat(open.exitCode()).isEqualTo(1);
            assertThat(open.out()).contains("LỖI       permissions: người khác đọc được", "→ hãy đặt quyền 600");
            JsonNode json =
                    Ran.command("doctor", "--client", file.toString(), "--json").json();
            assertThat(json.findValuesAsString("check")).contains("permissions", "tls", "clock");
            assertThat(json.toString()).contains("\"outcome\":\"FAILED\"", "chmod 600");
        }
        Ran stopped = Ran.command("doctor", "--data", data.toString());
        assertThat(stopped.exitCode()).isEqualTo(3);
        assertThat(stopped.out()).contains("FAILED   running", "lienthong serve --data");
    }
}
