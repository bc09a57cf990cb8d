// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.benchmark;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.benchmark.ConsoleBenchmark.Known;

/** Pages that are open, each of which asks for what it shows when it is told of a change, as browsers do. Thread-safe. */
final class OpenPages implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OpenPages.class);

    private final Browser browser;
    private final List<String> paths = new ArrayList<>();
    private final AtomicLong renewals = new AtomicLong();
    private final List<InputStream> listening = new ArrayList<>();
    private volatile boolean open;

    /** So many pages, of the kinds that operators leave open. */
    OpenPages(Browser browser, int count, List<Known> known) {
        this.browser = browser;
        for (int i = 0; i < count; i++) {
            paths.add(
                    switch (i % 5) {
                        case 0 -> "/";
                        case 1 -> "/agencies";
                        case 2 -> "/queues";
                        case 3 -> "/dead-letters";
                        default -> ConsolePages.document(known.get(i % known.size()));
                    });
        }
    }

    /** Opens all, or closes them; nothing if they are. */
    void open(boolean wanted) throws IOException, InterruptedException {
        if (open != wanted) {
            change(wanted);
        }
    }

    private synchronized void change(boolean wanted) throws IOException, InterruptedException {
        if (open == wanted) {
            return;
        }
        open = wanted;
        if (!wanted) {
            close();
            return;
        }
        for (String path : paths) {
            InputStream events = browser.listen();
            listening.add(events);
            Thread thread = new Thread(() -> follow(path, events), "open-page");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void follow(String path, InputStream events) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(events, StandardCharsets.UTF_8))) {
            browser.get(path, false);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals("event: changed")) {
                    browser.get(path, true);
                    renewals.incrementAndGet();
                }
            }
            throw new EOFException("the exchange ended it");
        } catch (IOException e) {
            if (open) {
                LOG.atError().setCause(e).addKeyValue("page", path).log("an open page lost its exchange");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How often a page asked for what had changed. */
    long renewals() {
        return renewals.get();
    }

    @Override
    public synchronized void close() {
        open = false;
        for (InputStream events : listening) {
            try {
                events.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        listening.clear();
    }
}
