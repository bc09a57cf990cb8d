// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vn.lienthong.edxml.AgencyId;

/** A line between an agency's system and an exchange that comes and goes. */
@Timeout(60)
final class FaultyLineTest {
    private static final int DOES_NOT_LISTEN = -1;

    @Test
    void while_the_exchange_does_not_listen_a_connection_breaks_and_later_ones_go_through() throws IOException {
        AtomicInteger port = new AtomicInteger(DOES_NOT_LISTEN);
        AtomicInteger failures = new AtomicInteger();
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> failures.incrementAndGet());
        try (ServerSocket exchange = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                FaultyLine line = new FaultyLine(new AgencyId("H57"), new FaultPlan(0, Clock.systemUTC()), port::get)) {
            assertThat(firstByte(line)).as("it breaks").isEqualTo(-1);
            assertThat(failures).hasValue(0);

            port.set(exchange.getLocalPort());
            Thread answering = new Thread(() -> answer(exchange));
            answering.start();
            assertThat(firstByte(line)).isEqualTo(7);
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    private static int firstByte(FaultyLine line) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), line.port())) {
            return socket.getInputStream().read();
        }
    }

    private static void answer(ServerSocket exchange) {
        try (Socket socket = exchange.accept()) {
            socket.getOutputStream().write(7);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
