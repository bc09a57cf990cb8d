// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vn.lienthong.conformance.CertificatePdf;
import vn.lienthong.conformance.Certification;
import vn.lienthong.conformance.Expected;
import vn.lienthong.conformance.HtmlReport;
import vn.lienthong.conformance.Ladder;
import vn.lienthong.conformance.LaunchedSystem;
import vn.lienthong.conformance.OfficeKey;
import vn.lienthong.conformance.ReferenceSystem;
import vn.lienthong.conformance.Reports;
import vn.lienthong.conformance.RunReport;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.VietnamTime;
import vn.lienthong.orders.OrderClient;
import vn.lienthong.orders.OrderTaker;
import vn.lienthong.person.ByHand;
import vn.lienthong.person.Conversation;
import vn.lienthong.referencedms.BrokenConduct;
import vn.lienthong.scenario.CaseResult;
import vn.lienthong.scenario.Scenario;
import vn.lienthong.scenario.ScenarioException;
import vn.lienthong.scenario.ScenarioReader;
import vn.lienthong.scenario.TestBench;
import vn.lienthong.simulator.Mode;
import vn.lienthong.simulator.TemporaryFolder;
import vn.lienthong.words.Words;

/** Takes a system up the ladder. */
@Command(
        name = "certify",
        mixinStandardHelpOptions = true,
        description = "Test a document-management system against a simulated exchange, level by level.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  lienthong certify --agency H29 --reference --level L5",
            "  lienthong certify --agency H29 --level L4 --orders http://localhost:9090/orders \\",
            "      --launch \"my-dms --exchange {client}\" --report results --office office",
            "  lienthong certify --agency H29 --by-hand --lang vi --report results",
            "",
            "Exit codes: 0 no case failed that was not expected to, 1 one did, 3 the system could not be reached,",
            "4 a case passed that was expected to fail."
        })
