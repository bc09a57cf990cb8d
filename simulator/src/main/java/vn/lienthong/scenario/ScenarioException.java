// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.scenario;

/** A case that cannot be read, with the file, the place in it and what is wrong there. */
public final class ScenarioException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is wrong. */
    public ScenarioException(String message) {
        super(message);
    }
}
