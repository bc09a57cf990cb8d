// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.conformance;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import vn.lienthong.edxml.VietnamTime;
import vn.lienthong.orders.Sha256;
import vn.lienthong.scenario.CaseResult;
import vn.lienthong.scenario.CaseResult.Result;
import vn.lienthong.simulator.Mode;
import vn.lienthong.words.Words;

/** Writes the certificate of a run: what was reached, all cases with their results, and the whole run as a file inside; signed. */
public final class CertificatePdf {
    /** The name of the file inside that holds the run. */
    static final String REPORT = "report.json";

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm");
    private static final int QR_SIZE = 240;
    private static final float QR_ON_PAPER = 110;
    private static final int WHITE = 0xFFFFFF;

    private final RunReport report;
    private final String json;

    /**
     * The certificate of a run.
     *
     * @throws IllegalArgumentException if it was a lenient one or cut off
     */
    public CertificatePdf(RunReport report) {
        if (report.mode() != Mode.STRICT || report.cutOff().isPresent()) {
            throw new IllegalArgumentException("a certificate is given for a whole, strict run only");
        }
        this.report = report;
        this.json = Reports.json(report);
    }

    /** Writes and signs it. */
    public void write(Path file, OfficeKey office) throws IOException {
        try (PDDocument document = Loader.loadPDF(unsigned());
                OutputStream out = Files.newOutputStream(file)) {
            PDSignature signature = new PDSignature();
            signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
            signature.setSubFilter(PDSignature.SUBFILTER_ADBE_PKCS7_DETACHED);
            signature.setReason("Lienthong conformance");
            signature.setSignDate(GregorianCalendar.from(report.started().atZone(VietnamTime.ZONE)));
            document.addSignature(signature, content -> office.sign(content.readAllBytes()));
            document.saveIncremental(out);
        }
    }

    private byte[] unsigned() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PDDocument document = new PDDocument()) {
            try (Sheet sheet = new Sheet(document)) {
                front(document, sheet);
                cases(sheet);
            }
            embed(document);
            document.save(bytes);
        }
        return bytes.toByteArray();
    }

    private void front(PDDocument document, Sheet sheet) throws IOException {
        sheet.line("VĂN BẢN THỬ NGHIỆM · TEST DOCUMENT", 9);
        sheet.space(18);
        sheet.line("GIẤY CHỨNG NHẬN KẾT QUẢ KIỂM TRA LIÊN THÔNG", 17);
        sheet.line("Certificate of interoperability", 12);
        sheet.space(14);
        sheet.pictureAtRight(qrCode(document), QR_ON_PAPER);
        sheet.line("Cơ quan / Agency: " + report.subject().agency(), 11);
        sheet.line(report.subject().name(), 11);
        sheet.line("Hệ thống / System: " + report.subject().system(), 11);
        sheet.line(
                "Cách kiểm tra / Tested by: " + both(report.subject().manner().words()), 11);
        sheet.line("Mức đạt / Level reached: " + level(), 14);
        sheet.line("Mức đăng ký / Level aimed at: L" + report.aimed(), 11);
        sheet.line("Ngày kiểm tra / Tested: " + DAY.format(report.started().atZone(VietnamTime.ZONE)) + " (UTC+7)", 11);
        sheet.line("Bộ ca kiểm tra / Test cases: Lienthong " + report.lienthong(), 11);
        sheet.belowPicture();
        sheet.space(24);
        sheet.line(
                String.format(
                        "Đạt / passed %d · cảnh báo / warnings %d · cần người xem / review %d · bỏ qua / skipped %d · không đạt / failed %d",
                        report.count(Result.PASSED),
                        report.count(Result.WARNING),
                        report.count(Result.REVIEW),
                        report.count(Result.SKIPPED),
                        report.count(Result.FAILED)),
                10);
        sheet.line("SHA-256 (" + REPORT + "): " + digest(), 8);
        sheet.line("Kiểm tra ngoại tuyến / verify offline: lienthong verify FILE --trust AUTHORITY", 8);
        sheet.space(14);
    }

    private void cases(Sheet sheet) throws IOException {
        String level = "";
        for (CaseResult result : report.results()) {
            if (!level.equals(result.scenario().level())) {
                level = result.scenario().level();
                sheet.space(8);
                sheet.line(level + " " + both(Ladder.name(Ladder.number(level))), 12);
            }
            sheet.line(
                    result.scenario().id() + "  [" + result.result().words().vietnamese() + "]  "
                            + result.scenario().title().vietnamese() + " · "
                            + result.scenario().requirement().id() + " "
                            + result.scenario().requirement().duty(),
                    9);
        }
    }

    private String level() {
        return report.reached()
                .map(level -> "L" + level + " " + both(Ladder.name(level)))
                .orElse("chưa đạt mức nào / none");
    }

    private static String both(Words words) {
        return words.vietnamese() + " / " + words.english();
    }

    private void embed(PDDocument document) throws IOException {
        PDEmbeddedFile file;
        try (InputStream content = new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8))) {
            file = new PDEmbeddedFile(document, content);
        }
        file.setSubtype("application/json");
        PDComplexFileSpecification named = new PDComplexFileSpecification();
        named.setFile(REPORT);
        named.setFileUnicode(REPORT);
        named.setEmbeddedFile(file);
        PDEmbeddedFilesNameTreeNode tree = new PDEmbeddedFilesNameTreeNode();
        tree.setNames(Map.of(REPORT, named));
        PDDocumentNameDictionary names = new PDDocumentNameDictionary(document.getDocumentCatalog());
        names.setEmbeddedFiles(tree);
        document.getDocumentCatalog().setNames(names);
    }

    private PDImageXObject qrCode(PDDocument document) throws IOException {
        String text = String.join(
                "\n",
                List.of(
                        "LIENTHONG",
                        report.subject().agency(),
                        report.reached().map(level -> "L" + level).orElse("-"),
                        report.started().toString(),
                        digest()));
        try {
            BitMatrix matrix = new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, QR_SIZE, QR_SIZE);
            BufferedImage picture = new BufferedImage(QR_SIZE, QR_SIZE, BufferedImage.TYPE_INT_RGB);
            for (int x = 0; x < QR_SIZE; x++) {
                for (int y = 0; y < QR_SIZE; y++) {
                    picture.setRGB(x, y, matrix.get(x, y) ? 0 : WHITE);
                }
            }
            return LosslessFactory.createFromImage(document, picture);
        } catch (WriterException e) {
            throw new IOException("the QR code cannot be made", e);
        }
    }

    private String digest() {
        return Sha256.of(json.getBytes(StandardCharsets.UTF_8));
    }
}
