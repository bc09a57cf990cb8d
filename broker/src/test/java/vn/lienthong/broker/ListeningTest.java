// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.RefusalException;

/** An exchange whose port another program holds. */
final class ListeningTest {
    @TempDir
    Path data;

    @ParameterizedTest
    @ValueSource(strings = {"port", "enrolment.port", "revocation.port", "console.port"})
    void a_port_that_another_program_holds_is_told_with_its_setting_and_the_exchange_can_start_later(String setting)
            throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = other.getLocalPort();

            RefusalException refused = catchThrowableOfType(RefusalException.class, () -> start(setting, port));

            assertThat(refused.refusal().problems())
                    .containsExactly(ErrorCode.PORT_TAKEN.with(Integer.toString(port), setting));
        }
        start(setting, 0);
    }

    @Test
    void the_password_of_the_key_store_is_not_in_the_log_of_an_exchange_that_cannot_listen() throws IOException {
        try (LogLines log = new LogLines(Logger.ROOT_LOGGER_NAME);
                ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> start("port", other.getLocalPort())).isInstanceOf(RefusalException.class);

            String password = Files.readString(new DataFolder(data).serverKeys().password())
                    .strip();
            assertThat(log.messages())
                    .anySatisfy(line -> assertThat(line).contains("Error starting the Acceptor"))
                    .noneSatisfy(line -> assertThat(line).contains(password));
        }
    }

    private void start(String setting, int port) {
        Properties settings = new Properties();
        settings.setProperty("port", "0");
        settings.setProperty("host", "127.0.0.1");
        settings.setProperty("revocation.address", "http://127.0.0.1:1");
        settings.setProperty("revocation.port", "0");
        settings.setProperty("console.port", "none");
        settings.setProperty(setting, Integer.toString(port));
        Broker broker = new Broker(BrokerConfig.of(settings, data));
        try {
            broker.start();
        } finally {
            broker.close();
        }
    }
}
