// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.console;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
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
        visit.show("system", new View(visit.page(), visit.ask(new MonitoringRequest.ShowSystem())));
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
