// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;

/** Shows an exchange in a terminal until somebody has seen enough. */
final class TopTerminal {
    private static final int CONTROL_C = 3;
    private static final int DEFAULT_COLUMNS = 80;
    private static final int DEFAULT_LINES = 24;

    private final Terminal terminal;
    private final TopScreen screen;
    private final Source source;
    private final Duration interval;

    /** Where looks come from. */
    @FunctionalInterface
    interface Source {
        /**
         * Looks.
         *
         * @throws IOException if the exchange cannot be reached
         */
        TopLook look() throws IOException;
    }

    TopTerminal(Terminal terminal, TopScreen screen, Source source, Duration interval) {
        this.terminal = terminal;
        this.screen = screen;
        this.source = source;
        this.interval = interval;
    }

    /** Shows it until a key says to stop. The first look must succeed; an exchange that goes away later may come back. */
    void show(TopOrder order, boolean queues) throws IOException {
        TopLook first = source.look();
        Attributes before = terminal.enterRawMode();
        Attributes raw = terminal.getAttributes();
        raw.setLocalFlag(Attributes.LocalFlag.ISIG, false); // Ctrl-C is a key, so that the screen is left tidy
        terminal.setAttributes(raw);
        terminal.puts(Capability.enter_ca_mode);
        terminal.puts(Capability.cursor_invisible);
        try {
            follow(new TopScreen.View(first, first, order, queues));
        } finally {
            terminal.puts(Capability.exit_ca_mode);
            terminal.puts(Capability.cursor_visible);
            terminal.flush();
            terminal.setAttributes(before);
        }
    }

    private void follow(TopScreen.View first) throws IOException {
        Display display = new Display(terminal, true);
        TopScreen.View view = first;
        Optional<String> trouble = Optional.empty();
        Instant next = Instant.now();
        while (true) {
            draw(display, view, trouble);
            int key = key(next);
            if (key == 'q' || key == CONTROL_C || key == NonBlockingReader.EOF) {
                return;
            }
            if (key == NonBlockingReader.READ_EXPIRED) {
                next = Instant.now().plus(interval);
                try {
                    view = new TopScreen.View(source.look(), view.look(), view.order(), view.queues());
                    trouble = Optional.empty();
                } catch (IOException | CommandFailure e) {
                    trouble = Optional.of(screen.away(view.look().at()));
                }
            } else {
                display.clear(); // what another program wrote over the screen goes as well
                boolean other = key == 'u';
                view = new TopScreen.View(
                        view.look(), view.before(), TopOrder.ofKey(key).orElse(view.order()), other != view.queues());
            }
        }
    }

    private int key(Instant until) throws IOException {
        long patience = Math.max(1, Duration.between(Instant.now(), until).toMillis());
        return terminal.reader().read(patience);
    }

    private void draw(Display display, TopScreen.View view, Optional<String> trouble) {
        Size size = terminal.getSize();
        int columns = size.getColumns() > 0 ? size.getColumns() : DEFAULT_COLUMNS;
        int lines = size.getRows() > 0 ? size.getRows() : DEFAULT_LINES;
        display.resize(lines, columns);
        List<AttributedString> text = screen.live(view, new TopScreen.Room(columns, lines), trouble).stream()
                .map(AttributedString::new)
                .collect(Collectors.toCollection(ArrayList::new)); // the display clears it in its time
        display.update(text, 0);
    }
}
