// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.console;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import vn.lienthong.broker.administration.AdministrationAnswer.SystemView;
import vn.lienthong.broker.administration.Diagnostics;
import vn.lienthong.broker.administration.MonitoringRequest;

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
        Page page = visit.page();
        SystemView system = visit.ask(new MonitoringRequest.ShowSystem());
        if (Sheet.isAsked(visit)) {
            sheet(page).send(context, List.copyOf(system.settings().entrySet()));
        } else {
            visit.show("system", new View(page, system));
        }
    }

    private static Sheet<Map.Entry<String, String>> sheet(Page page) {
        return new Sheet<Map.Entry<String, String>>("settings")
                .with(page.t("column.setting"), Map.Entry::getKey)
                .with(page.t("column.value"), Map.Entry::getValue);
    }

    private static void sendDiagnostics(Context context) throws IOException {
        Visit visit = Visit.of(context);
        ByteArrayOutputStream bundle = new ByteArrayOutputStream();
        Diagnostics.write(visit::ask, bundle);
        context.contentType("application/zip")
                .header("Content-Disposition", "attachment; filename=\"lienthong-diagnostics.zip\"")
                .result(bundle.toByteArray());
    }
}
