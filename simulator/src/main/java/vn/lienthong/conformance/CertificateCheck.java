// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.bouncycastle.asn1.ASN1InputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.signature.SignatureCheck;
import vn.lienthong.signature.SignatureReport;
import vn.lienthong.signature.SignatureResult;

/** Checks a certificate without asking anybody. */
public final class CertificateCheck {
    private CertificateCheck() {}

    /**
     * What a certificate is worth.
     *
     * @param good whether it is as it was signed, by somebody whose authority is trusted
     * @param agency whose it is
     * @param reached the level it says
     * @param tested when
     * @param signatures what was found out about its signatures
     * @param why what speaks against it
     */
    public record Verdict(
            boolean good,
            String agency,
            String reached,
            String tested,
            List<SignatureReport> signatures,
            Optional<String> why) {}

    /** Checks a file against trusted authorities. */
    public static Verdict check(Path file, List<X509Certificate> trusted) throws IOException {
        SignatureResult result;
        try (InputStream content = Files.newInputStream(file)) {
            result = SignatureCheck.of(trusted).checkPdf(file.toString(), content);
        }
        Optional<String> why = why(result).or(() -> aroundSignature(file));
        Optional<JsonNode> report = why.isPresent() ? Optional.empty() : report(file);
        if (why.isEmpty() && report.isEmpty()) {
            why = Optional.of("there is no " + CertificatePdf.REPORT + " in it: no certificate of a run");
        }
        return new Verdict(
                why.isEmpty(),
                text(report, "agency"),
                text(report, "reached"),
                text(report, "started"),
                result.signatures(),
                why);
    }

    private static Optional<String> why(SignatureResult result) {
        if (result.signatures().size() != 1) {
            return Optional.of("it has " + result.signatures().size() + " signatures instead of one");
        }
        SignatureReport signature = result.signatures().get(0);
        return signature.isGood()
                ? Optional.empty()
                : Optional.of("the signature: " + signature.verdict() + ", " + signature.trust()
                        + (signature.whole() ? "" : ", not over the whole file") + " " + signature.findings());
    }

    /**
     * A signature cannot cover the place it stands in, which is longer than it. Nothing may stand there but the signature as this
     * program writes it and zeros, or bytes could be changed that nobody would notice.
     */
    private static Optional<String> aroundSignature(Path file) {
        try (PDDocument document = Loader.loadPDF(file.toFile());
                RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            int[] range = document.getLastSignatureDictionary().getByteRange();
            byte[] place = new byte[range[2] - range[1]];
            bytes.seek(range[1]);
            bytes.readFully(place);
            String text = new String(place, StandardCharsets.ISO_8859_1);
            return text.matches("<(?:[0-9A-F]{2})+>") && isZeroAfterSignature(text.substring(1, text.length() - 1))
                    ? Optional.empty()
                    : Optional.of("something else stands beside the signature");
        } catch (IOException e) {
            return Optional.of("the place of the signature cannot be read: " + e.getMessage());
        }
    }

    private static boolean isZeroAfterSignature(String digits) throws IOException {
        try (ASN1InputStream in = new ASN1InputStream(HexFormat.of().parseHex(digits))) {
            in.readObject();
            for (byte rest : in.readAllBytes()) {
                if (rest != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private static Optional<JsonNode> report(Path file) throws IOException {
        try (PDDocument document = Loader.loadPDF(file.toFile())) {
            if (document.getDocumentCatalog().getNames() == null
                    || document.getDocumentCatalog().getNames().getEmbeddedFiles() == null) {
                return Optional.empty();
            }
            PDComplexFileSpecification named =
                    document.getDocumentCatalog().getNames().getEmbeddedFiles().getValue(CertificatePdf.REPORT);
            return Optional.ofNullable(named)
                    .map(specification -> text(specification))
                    .map(json -> new JsonMapper().readTree(json));
        }
    }

    private static String text(PDComplexFileSpecification named) {
        try {
            return new String(named.getEmbeddedFile().toByteArray(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the report inside cannot be read", e);
        }
    }

    private static String text(Optional<JsonNode> report, String name) {
        return report.map(json -> json.path(name).asString("?")).orElse("?");
    }
}
