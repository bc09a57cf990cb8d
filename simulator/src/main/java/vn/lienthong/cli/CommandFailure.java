// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import vn.lienthong.protocol.Problem;

/** A command ends without success; the problem says why, and its kind decides the exit code. */
final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    CommandFailure(Problem problem) {
        super(problem.toString());
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
