// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import java.util.List;
import vn.lienthong.protocol.Problem;

/**
 * The exchange or the library does not take the document as it is; {@link #problems()} says why, per recipient where it is
 * about recipients. Sending it again unchanged would give the same answer.
 */
public final class DocumentRefusedException extends ExchangeException {
    private static final long serialVersionUID = 1L;

    DocumentRefusedException(List<Problem> problems, Throwable cause) {
        super(problems, cause);
    }

    DocumentRefusedException(Problem problem) {
        super(List.of(problem));
    }
}
