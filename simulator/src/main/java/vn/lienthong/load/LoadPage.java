// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.load;

import java.util.List;
import java.util.Locale;

/** The result of a run as a page that stands alone. */
public final class LoadPage {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 220;

    private static final String HEAD =
            """
            <!doctype html><html lang="en"><meta charset="utf-8"><title>Lienthong load</title><style>
            body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto}table{border-collapse:collapse}
            th,td{padding:.3rem .8rem;text-align:right;border-bottom:1px solid #ccc}th:first-child{text-align:left}
            </style><h1>Load:\s""";

    private LoadPage() {}

    /** Writes it. */
    public static String of(LoadResult result) {
        StringBuilder page = new StringBuilder();
        page.append(HEAD).append(result.profile()).append("</h1><p>");
        page.append(String.format(
                Locale.ROOT,
                "%d agencies, %.0f s, %.0f messages/s, %.1f MB/s taken in, %s %.1f s later.</p>",
                result.agencies(),
                result.seconds(),
                result.rate(),
                result.bytes() / 1e6 / Math.max(1, result.seconds()),
                result.settled() ? "everything there" : "<strong>not everything there</strong>",
                result.drained()));
        page.append("<h2>Messages of each second</h2>").append(chart(result.rates()));
        page.append(
                "<h2>Latency, ms</h2><table><tr><th></th><th>p50</th><th>p95</th><th>p99</th><th>p99.9</th><th>max</th></tr>");
        page.append(row("accepted", result.latencies().accepted()));
        page.append(row("delivered", result.latencies().delivered()));
        page.append(row("status heard", result.latencies().heard()));
        LoadResult.Counts counts = result.counts();
        page.append(String.format(
                Locale.ROOT,
                "</table><h2>Account</h2><p>%d documents accepted, %d refused; %d deliveries expected, %d delivered, "
                        + "%d repeated and marked; %d statuses reported, %d heard.<br><strong>lost %d, duplicated %d</strong></p></html>%n",
                counts.documents(),
                counts.refused(),
                counts.expected(),
                counts.delivered(),
                counts.repeated(),
                counts.reported(),
                counts.heard(),
                counts.lost(),
                counts.twice()));
        return page.toString();
    }

    private static String row(String name, LoadResult.Percentiles found) {
        return String.format(
                Locale.ROOT,
                "<tr><th scope=\"row\">%s</th><td>%.1f</td><td>%.1f</td><td>%.1f</td><td>%.1f</td><td>%.1f</td></tr>",
                name,
                found.p50(),
                found.p95(),
                found.p99(),
                found.p999(),
                found.max());
    }

    private static String chart(List<Long> rates) {
        long most = Math.max(1, rates.stream().mapToLong(Long::longValue).max().orElse(1));
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < rates.size(); i++) {
            points.append(String.format(
                    Locale.ROOT,
                    "%.1f,%.1f ",
                    i * (double) WIDTH / Math.max(1, rates.size() - 1),
                    HEIGHT - rates.get(i) * (double) HEIGHT / most));
        }
        return "<svg viewBox=\"0 0 " + WIDTH + " " + HEIGHT
                + "\" role=\"img\" aria-label=\"messages of each second, at most "
                + most + "\"><polyline fill=\"none\" stroke=\"#0b62a3\" stroke-width=\"2\" points=\"" + points
                + "\"/><text x=\"4\" y=\"14\" font-size=\"14\">" + most + "/s</text></svg>";
    }
}
