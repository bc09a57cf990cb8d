// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import vn.lienthong.benchmark.ConsoleBenchmark.Known;
import vn.lienthong.benchmark.ConsoleBenchmark.PageTime;

/** Every page of the console, asked one after the other. */
final class ConsolePages {
    private static final int TIMES = 30;
    private static final double NANOS_PER_MILLI = 1e6;

    private final Browser browser;
    private final List<Known> known;

    ConsolePages(Browser browser, List<Known> known) {
        this.browser = browser;
        this.known = known;
    }

    private static Map<String, Function<Known, String>> pages() {
        Map<String, Function<Known, String>> pages = new LinkedHashMap<>();
        pages.put("today", letter -> "/");
        pages.put("today, chart of a week", letter -> "/?span=WEEK");
        pages.put("find by number", letter -> "/find?q=" + Browser.encoded(letter.reference()));
        pages.put("find by words", letter -> "/find?q=" + Browser.encoded(words(letter.subject())));
        pages.put("find what an agency got", letter -> "/find?to=" + letter.recipient());
        pages.put("find what waits", letter -> "/find?state=QUEUED");
        pages.put("a document", ConsolePages::document);
        pages.put("agencies", letter -> "/agencies");
        pages.put("agencies by name", letter -> "/agencies?q=huyen");
        pages.put("an agency", letter -> "/agencies/" + TestBed.SENDING_AGENCY);
        pages.put("dead letters", letter -> "/dead-letters");
        pages.put("queues", letter -> "/queues");
        pages.put("a queue", letter -> "/queues/inbox.fan-1");
        pages.put("responses of a month", letter -> "/reports");
        pages.put("overdue", letter -> "/reports/overdue");
        pages.put("overdue of an agency", letter -> "/reports/overdue?agency=" + letter.recipient());
        pages.put("audit", letter -> "/audit");
        pages.put("system", letter -> "/system");
        pages.put("runbooks", letter -> "/runbooks");
        return pages;
    }

    static String document(Known letter) {
        return "/document?agency=" + letter.agency() + "&id=" + Browser.encoded(letter.id());
    }

    private static String words(String subject) {
        List<String> words = List.of(subject.split("\\s+", -1));
        return String.join(" ", words.subList(0, Math.min(3, words.size())));
    }

    List<PageTime> measure() throws IOException, InterruptedException {
        List<PageTime> times = new ArrayList<>();
        for (var page : pages().entrySet()) {
            times.add(measure(page.getKey(), page.getValue()));
        }
        return times;
    }

    private PageTime measure(String name, Function<Known, String> page) throws IOException, InterruptedException {
        List<Long> nanos = new ArrayList<>();
        long bytes = 0;
        for (int i = 0; i < TIMES; i++) {
            String path = page.apply(known.get(i % known.size()));
            long start = System.nanoTime();
            bytes += browser.get(path, false);
            nanos.add(System.nanoTime() - start);
        }
        nanos.sort(null);
        return new PageTime(
                name, bytes / TIMES, nanos.get(TIMES / 2) / NANOS_PER_MILLI, nanos.get(TIMES - 1) / NANOS_PER_MILLI);
    }
}
