// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;
import vn.lienthong.broker.signedlog.SignedLog;
import vn.lienthong.broker.text.SearchText;
import vn.lienthong.protocol.json.ExchangeJson;
import vn.lienthong.trust.LogHead;
import vn.lienthong.trust.SignedHead;

/**
 * What operators did: lines that are only ever added, under a tree whose head the exchange signs. Who changes or removes one
 * afterwards has to forge the signature; who keeps an old head can tell. Thread-safe.
 */
public final class AuditLog implements AutoCloseable {
    private static final ObjectMapper JSON = ExchangeJson.mapper();

    private final SignedLog log;
    private final Intents intents;

    /** Something that is begun: it is on record, whatever comes of it. */
    public final class Intent {
        private final Path file;

        private Intent(Path file) {
            this.file = file;
        }

        /**
         * Writes down what came of it; that is on disk when this returns.
         *
         * @throws UncheckedIOException if it is not; at the next start the log says that it is not known
         */
        public void end(AuditEntry entry) {
            synchronized (AuditLog.this) {
                add(entry);
                try {
                    intents.remove(file);
                } catch (IOException e) {
                    throw new UncheckedIOException("the audit log cannot be written", e);
                }
            }
        }
    }

    /**
     * An entry and its place.
     *
     * @param number counted from 1
     */
    public record Numbered(long number, AuditEntry entry) {}

    /**
     * Opens the log in a folder; makes it if there is none.
     *
     * @param signer signs heads in the name of the exchange
     * @throws UncheckedIOException if it was damaged
     */
    public AuditLog(Path folder, Function<LogHead, SignedHead> signer, Clock clock) {
        try {
            log = SignedLog.open(
                    folder, new SignedLog.Signing(LogHead.AUDIT_LOG, "audit log", signer, clock), AuditLog::check);
            intents = new Intents(folder.resolve("begun"));
            addWhatWasBegun();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of one that was begun the outcome may stand in the log, as its last line. */
    private void addWhatWasBegun() throws IOException {
        Optional<AuditEntry> last = size() == 0 ? Optional.empty() : Optional.of(entry(size()));
        for (Path left : intents.left()) {
            AuditEntry begun = JSON.readValue(Files.readAllBytes(left), AuditEntry.class);
            if (last.filter(entry -> entry.isOutcomeOf(begun)).isPresent()) {
                last = Optional.empty();
            } else {
                add(begun);
            }
            intents.remove(left);
        }
    }

    private AuditEntry entry(long number) {
        return JSON.readValue(line(number), AuditEntry.class);
    }

    /**
     * Says what is about to be done; it is on disk when this returns, and stays the last word if nothing follows.
     *
     * @param entry with an outcome that is not known
     * @throws UncheckedIOException if it is not; then it must not be done
     */
    public synchronized Intent begin(AuditEntry entry) {
        try {
            return new Intent(intents.write(JSON.writeValueAsBytes(entry)));
        } catch (IOException e) {
            throw new UncheckedIOException("the audit log cannot be written, so nothing was done", e);
        }
    }

    /**
     * Adds an entry; it is on disk when this returns.
     *
     * @throws UncheckedIOException if it is not
     */
    public synchronized void add(AuditEntry entry) {
        try {
            log.append(List.of(JSON.writeValueAsBytes(entry)));
            log.sign();
        } catch (IOException e) {
            throw new UncheckedIOException("the audit log cannot be written", e);
        }
    }

    /** The entries that match, the newest first. */
    public List<Numbered> find(AuditQuery query) {
        Optional<String> wanted = query.text().map(SearchText::of);
        List<Numbered> found = new ArrayList<>();
        long number = query.before().map(before -> Math.min(before - 1, size())).orElseGet(this::size);
        for (; number > 0 && found.size() < query.most(); number--) {
            byte[] line = line(number);
            if (wanted.isEmpty()
                    || SearchText.of(new String(line, StandardCharsets.UTF_8)).contains(wanted.get())) {
                AuditEntry entry = JSON.readValue(line, AuditEntry.class);
                if (query.matches(entry)) {
                    found.add(new Numbered(number, entry));
                }
            }
        }
        return found;
    }

    /** What the log is now, signed. */
    public synchronized SignedHead head() {
        return log.head();
    }

    /** Reads all of it again from disk; what is wrong, if anything is. */
    public synchronized Optional<String> verify() {
        return log.verify(AuditLog::check);
    }

    private synchronized long size() {
        return log.size();
    }

    private byte[] line(long number) {
        try {
            return log.line(number - 1);
        } catch (IOException e) {
            throw new UncheckedIOException("the audit log cannot be read", e);
        }
    }

    private static void check(long index, byte[] line) throws IOException {
        try {
            JSON.readValue(line, AuditEntry.class);
        } catch (JacksonException e) {
            throw new IOException("entry " + index + " cannot be there: " + e.getOriginalMessage(), e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            log.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the audit log cannot be closed", e);
        }
    }
}
