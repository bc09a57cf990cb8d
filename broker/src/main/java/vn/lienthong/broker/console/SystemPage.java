// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.console;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.ObjectMapper;
import vn.lienthong.broker.administration.AdministrationAnswer.SystemView;
import vn.lienthong.broker.administration.DeliveryRequest;
import vn.lienthong.broker.administration.MonitoringRequest;
import vn.lienthong.protocol.json.ExchangeJson;

/** The exchange itself. */
final class SystemPage {
    private SystemPage() {}

    /** What the page shows. */
    record View(Page page, SystemView system) {}

    static void route(RoutesConfig routes) {
        routes.get("/system", SystemPage::show);
        routes.get("/system/diagnostics", SystemPage::sendDiagnostics);
    }

    private static void show(Context context) {
        Visit visit = Visit.of(context);
        visit.show("system", new View(visit.page(), visit.ask(new MonitoringRequest.ShowSystem())));
    }

    /** What somebody who helps from afar wants to see first; no content of documents, no secrets. */
    private static void sendDiagnostics(Context context) throws IOException {
        Visit visit = Visit.of(context);
        Map<String, Object> parts = new LinkedHashMap<>();
        parts.put("system", visit.ask(new MonitoringRequest.ShowSystem()));
        parts.put("alerts", visit.ask(new MonitoringRequest.ListAlerts()));
        parts.put("queues", visit.ask(new DeliveryRequest.ListQueues()));
        parts.put("endpoints", visit.ask(new MonitoringRequest.ListEndpointStates()));
        ObjectMapper json = ExchangeJson.mapper();
        ByteArrayOutputStream bundle = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bundle, StandardCharsets.UTF_8)) {
            for (Map.Entry<String, Object> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey() + ".json"));
                zip.write(json.writerWithDefaultPrettyPrinter().writeValueAsBytes(part.getValue()));
                zip.closeEntry();
            }
        }
        context.contentType("application/zip")
                .header("Content-Disposition", "attachment; filename=\"lienthong-diagnostics.zip\"")
                .result(bundle.toByteArray());
    }
}
