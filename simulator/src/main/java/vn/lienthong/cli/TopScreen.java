// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import vn.lienthong.broker.administration.EndpointCondition;
import vn.lienthong.broker.alerts.Alert;
import vn.lienthong.broker.alerts.Severity;
import vn.lienthong.broker.console.Texts;

/** The screen as lines of text, as wide and as high as the terminal is. */
final class TopScreen {
    private static final int LINES_AROUND = 5;
    private static final int LEAST_NAME = 12;
    private static final int[] WIDTHS = {12, 9, 14, 8, 8, 7};

    private final Locale locale;

    TopScreen(Locale locale) {
        this.locale = locale;
    }

    /** What is to be seen of the exchange. */
    record View(TopLook look, TopLook before, TopOrder order, boolean queues) {
        List<TopRow> rows() {
            List<TopRow> rows = queues ? look.queueRows(before) : look.endpointRows(before);
            return rows.stream().sorted(order.comparator()).toList();
        }
    }

    /** Room for it. */
    record Room(int columns, int lines) {
        /** All rows, in a terminal as they have always been. */
        static final Room UNLIMITED = new Room(80, Integer.MAX_VALUE);
    }

    /** The screen with its keys at the bottom. */
    List<String> live(View view, Room room, Optional<String> trouble) {
        List<String> lines = snapshot(view, room);
        while (lines.size() < room.lines() - 1) {
            lines.add("");
        }
        lines.add(fit(trouble.orElseGet(this::keys), room.columns()));
        return lines;
    }

    /** The screen without keys. */
    List<String> snapshot(View view, Room room) {
        List<TopRow> rows = view.rows();
        int shown = Math.min(rows.size(), Math.max(1, room.lines() - LINES_AROUND));
        List<String> lines = new ArrayList<>();
        lines.add(fit(exchange(view.look()), room.columns()));
        lines.add(fit(attention(view.look().alerts()), room.columns()));
        lines.add(heading(view, room));
        rows.subList(0, shown).forEach(row -> lines.add(line(row, room)));
        if (shown < rows.size()) {
            lines.add(fit((rows.size() - shown) + word(" more", " dòng nữa"), room.columns()));
        }
        return lines;
    }

    private String exchange(TopLook look) {
        long online = look.endpoints().stream()
                .filter(state -> state.connections() > 0)
                .count();
        return LocalTime.of(look.at()) + "  "
                + word("connected ", "kết nối ") + online + "/"
                + look.endpoints().size()
                + word("  disk ", "  đĩa ") + look.system().disk().percent() + " %"
                + look.system()
                        .ledger()
                        .map(ledger -> ledger.reachable()
                                ? word("  ledger behind ", "  sổ cái chậm ") + ledger.lag()
                                : word("  ledger away", "  sổ cái không trả lời"))
                        .orElse("");
    }

    private String attention(List<Alert> alerts) {
        String counts = Arrays.stream(Severity.values())
                .map(severity -> texts().name("severity", severity) + " "
                        + alerts.stream()
                                .filter(alert -> alert.severity() == severity)
                                .count())
                .collect(Collectors.joining("  "));
        return alerts.isEmpty()
                ? word("nothing needs attention", "không có gì cần chú ý")
                : counts + "  " + alerts.get(0).id();
    }

    private String heading(View view, Room room) {
        String name = view.queues() ? word("QUEUE", "HÀNG ĐỢI") : word("ENDPOINT", "HỆ THỐNG");
        return cells(
                room,
                name,
                word("STATE", "T.TRẠNG"),
                mark(view, TopOrder.BACKLOG, word("WAITING", "CHỜ")),
                mark(view, TopOrder.OLDEST, word("OLDEST", "CŨ NHẤT")),
                mark(view, TopOrder.RATE, word("IN/s", "VÀO/s")),
                word("OUT/s", "RA/s"),
                mark(view, TopOrder.DEAD, word("DEAD", "LỖI")));
    }

    private static String mark(View view, TopOrder order, String heading) {
        return view.order() == order ? heading + "*" : heading;
    }

    private String line(TopRow row, Room room) {
        return cells(
                room,
                row.name(),
                row.condition().map(this::condition).orElse(word("taken by ", "bên nhận ") + row.consumers()),
                Long.toString(row.waiting()),
                row.waiting() == 0 ? "-" : texts().duration(Duration.ofSeconds(row.oldestSeconds())),
                rate(row.in()),
                rate(row.out()),
                Long.toString(row.dead()));
    }

    private String condition(EndpointCondition condition) {
        return switch (condition) {
            case SILENT -> word("silent!", "im lặng!");
            case SLOW -> word("slow!", "chậm!");
            case PAUSED -> word("paused", "tạm ngừng");
            case ENDING -> word("cert ends", "c.thư hết");
            case AWAY -> word("away", "vắng");
            case ONLINE -> word("online", "kết nối");
        };
    }

    private static String rate(double rate) {
        return String.format(Locale.ROOT, rate < 100 ? "%.1f" : "%.0f", rate);
    }

    /** The name takes what the figures leave, and the figures stand to the right. */
    private static String cells(Room room, String name, String state, String... figures) {
        int others = Arrays.stream(WIDTHS).sum();
        int first = Math.max(LEAST_NAME, room.columns() - others);
        StringBuilder line = new StringBuilder(pad(name, first)).append(pad(state, WIDTHS[0]));
        for (int i = 0; i < figures.length; i++) {
            String figure = fit(figures[i], WIDTHS[i + 1] - 1);
            line.append(" ".repeat(WIDTHS[i + 1] - figure.length())).append(figure);
        }
        return fit(line.toString(), room.columns());
    }

    private static String pad(String text, int width) {
        String cut = fit(text, width - 1);
        return cut + " ".repeat(width - cut.length());
    }

    private static String fit(String text, int width) {
        return text.length() <= width ? text : text.substring(0, Math.max(0, width - 1)) + "…";
    }

    /** What is said while the exchange does not answer. */
    String away(Instant since) {
        return word("the exchange has not answered since ", "trục liên thông không trả lời từ ")
                + LocalTime.of(since)
                + word("; q quit", "; q thoát");
    }

    private String keys() {
        return word(
                "sort: b backlog  o oldest  r rate  d dead    u queues/endpoints    q quit",
                "xếp theo: b tồn  o cũ nhất  r lưu lượng  d thư lỗi    u hàng đợi/hệ thống    q thoát");
    }

    private String word(String english, String vietnamese) {
        return locale.getLanguage().equals("vi") ? vietnamese : english;
    }

    private Texts texts() {
        return Texts.of(locale.getLanguage());
    }
}
