// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.lienthong.conformance.CertificateCheck;

/** Checks a certificate of the ladder. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Check a certificate of \"lienthong certify\" offline: is it as it was signed, and by whom?",
        footerHeading = "%nExample:%n",
        footer = {
            "  lienthong verify results/certificate.pdf --trust office/authority/authority.pem",
            "",
            "Exit codes: 0 it is good, 1 it is not."
        })
final class VerifyCommand implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Parameters(paramLabel = "FILE", description = "The certificate, a PDF file.")
    private Path file = Path.of("certificate.pdf");

    @Option(names = "--trust", required = true, paramLabel = "FILE", description = "The authority of the office, PEM.")
    private Path trust = Path.of("authority.pem");

    @Override
    public Integer call() throws IOException {
        CertificateCheck.Verdict verdict = CertificateCheck.check(file, TrustedCertificates.in(trust));
        String good = output.word("good: ", "hợp lệ: ") + verdict.agency() + " " + verdict.reached() + ", "
                + verdict.tested();
        output.show(
                verdict,
                verdict.why()
                        .map(why -> output.word("not good: ", "không hợp lệ: ") + why)
                        .orElse(good));
        return verdict.good() ? 0 : 1;
    }
}
