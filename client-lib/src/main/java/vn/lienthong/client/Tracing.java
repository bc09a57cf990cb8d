// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.lienthong.protocol.Addresses;
import vn.lienthong.protocol.RoutingHeader;

/**
 * Spans around what the library does with messages, by the conventions of OpenTelemetry for messaging, in whatever the application
 * has set up for tracing. The context travels in the properties {@code traceparent} and {@code tracestate}; a message that carries
 * none, or none that can be read, is not traced where it is taken. Off, each call is one look at a field. Thread-safe.
 */
final class Tracing {
    private static final String SCOPE = "vn.lienthong.client";
    private static final TextMapPropagator W3C = W3CTraceContextPropagator.getInstance();
    private static final TextMapSetter<Message> WRITER = Tracing::set;
    private static final TextMapGetter<Message> READER = Tracing::get;

    private final @Nullable Tracer tracer;

    private Tracing(@Nullable Tracer tracer) {
        this.tracer = tracer;
    }

    /** As the configuration says. */
    static Tracing of(ClientConfig config) {
        return new Tracing(config.tracing() ? GlobalOpenTelemetry.getTracer(SCOPE) : null);
    }

    /** What is done with a message; the name is that of the conventions. */
    private enum Operation {
        SEND(SpanKind.PRODUCER),
        RECEIVE(SpanKind.CLIENT),
        PROCESS(SpanKind.CONSUMER),
        SETTLE(SpanKind.CLIENT);

        private final SpanKind kind;

        Operation(SpanKind kind) {
            this.kind = kind;
        }

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A submission is handed in. */
    Step send(RoutingHeader header) {
        Tracer known = tracer;
        return known == null
                ? Step.NONE
                : begin(known, Operation.SEND, new Trail(Context.current(), Addresses.SUBMIT, header));
    }

    /** Where a received message comes from; empty if it is not traced. */
    Trail trail(Message message, String queue, RoutingHeader header) {
        return tracer == null ? Trail.NONE : new Trail(carried(message), queue, header);
    }

    /** A message was handed out and is read. */
    Step receive(Trail trail) {
        return begin(Operation.RECEIVE, trail);
    }

    /** The application works on a message. */
    Step process(Trail trail) {
        return begin(Operation.PROCESS, trail);
    }

    /** A message is acknowledged or given back. */
    Step settle(Trail trail) {
        return begin(Operation.SETTLE, trail);
    }

    private Step begin(Operation operation, Trail trail) {
        Tracer known = tracer;
        return known == null || trail.context() == null ? Step.NONE : begin(known, operation, trail);
    }

    private static Step begin(Tracer tracer, Operation operation, Trail trail) {
        Span span = tracer.spanBuilder(operation.wireName() + " " + trail.queue())
                .setParent(trail.contextOrRoot())
                .setSpanKind(operation.kind)
                .setAttribute("messaging.system", "lienthong")
                .setAttribute("messaging.operation.name", operation.wireName())
                .setAttribute("messaging.operation.type", operation.wireName())
                .setAttribute("messaging.destination.name", trail.queue())
                .setAttribute("messaging.message.id", trail.submission())
                .startSpan();
        return new Step(span, trail);
    }

    /** Writes the present context into a message that goes out. */
    void write(Message message) {
        if (tracer != null) {
            W3C.inject(Context.current(), message, WRITER);
        }
    }

    /** Takes the present context along to another thread. */
    <T> Supplier<T> carry(Supplier<T> call) {
        return tracer == null ? call : Context.current().wrapSupplier(call);
    }

    private static @Nullable Context carried(Message message) {
        Context context = W3C.extract(Context.root(), message, READER);
        return Span.fromContext(context).getSpanContext().isValid() ? context : null;
    }

    private static void set(@Nullable Message message, String name, String value) {
        try {
            if (message != null) {
                message.setStringProperty(name, value);
            }
        } catch (JMSException e) {
            throw new IllegalStateException("property " + name + " cannot be written", e);
        }
    }

    /** Others may have written anything there. */
    private static @Nullable String get(@Nullable Message message, String name) {
        try {
            return message != null && message.getObjectProperty(name) instanceof String text ? text : null;
        } catch (JMSException e) {
            return null;
        }
    }

    /**
     * What spans of one message have in common.
     *
     * @param context the span they belong under; none if the message is not traced
     * @param queue where the message is
     * @param header what it is
     */
    record Trail(@Nullable Context context, String queue, @Nullable RoutingHeader header) {
        static final Trail NONE = new Trail(null, "", null);

        Context contextOrRoot() {
            return context == null ? Context.root() : context;
        }

        String submission() {
            return header == null ? "" : header.submission().value();
        }
    }

    /** A span under way on this thread; what is done meanwhile belongs under it. */
    static final class Step implements AutoCloseable {
        static final Step NONE = new Step(null, Trail.NONE);

        private final @Nullable Span span;
        private final Trail trail;
        private final @Nullable Scope scope;
        private boolean ended;

        @SuppressWarnings("MustBeClosedChecker") // closed by close(), which those who begin a step call
        private Step(@Nullable Span span, Trail trail) {
            this.span = span;
            this.trail = trail;
            this.scope = span == null ? null : trail.contextOrRoot().with(span).makeCurrent();
        }

        /** Where what follows from it belongs. */
        Trail trail() {
            return span == null
                    ? Trail.NONE
                    : new Trail(trail.contextOrRoot().with(span), trail.queue(), trail.header());
        }

        /** It did not succeed. */
        void failed(Throwable why) {
            if (span != null) {
                span.setStatus(StatusCode.ERROR);
                span.setAttribute("error.type", why.getClass().getName());
            }
        }

        /** Ends it; again it does nothing. */
        @Override
        public void close() {
            if (span != null && scope != null && !ended) {
                ended = true;
                scope.close();
                span.end();
            }
        }
    }
}
