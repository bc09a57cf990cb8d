// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What a logger is told while this is open. */
final class LogLines implements AutoCloseable {
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger log;

    LogLines(String logger) {
        log = (Logger) LoggerFactory.getLogger(logger);
        lines.start();
        log.addAppender(lines);
    }

    List<String> messages() {
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Override
    public void close() {
        log.detachAppender(lines);
    }
}
