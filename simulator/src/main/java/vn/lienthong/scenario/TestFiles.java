// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import vn.lienthong.config.DataSize;
import vn.lienthong.orders.Order.OrderedFile;
import vn.lienthong.orders.Sha256;
import vn.lienthong.simulator.PrintedPage;

/** Files to attach, the same bytes for the same words: {@code cong-van.pdf} or {@code so-lieu.xlsx 20MB}. */
final class TestFiles {
    private static final int SMALLEST = 1000;

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
        files.forEach(file -> digests.put(file.name(), Sha256.of(file.content())));
        return digests;
    }

    /** A PDF begins as one and is a whole page unless it has to be larger. */
    private static byte[] content(String name, int size) {
        byte[] page = name.toLowerCase(Locale.ROOT).endsWith(".pdf")
                ? PrintedPage.pdf(List.of("VAN BAN THU NGHIEM", "Khong co gia tri phap ly"))
                : new byte[0];
        if (page.length > 0 && size <= page.length) {
            return page;
        }
        byte[] content = new byte[Math.max(size, SMALLEST)];
        new Random(name.hashCode()).nextBytes(content);
        System.arraycopy(page, 0, content, 0, page.length);
        return content;
    }
}
