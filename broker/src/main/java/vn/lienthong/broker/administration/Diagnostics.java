// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.administration;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.ObjectMapper;
import vn.lienthong.protocol.json.ExchangeJson;

/** What somebody who helps from afar wants to see first; no content of documents, no secrets. */
public final class Diagnostics {
    private Diagnostics() {}

    /** Somebody through whom the exchange is asked. */
    @FunctionalInterface
    public interface Asker {
        /**
         * Asks.
         *
         * @throws IOException if the exchange cannot be reached
         */
        <A extends AdministrationAnswer> A ask(AdministrationRequest<A> request) throws IOException;
    }

    /**
     * Writes it as a ZIP file, one part for each thing that is asked.
     *
     * @throws IOException if the exchange cannot be reached or the file cannot be written
     */
    public static void write(Asker asker, OutputStream file) throws IOException {
        Map<String, Object> parts = new LinkedHashMap<>();
        parts.put("system", asker.ask(new MonitoringRequest.ShowSystem()));
        parts.put("alerts", asker.ask(new MonitoringRequest.ListAlerts()));
        parts.put("queues", asker.ask(new DeliveryRequest.ListQueues()));
        parts.put("endpoints", asker.ask(new MonitoringRequest.ListEndpointStates()));
        ObjectMapper json = ExchangeJson.mapper();
        ZipOutputStream zip = new ZipOutputStream(file, StandardCharsets.UTF_8);
        for (Map.Entry<String, Object> part : parts.entrySet()) {
            zip.putNextEntry(new ZipEntry(part.getKey() + ".json"));
            zip.write(json.writerWithDefaultPrettyPrinter().writeValueAsBytes(part.getValue()));
            zip.closeEntry();
        }
        zip.finish();
    }
}
