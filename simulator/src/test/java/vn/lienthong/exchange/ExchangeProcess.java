// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import vn.lienthong.broker.Broker;
import vn.lienthong.broker.BrokerConfig;
import vn.lienthong.broker.DataFolder;
import vn.lienthong.broker.administration.AdministrationAnswer.Balance;
import vn.lienthong.broker.administration.AdministrationSocket;
import vn.lienthong.broker.administration.DeliveryRequest;

/** An exchange in a process of its own, so that it can be killed. It ends with the process that started it. */
final class ExchangeProcess implements AutoCloseable {
    private static final Duration UNTIL_READY = Duration.ofSeconds(60);

    /** A check looks several times at what moves; beside other tests that takes as long as it takes. */
    private static final Duration UNTIL_CHECKED = Duration.ofMinutes(5);

    private final Path data;
    private final Map<String, String> settings;
    private final int port;
    private Process process;

    private ExchangeProcess(Path data, Map<String, String> settings) {
        this.data = data;
        this.settings = Map.copyOf(settings);
        this.port = Integer.parseInt(settings.get("port"));
        this.process = launch();
    }

    /** Starts on a data folder that has its endpoints already. */
    static ExchangeProcess start(Path data, Map<String, String> settings) {
        ExchangeProcess exchange = new ExchangeProcess(data, settings);
        exchange.awaitReady();
        return exchange;
    }

    /** The settings that go with a process of this kind; with so little memory, deep inboxes are on disk. */
    static Map<String, String> settings(int port) {
        return Map.of(
                "port", String.valueOf(port),
                "enrolment.port", "none",
                "console.port", "none",
                "redelivery.delay", "50ms",
                "memory.messages", "2m");
    }

    /** Its books balance, whatever happens meanwhile. Operators can ask a moment later than clients can send. */
    void assertBalanced() {
        Path socket = new DataFolder(data).administrationSocket();
        assertBalanced(await().atMost(UNTIL_CHECKED)
                .ignoreExceptionsInstanceOf(SocketException.class)
                .until(() -> AdministrationSocket.ask(socket, new DeliveryRequest.Check()), Objects::nonNull));
    }

    static void assertBalanced(Balance balance) {
        assertThat(balance.differences()).isEmpty();
        assertThat(balance.balanced()).isTrue();
    }

    /** SIGKILL: no shutdown hook runs, nothing is flushed. */
    void kill() {
        process.destroyForcibly();
        process.onExit().orTimeout(20, TimeUnit.SECONDS).join();
    }

    /** Starts it again on its data and its port, and does not wait. */
    void startAgain() {
        process = launch();
    }

    void awaitReady() {
        await().atMost(UNTIL_READY).pollInterval(Duration.ofMillis(50)).until(this::isListening);
    }

    @Override
    public void close() {
        kill();
    }

    private boolean isListening() {
        if (!process.isAlive()) {
            throw new IllegalStateException("the exchange ended with " + process.exitValue());
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private Process launch() {
        File log = data.resolveSibling("exchange.log").toFile();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                ExchangeProcess.class.getName(),
                data.toString()));
        settings.forEach((name, value) -> command.add(name + "=" + value));
        try {
            return new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process itself: the data folder and the settings are the arguments. */
    public static void main(String[] arguments) throws IOException {
        Properties settings = new Properties();
        for (String argument : List.of(arguments).subList(1, arguments.length)) {
            int equals = argument.indexOf('=');
            settings.setProperty(argument.substring(0, equals), argument.substring(equals + 1));
        }
        try {
            new Broker(BrokerConfig.of(settings, Path.of(arguments[0]))).start();
        } catch (RuntimeException e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1); // what has started already would keep it alive
        }
        int end = System.in.read(); // the test has ended
        Runtime.getRuntime().halt(Math.max(end, 0));
    }
}
