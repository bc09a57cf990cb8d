// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import java.util.List;
import vn.lienthong.protocol.Problem;

/**
 * The endpoint may not do this: wrong or expired certificate, unknown endpoint, or an agency it does not host.
 */
public final class AccessDeniedException extends ExchangeException {
    private static final long serialVersionUID = 1L;

    AccessDeniedException(List<Problem> problems, Throwable cause) {
        super(problems, cause);
    }

    AccessDeniedException(Problem problem) {
        super(List.of(problem));
    }
}