final class CertifyCommand implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final int UNREACHABLE = 3;
    private static final int UNEXPECTED_PASS = 4;
    private static final Duration UNTIL_CONNECTED = Duration.ofMinutes(2);

    @Mixin
    private Output output = new Output();

    @Mixin
    private TesterOption tester = new TesterOption();

    @Option(names = "--agency", required = true, paramLabel = "AGENCY", description = "Whose system it is.")
    private AgencyId agency = new AgencyId("H29");

    @Option(names = "--level", paramLabel = "L0..L6", description = "How far to go; default L4.")
    private String level = "L4";

    @Option(names = "--only", paramLabel = "CASE", description = "Only these cases, and those they need.")
    private List<String> only = new ArrayList<>();

    @Option(names = "--cases", paramLabel = "FILE", description = "Cases of your own (YAML) instead of the ladder.")
    private Optional<Path> caseFile = Optional.empty();

    @Option(names = "--orders", paramLabel = "URL", description = "Where the system takes orders, see docs/certify.md.")
    private Optional<URI> orders = Optional.empty();

    @Option(
            names = "--launch",
            paramLabel = "COMMAND",
            description = "Start the system; {client} stands for the file that says how to connect.")
    private Optional<String> launch = Optional.empty();

    @Option(names = "--reference", description = "Test the reference system instead of one of yours.")
    private boolean reference;

    @Option(names = "--broken", paramLabel = "F1..F13", description = "With --reference: with one bug.")
    private Optional<BrokenConduct> broken = Optional.empty();

    @Option(names = "--system", paramLabel = "TEXT", description = "Name and version of the system, for the reports.")
    private Optional<String> system = Optional.empty();

    @Option(names = "--report", paramLabel = "FOLDER", description = "Where the reports go.")
    private Optional<Path> folder = Optional.empty();

    @Option(names = "--office", paramLabel = "FOLDER", description = "Sign a certificate with the key of this office.")
    private Optional<Path> office = Optional.empty();

    @Option(names = "--expect", paramLabel = "FILE", description = "Cases that are known to fail.")
    private Optional<Path> expected = Optional.empty();

    @Option(
            names = "--mode",
            paramLabel = "strict|lenient",
            description =
                    "strict (default): files with errors are refused, as by the centre; lenient: taken with a warning, as by hubs"
                            + " of provinces, and no certificate.")
    private Mode mode = Mode.STRICT;

    @Option(names = "--seed", paramLabel = "NUMBER", description = "Of the faults; default 0.")
    private long seed;

    /** The system under test, as far as this command has to end it. */
    private interface Subject extends AutoCloseable {
        @Override
        void close();
    }

    /** For programs, at the end. */
    private record Summary(
            String agency,
            String reached,
            String mode,
            boolean complete,
            long passed,
            long warnings,
            long review,
            long skipped,
            long failed) {}

    @Override
    @SuppressWarnings("try") // the system under test only has to be closed
    public Integer call() throws IOException, InterruptedException {
        if (!level.matches("L[0-6]")) {
            throw output.wrong("--level is L0 to L6, not " + level);
        }
        checkSystem();
        List<Scenario> cases = cases();
        Expected known = expected(cases);
        try (TemporaryFolder own = TemporaryFolder.create("lienthong-certify-");
                TestBench bench = new TestBench(agency, patience(), seed, mode);
                Subject subject = connect(bench, own.path())) {
            if (!bench.awaitConnection(UNTIL_CONNECTED)) {
                output.notes().println(output.word("the system did not connect", "hệ thống không kết nối"));
                return UNREACHABLE;
            }
            RunReport report = new Certification(bench, Clock.systemUTC())
                    .run(subject(bench), Ladder.number(level), cases, new CaseLines(output, tester.isByHand()));
            summarise(report);
            write(report);
            return report.cutOff().isPresent() ? cutOff(report.cutOff().get()) : exitCode(report, known);
        } catch (OrderTaker.UnreachableException e) {
            output.notes().println(e.getMessage());
            return UNREACHABLE;
        }
    }

    private Expected expected(List<Scenario> cases) throws IOException {
        if (expected.isEmpty()) {
            return Expected.NOTHING;
        }
        Expected known = Expected.read(expected.get());
        Set<String> all = new HashSet<>();
        Ladder.shipped().cases().forEach(one -> all.add(one.id()));
        cases.forEach(one -> all.add(one.id()));
        List<String> unknown = known.unknown(all);
        if (!unknown.isEmpty()) {
            throw output.wrong("--expect: there is no such case: " + String.join(", ", unknown));
        }
        return known;
    }

    private int cutOff(String why) {
        output.notes().println(why);
        output.notes().println(output.word("the rest was not tested", "phần còn lại chưa được kiểm tra"));
        return UNREACHABLE;
    }

    private void checkSystem() {
        if (!reference && orders.isEmpty() && !tester.isByHand()) {
            throw output.wrong("name the system: --orders, with or without --launch, --by-hand or --reference");
        }
        if (reference && system.isPresent()) {
            throw output.wrong("--system names a system of yours; --reference tests that of Lienthong");
        }
        tester.check(output, reference || orders.isPresent() || launch.isPresent());
        if (mode == Mode.LENIENT && office.isPresent()) {
            throw output.wrong("a certificate is given for a strict run only: leave out --office or --mode lenient");
        }
    }

    private TestBench.Patience patience() {
        return tester.isByHand() ? TestBench.Patience.PEOPLE : TestBench.Patience.MACHINE;
    }

    private Subject connect(TestBench bench, Path own) throws IOException {
        Optional<Conversation> person = tester.conversation(output);
        person.ifPresent(bench::accompany);
        if (tester.isByHand()) {
            return byHand(bench, person.orElseThrow(), tester.folder().orElse(own));
        }
        if (reference) {
            ReferenceSystem started =
                    broken.isPresent() ? ReferenceSystem.on(bench, own, broken.get()) : ReferenceSystem.on(bench, own);
            return started::close;
        }
        OrderClient taker = new OrderClient(orders.orElseThrow());
        Path client = bench.exchange().clientFile(agency.value());
        output.notes().println(output.word("the system connects with ", "hệ thống kết nối bằng ") + client);
        if (launch.isEmpty()) {
            bench.connect(taker);
            return () -> {};
        }
        List<String> command = List.of("/bin/sh", "-c", "exec " + launch.get().replace("{client}", client.toString()));
        LaunchedSystem launched = new LaunchedSystem(command, taker);
        bench.connect(launched);
        return launched::close;
    }

    /** In a folder of this run: what the person saved in an earlier one must not count. */
    private Subject byHand(TestBench bench, Conversation person, Path files) throws IOException {
        bench.connect(
                new ByHand(person, Files.createTempDirectory(Files.createDirectories(files.toAbsolutePath()), "run-")));
        Path client = bench.exchange().clientFile(agency.value());
        person.confirm(new Words(
                        "→ Please let the system of " + agency + " connect with " + client,
                        "→ Đề nghị cho hệ thống của " + agency + " kết nối bằng " + client))
                .ifPresent(reason -> {
                    throw new OrderTaker.UnreachableException(reason, new IllegalStateException(reason));
                });
        return () -> {};
    }

    private RunReport.Subject subject(TestBench bench) {
        String name = bench.exchange()
                .administration()
                .agency(agency)
                .map(known -> known.name())
                .orElse(agency.value());
        RunReport.Manner manner = reference
                ? RunReport.Manner.REFERENCE
                : tester.isByHand() ? RunReport.Manner.BY_HAND : RunReport.Manner.ORDERS;
        return new RunReport.Subject(
                agency.value(), name, system.orElse(reference ? "Lienthong reference DMS" : "?"), manner);
    }

    private List<Scenario> cases() throws IOException {
        List<Scenario> all = caseFile.isPresent()
                ? ownCases(caseFile.get())
                : Ladder.against(agency).upTo(Ladder.number(level));
        if (only.isEmpty()) {
            return all;
        }
        Set<String> wanted = new HashSet<>(only);
        for (int i = all.size() - 1; i >= 0; i--) { // what a case needs stands before it
            if (wanted.contains(all.get(i).id())) {
                wanted.addAll(all.get(i).needs());
            }
        }
        List<Scenario> chosen =
                all.stream().filter(one -> wanted.contains(one.id())).toList();
        if (chosen.isEmpty()) {
            throw output.wrong("there is no such case up to " + level + ": " + only);
        }
        return chosen;
    }

    private List<Scenario> ownCases(Path file) throws IOException {
        try (InputStream yaml = Files.newInputStream(file)) {
            return ScenarioReader.read(file.toString(), yaml);
        } catch (ScenarioException e) {
            throw output.wrong(String.valueOf(e.getMessage()));
        }
    }

    private void summarise(RunReport report) {
        String reached = report.reached().map(number -> "L" + number).orElse("-");
        output.show(
                new Summary(
                        agency.value(),
                        reached,
                        mode.word(),
                        report.isComplete(),
                        report.count(CaseResult.Result.PASSED),
                        report.count(CaseResult.Result.WARNING),
                        report.count(CaseResult.Result.REVIEW),
                        report.count(CaseResult.Result.SKIPPED),
                        report.count(CaseResult.Result.FAILED)),
                String.format(
                        "%n%s %s: %s %s",
                        output.word("level reached by", "mức đạt của"),
                        agency,
                        reached,
                        report.reached()
                                        .map(number -> Ladder.name(number).in(output.locale()))
                                        .orElse("")
                                + (mode == Mode.LENIENT
                                        ? output.word(
                                                " (lenient, no certificate)", " (chế độ dễ, không cấp chứng nhận)")
                                        : "")));
    }

    private void write(RunReport report) throws IOException {
        if (folder.isEmpty()) {
            return;
        }
        Path to = Files.createDirectories(folder.get());
        Files.writeString(to.resolve("report.json"), Reports.json(report));
        Files.writeString(to.resolve("report.html"), HtmlReport.of(report, output.locale()));
        try (Writer csv = Files.newBufferedWriter(to.resolve("report.csv"), StandardCharsets.UTF_8)) {
            Reports.csv(report, csv);
        }
        try (Writer xml = Files.newBufferedWriter(to.resolve("junit.xml"), StandardCharsets.UTF_8)) {
            Reports.junitXml(report, xml);
        }
        if (office.isPresent() && report.cutOff().isEmpty()) {
            new CertificatePdf(report).write(to.resolve("certificate.pdf"), OfficeKey.open(office.get()));
        }
    }

    private int exitCode(RunReport report, Expected known) {
        LocalDate today = LocalDate.now(VietnamTime.ZONE);
        if (!known.surprising(report, today).isEmpty()) {
            return FAILED;
        }
        List<CaseResult> outOfDate = known.outOfDate(report, today);
        outOfDate.forEach(result -> output.notes()
                .println(result.scenario().id()
                        + output.word(
                                " passed and was expected to fail: its line is out of date",
                                " đạt dù được ghi là sẽ không đạt: cần bỏ dòng đó")));
        if (outOfDate.isEmpty() && report.isWhole() && !report.isComplete()) {
            output.notes()
                    .println(output.word(
                            "the level is not reached: what failed was expected to, or something is left to people",
                            "chưa đạt mức: các ca không đạt đều đã dự kiến, hoặc còn việc chờ người xem"));
        }
        return outOfDate.isEmpty() ? 0 : UNEXPECTED_PASS;
    }
}
