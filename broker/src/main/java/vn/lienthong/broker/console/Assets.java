// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.console;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** Scripts and styles: those listed here and nothing else, so that no path leads anywhere. */
final class Assets {
    private static final String WEBJARS = "/META-INF/resources/webjars/";
    private static final Map<String, String> FILES = Map.of(
            "console.css",
            "assets/console.css",
            "console.js",
            "assets/console.js",
            "icon.svg",
            "assets/icon.svg",
            "htmx.js",
            WEBJARS + "htmx.org/2.0.10/dist/htmx.min.js",
            "uplot.js",
            WEBJARS + "uplot/1.6.30/dist/uPlot.iife.min.js",
            "uplot.css",
            WEBJARS + "uplot/1.6.30/dist/uPlot.min.css");

    private Assets() {}

    static void send(Context context) throws IOException {
        String file = FILES.get(context.pathParam("name"));
        if (file == null) {
            context.status(HttpStatus.NOT_FOUND).contentType("text/plain").result("there is no such file");
            return;
        }
        try (InputStream content = Assets.class.getResourceAsStream(file)) {
            if (content == null) {
                throw new IOException("the file " + file + " is missing");
            }
            context.header("Cache-Control", "max-age=3600")
                    .contentType(type(file))
                    .result(content.readAllBytes());
        }
    }

    private static String type(String file) {
        if (file.endsWith(".css")) {
            return "text/css; charset=utf-8";
        }
        return file.endsWith(".svg") ? "image/svg+xml" : "text/javascript; charset=utf-8";
    }
}
