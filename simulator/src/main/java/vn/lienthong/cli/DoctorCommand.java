// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vn.lienthong.doctor.ClientDoctor;
import vn.lienthong.doctor.ExchangeDoctor;
import vn.lienthong.doctor.Finding;
import vn.lienthong.doctor.Finding.Outcome;
import vn.lienthong.doctor.Findings;

/** What is wrong, and what to do. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Examine an exchange, or with --client an endpoint: names, port, TLS, keys, certificates, clock,"
                + " permissions, disk. Says what is wrong and what to do; changes nothing.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  lienthong doctor --data /srv/lienthong          the exchange on this machine",
            "  lienthong doctor --client exchange.properties   this endpoint and its way to the exchange",
            "",
            "Exit codes: 0 nothing failed, 1 something failed, 3 the exchange cannot be reached."
        })
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Mixin
    private DataOption data = new DataOption();

    @Option(names = "--client", paramLabel = "FILE", description = "Client configuration of the endpoint to examine.")
    private Optional<Path> client = Optional.empty();

    /** A finding for a program. */
    private record Line(String check, Outcome outcome, String what, String advice) {}

    @Override
    public Integer call() throws IOException {
        Findings findings = client.isPresent()
                ? new ClientDoctor().examine(client.get())
                : new ExchangeDoctor(data.config()).examine();
        List<Line> lines = findings.all().stream().map(this::line).toList();
        output.show(lines, lines.stream().map(this::text).collect(Collectors.joining(System.lineSeparator())));
        return findings.exitCode();
    }

    private Line line(Finding finding) {
        return new Line(
                finding.subject().wireName(),
                finding.outcome(),
                finding.what().in(output.locale()),
                finding.advice().in(output.locale()));
    }

    private String text(Line line) {
        String outcome =
                switch (line.outcome()) {
                    case PASSED -> output.word("passed ", "đạt     ");
                    case WARNING -> output.word("WARNING", "CẢNH BÁO");
                    case FAILED -> output.word("FAILED ", "LỖI     ");
                };
        String first = outcome + "  " + line.check() + ": " + line.what();
        return line.advice().isEmpty() ? first : first + System.lineSeparator() + "         → " + line.advice();
    }
}
