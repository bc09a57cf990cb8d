// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vn.lienthong.benchmark.DirectoryBenchmark;
import vn.lienthong.benchmark.ExchangeBenchmark;
import vn.lienthong.benchmark.FanoutBenchmark;
import vn.lienthong.benchmark.LargeBenchmark;
import vn.lienthong.benchmark.ProtectionBenchmark;
import vn.lienthong.benchmark.Way;
import vn.lienthong.config.DataSize;

/** Measures the exchange on this machine. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measure the exchange on this machine, beside plain messaging in the same run.",
        subcommands = {
            BenchCommand.Exchange.class,
            BenchCommand.Protection.class,
            BenchCommand.Fanout.class,
            BenchCommand.Large.class,
            BenchCommand.DirectoryOfAll.class,
            BenchLedgerCommand.class,
            BenchBacklogCommand.class,
            BenchFairnessCommand.class,
            BenchConsoleCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lienthong bench exchange --seconds 20 --senders 8 --size 4096",
            "  lienthong bench protection --seconds 12",
            "  lienthong bench fanout --recipients 3400",
            "  lienthong bench large --size 1g --heap 256m",
            "  lienthong bench directory --agencies 111339",
            "  lienthong bench ledger --deliveries 10m",
            "  lienthong bench backlog --documents 1m --heap 512m",
            "  lienthong bench fairness --seconds 20",
            "  lienthong bench console --deliveries 10m --agencies 5000",
            "",
            "Absolute figures depend on the machine; the ratio to plain messaging is what to compare."
        })
final class BenchCommand {
    /** How much is exchanged at once. */
    private static final class Load {
        @Option(names = "--senders", defaultValue = "8", description = "Threads that send; default 8.")
        private int senders;

        @Option(names = "--size", defaultValue = "4096", description = "Bytes of a document; default 4096.")
        private int size;

        ExchangeBenchmark.Settings lasting(int seconds) {
            return new ExchangeBenchmark.Settings(Duration.ofSeconds(seconds), senders, size);
        }
    }

    private static String lines(List<Way> ways) {
        return ways.stream()
                .map(way -> String.format(
                        "%-48s %6.0f exchanges/s, ratio %.2f; p50 %.1f ms, p99 %.1f ms; %.0f us; lost %d",
                        way.name(),
                        way.exchangesPerSecond(),
                        way.ratio(),
                        way.p50Ms(),
                        way.p99Ms(),
                        way.processorMicros(),
                        way.lost()))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    /** Complete exchanges against plain messages. */
    @Command(
            name = "exchange",
            mixinStandardHelpOptions = true,
            description = "Complete exchanges (sent, routed, received, acknowledged, status back) per second.")
    static final class Exchange implements Callable<Integer> {
        @Mixin
        private Output output = new Output();

        @Option(names = "--seconds", defaultValue = "20", description = "Measured seconds of each side; default 20.")
        private int seconds;

        @Mixin
        private Load load = new Load();

        @Override
        public Integer call() throws Exception {
            ExchangeBenchmark benchmark = new ExchangeBenchmark(load.lasting(seconds));
            ExchangeBenchmark.Result result = TidyOnSignal.run(benchmark::run);
            output.show(
                    result,
                    String.format(
                            "%s%nledger and register leave %.2f of the rate, receipts %.2f of that",
                            lines(result.ways()), result.ledgerRatio(), result.receiptsRatio()));
            return result.lost() == 0 ? 0 : 1;
        }
    }

    /** What signing and sealing cost. */
    @Command(
            name = "protection",
            mixinStandardHelpOptions = true,
            description =
                    "Complete exchanges unsigned, signed and sealed, with several kinds of keys, and plain messages.")
    static final class Protection implements Callable<Integer> {
        @Mixin
        private Output output = new Output();

        @Option(names = "--seconds", defaultValue = "12", description = "Measured seconds of each way; default 12.")
        private int seconds;

        @Option(
                names = "--way",
                paramLabel = "WORD",
                description = "Only ways with this in their name, and plain messages; may be repeated.")
        private List<String> ways = List.of();

        @Mixin
        private Load load = new Load();

        @Override
        public Integer call() throws Exception {
            ProtectionBenchmark benchmark = new ProtectionBenchmark(load.lasting(seconds), ways);
            ProtectionBenchmark.Result result = TidyOnSignal.run(benchmark::run);
            output.show(result, lines(result.ways()));
            return result.lost() == 0 ? 0 : 1;
        }
    }

    /** One document to many. */
    @Command(
            name = "fanout",
            mixinStandardHelpOptions = true,
            description = "One document to many recipients with an endpoint each: time to accept, bytes stored.")
    static final class Fanout implements Callable<Integer> {
        @Mixin
        private Output output = new Output();

        @Option(names = "--recipients", defaultValue = "64", description = "Recipients of each document; default 64.")
        private int recipients;

        @Option(names = "--size", description = "Size of the attachment; default 1m.")
        private DataSize size = DataSize.ofMebibytes(1);

        @Option(names = "--sealed", description = "Seal the documents.")
        private boolean sealed;

        @Override
        public Integer call() throws Exception {
            FanoutBenchmark benchmark = new FanoutBenchmark(recipients, Math.toIntExact(size.bytes()), sealed);
            FanoutBenchmark.Result result = TidyOnSignal.run(benchmark::run);
            output.show(
                    result,
                    String.format(
                            "%d recipients: %.0f deliveries/s, accepted in %.3f s (slowest %.3f s); document %s, stored %s for all, %.0f bytes per recipient; key packages %s",
                            result.recipients(),
                            result.deliveriesPerSecond(),
                            result.acceptSeconds(),
                            result.slowestSeconds(),
                            new DataSize(result.documentBytes()),
                            new DataSize(Math.round(result.storedBytesPerDocument())),
                            result.storedBytesPerRecipient(),
                            new DataSize(Math.round(result.packageBytes()))));
            return 0;
        }
    }

    /** One very large document. */
    @Command(
            name = "large",
            mixinStandardHelpOptions = true,
            description = "One very large document through JVMs with small heaps.")
    static final class Large implements Callable<Integer> {
        @Mixin
        private Output output = new Output();

        @Option(names = "--size", description = "Size of the edXML file; default 1g.")
        private DataSize size = DataSize.ofMebibytes(1024);

        @Option(names = "--heap", description = "Heap of every JVM; default 256m.")
        private DataSize heap = DataSize.ofMebibytes(256);

        @Override
        public Integer call() throws Exception {
            LargeBenchmark.Result result = TidyOnSignal.run(new LargeBenchmark(size, heap)::run);
            output.show(
                    result,
                    String.format(
                            "%s: %.0f MB/s, plain %.0f MB/s, ratio %.2f; sealed %.0f MB/s, %.2f of the first; peak memory: broker %s, sender %s, receiver %s",
                            new DataSize(result.bytes()),
                            result.megabytesPerSecond(),
                            result.rawMegabytesPerSecond(),
                            result.ratio(),
                            result.sealedMegabytesPerSecond(),
                            result.sealedRatio(),
                            result.brokerPeak(),
                            result.senderPeak(),
                            result.receiverPeak()));
            return 0;
        }
    }

    /** A directory of the whole country. */
    @Command(
            name = "directory",
            mixinStandardHelpOptions = true,
            description = "A directory of so many agencies: taking a list in, starting with it, finding agencies.")
    static final class DirectoryOfAll implements Callable<Integer> {
        @Mixin
        private Output output = new Output();

        @Option(names = "--agencies", defaultValue = "111339", description = "Agencies; default 111339.")
        private int agencies;

        @Override
        public Integer call() throws Exception {
            DirectoryBenchmark.Result result = TidyOnSignal.run(new DirectoryBenchmark(agencies)::run);
            output.show(
                    result,
                    String.format(
                            "%d agencies: planned in %.2f s, applied in %.2f s, %s on disk, opened in %.2f s, %s of memory; lookup %.0f ns, search %.0f ms",
                            result.agencies(),
                            result.planSeconds(),
                            result.applySeconds(),
                            new DataSize(result.fileBytes()),
                            result.openSeconds(),
                            new DataSize(result.heapBytes()),
                            result.lookupNanos(),
                            result.searchMillis()));
            return 0;
        }
    }
}
