// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.alerts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import vn.lienthong.broker.alerts.AlertDesk.Silence;
import vn.lienthong.protocol.json.ExchangeJson;
import vn.lienthong.trust.PrivateFile;

/** The alerts that hold and what is silenced, kept over restarts as well as can be. Not thread-safe. */
final class AlertFile {
    private static final Logger LOG = LoggerFactory.getLogger(AlertFile.class);

    private final Path file;
    private boolean failed;

    /** What is kept. */
    record Content(List<Alert> active, List<Silence> silences) {
        Content {
            active = List.copyOf(active);
            silences = List.copyOf(silences);
        }
    }

    AlertFile(Path folder) {
        this.file = folder.resolve("alerts.json");
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("folder " + folder + " cannot be made", e);
        }
    }

    Content read() {
        if (Files.exists(file)) {
            try {
                return ExchangeJson.mapper().readValue(Files.readAllBytes(file), Content.class);
            } catch (IOException | JacksonException e) {
                LOG.atWarn().setCause(e).log("who has seen to alerts, and what is silenced, is forgotten");
            }
        }
        return new Content(List.of(), List.of());
    }

    /** Whether it is on disk when this returns. */
    boolean write(Content content) {
        try {
            PrivateFile.replace(file, ExchangeJson.mapper().writeValueAsBytes(content));
            failed = false;
        } catch (IOException e) {
            if (!failed) {
                LOG.atWarn().setCause(e).log("alerts cannot be written down; a restart would forget them");
            }
            failed = true;
        }
        return !failed;
    }
}
