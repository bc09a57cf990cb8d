// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.Problem;

/**
 * Something the exchange or the library could not do. There are three kinds, for the three things a caller can do:
 * {@link ExchangeUnavailableException} (try again), {@link DocumentRefusedException} (change the document) and
 * {@link AccessDeniedException} (change the rights).
 */
public abstract sealed class ExchangeException extends RuntimeException
        permits ExchangeUnavailableException, DocumentRefusedException, AccessDeniedException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    ExchangeException(List<Problem> problems, Throwable cause) {
        super(text(problems, Locale.ENGLISH), cause);
        this.problems = List.copyOf(problems);
    }

    ExchangeException(List<Problem> problems) {
        super(text(problems, Locale.ENGLISH));
        this.problems = List.copyOf(problems);
    }

    /** Everything that is wrong, at least one problem; for a refused document one per recipient. */
    public List<Problem> problems() {
        return problems;
    }

    /** The code of the first problem. */
    public ErrorCode code() {
        return problems.get(0).code();
    }

    /** The problems in Vietnamese or English, one per line, each with its code. */
    public String message(Locale locale) {
        return text(problems, locale);
    }

    private static String text(List<Problem> problems, Locale locale) {
        return problems.stream()
                .map(problem -> problem.code().code() + " " + problem.message(locale))
                .collect(Collectors.joining("\n"));
    }
}
