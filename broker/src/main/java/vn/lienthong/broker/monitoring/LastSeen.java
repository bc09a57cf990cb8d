// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.monitoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.json.ExchangeJson;
import vn.lienthong.trust.PrivateFile;

/** When each endpoint was connected last, kept over restarts as well as can be. Not thread-safe. */
final class LastSeen {
    private static final Logger LOG = LoggerFactory.getLogger(LastSeen.class);

    private final Path file;
    private final Map<EndpointId, Instant> times = new HashMap<>();

    private record Content(Map<String, Instant> endpoints) {}

    LastSeen(Path file) {
        this.file = file;
        if (Files.exists(file)) {
            try {
                ExchangeJson.mapper()
                        .readValue(Files.readAllBytes(file), Content.class)
                        .endpoints()
                        .forEach((endpoint, time) -> times.put(new EndpointId(endpoint), time));
            } catch (IOException | JacksonException | IllegalArgumentException e) {
                LOG.atWarn().setCause(e).log("when endpoints were connected last is forgotten");
            }
        }
    }

    void note(EndpointId endpoint, Instant now) {
        times.put(endpoint, now);
    }

    Optional<Instant> of(EndpointId endpoint) {
        return Optional.ofNullable(times.get(endpoint));
    }

    void keep() {
        Map<String, Instant> content = new HashMap<>();
        times.forEach((endpoint, time) -> content.put(endpoint.value(), time));
        try {
            PrivateFile.replace(file, ExchangeJson.mapper().writeValueAsBytes(new Content(content)));
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("when endpoints were connected last cannot be kept");
        }
    }
}
