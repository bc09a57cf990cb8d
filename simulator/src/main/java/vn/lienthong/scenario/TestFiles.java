// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.scenario;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import vn.lienthong.config.DataSize;
import vn.lienthong.orders.Order.OrderedFile;
import vn.lienthong.simulator.PrintedPage;

/** Files to attach, the same bytes for the same words: {@code cong-van.pdf} or {@code so-lieu.xlsx 20MB}. */
final class TestFiles {
    private TestFiles() {}

    static List<OrderedFile> of(List<String> specifications) {
        List<OrderedFile> files = new ArrayList<>();
        for (String specification : specifications) {
            int space = specification.lastIndexOf(' ');
            boolean sized = space > 0
                    && DataSize.parse(specification.substring(space + 1)).isPresent();
            String name = sized ? specification.substring(0, space) : specification;
            long size = sized
                    ? DataSize.parse(specification.substring(space + 1))
                            .orElseThrow()
                            .bytes()
                    : 0;
            files.add(new OrderedFile(name, content(name, (int) size)));
        }
        return files;
    }

    /** By name, the SHA-256 of what is in it. */
    static Map<String, String> digests(List<OrderedFile> files) {
        Map<String, String> digests = new LinkedHashMap<>();
        files.forEach(file -> digests.put(file.name(), sha256(file.content())));
        return digests;
    }

    private static byte[] content(String name, int size) {
        byte[] page = PrintedPage.pdf(List.of("VAN BAN THU NGHIEM", "Khong co gia tri phap ly"));
        byte[] start = name.toLowerCase(Locale.ROOT).endsWith(".pdf") ? page : new byte[0];
        byte[] content = new byte[Math.max(size, Math.max(start.length, 1000))];
        new Random(name.hashCode()).nextBytes(content);
        System.arraycopy(start, 0, content, 0, start.length);
        if (content.length > start.length && start.length > 0 && size <= start.length) {
            return page;
        }
        return content;
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
