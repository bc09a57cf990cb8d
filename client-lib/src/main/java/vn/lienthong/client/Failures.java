// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.Problem;
import vn.lienthong.protocol.Refusal;
import vn.lienthong.protocol.RefusalException;

/** Translates what the transport throws into the three kinds a caller knows. The only place that does. */
final class Failures {
    private Failures() {}

    /** A final answer of the exchange, if the failure is one; otherwise trying again may help. */
    static Optional<ExchangeException> finalAnswer(JMSException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Optional<Refusal> refusal = Refusal.parse(String.valueOf(cause.getMessage()));
            if (refusal.isPresent()) {
                return Optional.of(of(refusal.get().problems(), failure));
            }
        }
        return failure instanceof JMSSecurityException ? Optional.of(denied(failure)) : Optional.empty();
    }

    /** The exception for problems, by what a caller can do about the first one. */
    static ExchangeException of(List<Problem> problems, Throwable cause) {
        return switch (problems.get(0).code().kind()) {
            case REFUSED -> new DocumentRefusedException(problems, cause);
            case DENIED -> new AccessDeniedException(problems, cause);
            case UNAVAILABLE -> new ExchangeUnavailableException(problems, cause);
        };
    }

    static ExchangeException of(RefusalException refusal) {
        return of(refusal.refusal().problems(), refusal);
    }

    /** The content of what is to be sent cannot be read. */
    static DocumentRefusedException unreadable(Exception why) {
        return new DocumentRefusedException(List.of(ErrorCode.CONTENT_UNREADABLE.with(why.toString())), why);
    }

    static ExchangeUnavailableException noAnswer(ClientConfig config, @Nullable Throwable last) {
        String reason = last == null ? "not connected" : reason(last);
        Problem problem = ErrorCode.CONNECTION_LOST.with(config.sendTimeout().toSeconds() + " s", reason);
        return last == null
                ? new ExchangeUnavailableException(problem)
                : new ExchangeUnavailableException(List.of(problem), last);
    }

    static ExchangeUnavailableException cannotConnect(ClientConfig config, Throwable cause) {
        Problem problem = ErrorCode.CANNOT_CONNECT.with(config.host() + ":" + config.port(), reason(cause));
        return new ExchangeUnavailableException(List.of(problem), cause);
    }

    private static AccessDeniedException denied(JMSException failure) {
        return new AccessDeniedException(List.of(ErrorCode.ACCESS_DENIED.with(reason(failure))), failure);
    }

    /** What is at the bottom of it: the transport wraps the reason in words of its own. */
    private static String reason(Throwable failure) {
        Throwable bottom = failure;
        while (bottom.getCause() != null) {
            bottom = bottom.getCause();
        }
        return bottom.getMessage() == null ? bottom.getClass().getSimpleName() : bottom.getMessage();
    }
}
