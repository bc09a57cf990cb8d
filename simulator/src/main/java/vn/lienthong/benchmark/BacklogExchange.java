// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.benchmark;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.broker.Broker;
import vn.lienthong.broker.BrokerConfig;
import vn.lienthong.broker.DataFolder;
import vn.lienthong.broker.administration.Administration;
import vn.lienthong.broker.administration.AdministrationAnswer.Balance;
import vn.lienthong.broker.directory.Endpoint;
import vn.lienthong.broker.ledger.Search;
import vn.lienthong.broker.mailbox.QueueFacts;
import vn.lienthong.protocol.DeliveryState;
import vn.lienthong.protocol.EndpointId;

/** The JVM of an exchange that is asked how it is while documents pile up. Answers each line of input with one line. */
final class BacklogExchange {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final long SECONDS_TO_CATCH_UP = 600;

    private final Broker broker;

    /** What was found, and how long it took. */
    record Timed(double millis, String found) {}

    private BacklogExchange(Broker broker) {
        this.broker = broker;
    }

    /** Runs an exchange on a folder until standard input ends; prints the port it listens on. */
    public static void main(String[] arguments) {
        try (Broker broker = start(Path.of(arguments[0]))) {
            Answers.print(Integer.toString(broker.port()));
            BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            BacklogExchange exchange = new BacklogExchange(broker);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Answers.print(JsonMapper.shared().writeValueAsString(exchange.answer(line)));
            }
        } catch (Exception e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    private static Broker start(Path folder) {
        Properties values = new Properties();
        values.setProperty("port", "0");
        values.setProperty("signatures", "accepted"); // how deep a queue may be is measured, not who wrote
        Broker broker = new Broker(BrokerConfig.of(values, folder));
        broker.start();
        DataFolder data = new DataFolder(folder);
        if (!Files.exists(data.endpointKeys(TestBed.SENDER).keys())) {
            broker.administration()
                    .addEndpoints(List.of(
                            new Endpoint(TestBed.SENDER, "sends", List.of(TestBed.SENDING_AGENCY)),
                            new Endpoint(TestBed.RECEIVER, "is away", List.of(TestBed.RECEIVING_AGENCY))));
            for (EndpointId endpoint : List.of(TestBed.SENDER, TestBed.RECEIVER)) {
                broker.administration().issueKeys(endpoint, data.endpointKeys(endpoint));
            }
        }
        return broker;
    }

    private Timed answer(String line) throws Exception {
        Administration administration = broker.administration();
        String[] words = line.split(" ", 2);
        return switch (words[0]) {
            case "heap" -> timed(BacklogExchange::usedHeap);
            case "queues" ->
                timed(() -> administration.queues().stream()
                        .collect(Collectors.toMap(QueueFacts::name, QueueFacts::messages))
                        .toString());
            case "track" ->
                timed(() -> Integer.toString(
                        administration.accounts().track(words[1]).size()));
            case "find" ->
                timed(() -> Integer.toString(
                        administration.accounts().find(queued()).size()));
            case "events" -> timed(this::caughtUp);
            case "check" ->
                timed(() -> {
                    Balance balance = administration.accounts().check();
                    return (balance.balanced() ? "" : "not ") + "balanced " + balance.accepted() + " "
                            + states(balance.states());
                });
            default -> throw new IllegalArgumentException(line);
        };
    }

    private static String states(Map<DeliveryState, Long> states) {
        return states.get(DeliveryState.QUEUED) + " " + states.get(DeliveryState.DELIVERED);
    }

    private static Search queued() {
        return new Search(
                Optional.of("ton dong"),
                Optional.empty(),
                Optional.of(TestBed.RECEIVING_AGENCY),
                Optional.of(DeliveryState.QUEUED),
                Optional.empty(),
                Optional.empty(),
                50,
                false);
    }

    /** Waits until the ledger has everything. */
    private String caughtUp() throws InterruptedException {
        long end = System.nanoTime() + SECONDS_TO_CATCH_UP * 1_000_000_000;
        while (System.nanoTime() < end) {
            try {
                broker.administration().accounts().track("");
                return "yes";
            } catch (RuntimeException e) { // still behind, after it was waited for
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        }
        return "no";
    }

    private static String usedHeap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return Long.toString(runtime.totalMemory() - runtime.freeMemory());
    }

    private static Timed timed(Callable<String> question) throws Exception {
        long start = System.nanoTime();
        String found = question.call();
        return new Timed((System.nanoTime() - start) / NANOS_PER_MILLI, found);
    }
}
