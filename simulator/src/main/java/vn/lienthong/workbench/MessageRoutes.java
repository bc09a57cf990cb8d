// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.workbench;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import vn.lienthong.edxml.VietnamTime;
import vn.lienthong.workbench.MessageLog.Arrival;

/** What came, over HTTP: the list, and of each message its file, its header and its attachments. */
final class MessageRoutes {
    private final Workbench bench;

    MessageRoutes(Workbench bench) {
        this.bench = bench;
    }

    void add(JavalinConfig config) {
        config.routes.get(
                "/api/messages",
                context -> WorkbenchServer.answer(
                        context, bench.log().since(WorkbenchServer.number(context, "since", 0))));
        config.routes.get("/api/messages/{number}/file", this::file);
        config.routes.get("/api/messages/{number}/header", this::header);
        config.routes.get("/api/messages/{number}/attachments", this::attachments);
        config.routes.get("/api/messages/{number}/attachments/{place}", this::attachment);
        config.routes.get(
                "/api/messages/{number}/copies",
                context -> WorkbenchServer.answer(
                        context,
                        WorkbenchServer.copies(bench, context)
                                .of(arrival(context).entry())));
    }

    private void file(Context context) {
        String text = bench.log()
                .file(place(context, "number"))
                .orElseThrow(() -> new NotPossibleException(
                        "no document with this number is kept", "không có văn bản nào đang được lưu mang số này"));
        context.contentType("text/plain; charset=utf-8").result(text.getBytes(StandardCharsets.UTF_8));
    }

    private void header(Context context) {
        LocalDate today = LocalDate.ofInstant(bench.time(), VietnamTime.ZONE);
        WorkbenchServer.answer(context, DecodedHeader.of(arrival(context).message(), today));
    }

    private void attachments(Context context) {
        WorkbenchServer.answer(
                context, bench.log().attachments().now(arrival(context).entry()));
    }

    /** Whatever is in it, a browser saves it and shows nothing of it here. */
    private void attachment(Context context) throws IOException {
        KeptAttachments.Opened opened =
                bench.log().attachments().open(arrival(context).entry(), place(context, "place"));
        context.header("Content-Disposition", disposition(opened.view().name()));
        context.header("Content-Security-Policy", "default-src 'none'; sandbox");
        context.contentType("application/octet-stream").result(opened.content());
    }

    /** As RFC 6266 has it: a plain name for old programs, and the whole name. */
    static String disposition(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9._-]", "_");
        String whole = URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
        return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + whole;
    }

    private Arrival arrival(Context context) {
        return bench.log().arrival(place(context, "number"));
    }

    private static int place(Context context, String name) {
        return WorkbenchServer.number(name, context.pathParam(name));
    }
}
