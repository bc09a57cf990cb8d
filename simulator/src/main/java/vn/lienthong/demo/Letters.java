// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Random;
import vn.lienthong.client.Attachment;
import vn.lienthong.client.Document;
import vn.lienthong.client.DocumentBuilder;
import vn.lienthong.edxml.Signer;
import vn.lienthong.edxml.Urgency;
import vn.lienthong.edxml.VietnamTime;

/** The documents of the demonstration; agencies are real, people, numbers and contents are not. */
final class Letters {
    private static final int LARGE_BYTES = 20 * 1024 * 1024;
    private static final int BLOCK = 64 * 1024;
    private static final int PROVINCE_DEPARTMENTS = 30;

    private final Path folder;
    private final LocalDate today = LocalDate.now(VietnamTime.ZONE);

    Letters(Path folder) {
        this.folder = folder;
    }

    /** A file written by another system, {@code sample-new} or {@code sample-recall}. */
    Path foreignFile(String name) throws IOException {
        return resource(name + ".edxml", name + ".edxml");
    }

    /** A PDF with a Vietnamese name and text. */
    Document proposal() throws IOException {
        return letter("27/TTr-BKHCN", "Tờ trình về kế hoạch liên thông văn bản điện tử năm 2027")
                .from("G06")
                .to("G22")
                .documentType("Tờ trình")
                .signer(Signer.of("KT. BỘ TRƯỞNG", "THỨ TRƯỞNG", "Lê Văn Mẫu"))
                .content(resource("to-trinh.pdf", "Tờ trình kế hoạch liên thông năm 2027.pdf"))
                .build();
    }

    /** A document with an attachment of 20 MB. */
    Document large() throws IOException {
        Path file = folder.resolve("Bản đồ quy hoạch.tif");
        Random random = new Random(1);
        byte[] block = new byte[BLOCK];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int written = 0; written < LARGE_BYTES; written += BLOCK) {
                random.nextBytes(block);
                out.write(block);
            }
        }
        return letter("512/UBND-QH", "Gửi bản đồ quy hoạch tỉnh")
                .from("H41")
                .to("G22")
                .content(mainFile())
                .attach(file)
                .build();
    }

    /** An urgent telegram of the Government Office to very many recipients. */
    Document telegram() {
        DocumentBuilder builder = letter("88/CĐ-VPCP", "Công điện về phòng, chống bão")
                .from("G22")
                .documentType("Công điện")
                .urgency(Urgency.EXPRESS)
                .content(mainFile())
                .to("G06", "H41", "H49");
        for (int i = 1; i <= PROVINCE_DEPARTMENTS; i++) {
            builder.to(String.format("H41.%02d", i), String.format("H49.%02d", i));
        }
        return builder.build();
    }

    /** A document a careful receiver does not take: it has no file, and its date lies ahead. */
    Document bad() {
        return letter("1/GM-SKHCN", "Giấy mời họp")
                .from("H49.13")
                .to("G22")
                .number("1/GM-SKHCN", today.plusYears(1))
                .documentType("Giấy mời")
                .build();
    }

    /** A document to an agency that closed in 2025 and to one that never was. */
    Document misaddressed() {
        return letter("77/SKHCN-VP", "Trao đổi nghiệp vụ")
                .from("H49.13")
                .to("H46", "G99", "G22")
                .content(mainFile())
                .build();
    }

    private DocumentBuilder letter(String number, String subject) {
        return Document.builder()
                .number(number, today)
                .subject(subject)
                .place("Việt Nam")
                .documentType("Công văn")
                .signer(Signer.of("TL. THỦ TRƯỞNG", "CHÁNH VĂN PHÒNG", "Trần Thị Mẫu"));
    }

    private Attachment mainFile() {
        try (InputStream in = open("to-trinh.pdf")) {
            return Attachment.of("van-ban.signed.pdf", in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path resource(String resource, String name) throws IOException {
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            try (InputStream in = open(resource)) {
                Files.copy(in, file);
            }
        }
        return file;
    }

    private static InputStream open(String resource) {
        return Objects.requireNonNull(Letters.class.getResourceAsStream(resource), resource);
    }
}
