// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import java.util.List;
import vn.lienthong.protocol.Problem;

/**
 * The exchange could not be reached or did not answer in time. Nothing is known to have been accepted; sending the same
 * {@link Document} again is safe, it carries the same submission id.
 */
public final class ExchangeUnavailableException extends ExchangeException {
    private static final long serialVersionUID = 1L;

    ExchangeUnavailableException(List<Problem> problems, Throwable cause) {
        super(problems, cause);
    }

    ExchangeUnavailableException(Problem problem) {
        super(List.of(problem));
    }
}
