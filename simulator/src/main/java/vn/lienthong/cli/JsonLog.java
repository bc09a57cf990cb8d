// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.EncoderBase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;
import vn.lienthong.protocol.json.ExchangeJson;

/**
 * The log as JSON, one object on a line, for programs that collect logs. Keys are those of the handbook; a message says what
 * happened and never what a document says.
 */
final class JsonLog extends EncoderBase<ILoggingEvent> {
    /** How the log is written: {@code text} (usual) or {@code json}. */
    static final String VARIABLE = "LIENTHONG_LOG_FORMAT";

    /** What every line has; {@code exception} only where there is one. */
    static final List<String> KEYS = List.of("time", "level", "logger", "thread", "message", "exception");

    private static final byte[] NOTHING = new byte[0];

    /**
     * Has the log written in a format.
     *
     * @return false if there is no such format
     */
    static boolean apply(Optional<String> format) {
        if (format.isPresent() && format.get().equals("json")) {
            if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
                context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)
                        .iteratorForAppenders()
                        .forEachRemaining(appender -> {
                            if (appender instanceof OutputStreamAppender<ILoggingEvent> stream) {
                                replaceEncoder(stream, context);
                            }
                        });
            }
            return true;
        }
        return format.isEmpty() || format.get().equals("text");
    }

    private static void replaceEncoder(OutputStreamAppender<ILoggingEvent> appender, LoggerContext context) {
        JsonLog encoder = new JsonLog();
        encoder.setContext(context);
        encoder.start();
        appender.stop();
        appender.setEncoder(encoder);
        appender.start();
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("time", event.getInstant().toString());
        line.put("level", event.getLevel().toString());
        line.put("logger", event.getLoggerName());
        line.put("thread", event.getThreadName());
        line.put("message", event.getFormattedMessage());
        Optional.ofNullable(event.getMDCPropertyMap()).ifPresent(context -> context.forEach(line::putIfAbsent));
        Optional.ofNullable(event.getKeyValuePairs()).ifPresent(pairs -> pairs.forEach(pair -> add(line, pair)));
        if (event.getThrowableProxy() != null) {
            line.put("exception", ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
        byte[] json = ExchangeJson.mapper().writeValueAsBytes(line);
        byte[] ended = new byte[json.length + 1];
        System.arraycopy(json, 0, ended, 0, json.length);
        ended[json.length] = '\n';
        return ended;
    }

    private static void add(Map<String, Object> line, KeyValuePair pair) {
        Object value = pair.value;
        line.putIfAbsent(pair.key, value instanceof Number || value instanceof Boolean ? value : String.valueOf(value));
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }
}
