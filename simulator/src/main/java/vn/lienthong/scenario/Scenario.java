// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.scenario;

import java.util.List;
import vn.lienthong.words.Words;

/**
 * One case.
 *
 * @param id such as {@code L4-N06}: the level, {@code N} for what must work and {@code F} for what must fail, a number
 * @param title what happens
 * @param proves what a system that passes it can do
 * @param requirement the requirement it checks
 * @param failures the entries of the catalogue of failures it was made for
 * @param needs cases without which it says nothing; it is skipped when one of them failed
 * @param steps what is done, in order
 */
public record Scenario(
        String id,
        Words title,
        Words proves,
        Requirement requirement,
        List<String> failures,
        List<String> needs,
        List<Step> steps) {
    /** Copies the lists. */
    public Scenario {
        failures = List.copyOf(failures);
        needs = List.copyOf(needs);
        steps = List.copyOf(steps);
    }

    /**
     * What is required.
     *
     * @param id the number of the requirement
     * @param duty how binding it is
     * @param clause where it is written
     */
    public record Requirement(String id, Duty duty, String clause) {}

    /** How binding a requirement is. */
    public enum Duty {
        /** Without it no level is reached. */
        MUST,
        /** Without it the result is a warning. */
        SHOULD,
        /** It is reported and changes no result. */
        MAY
    }

    /** The level it belongs to, {@code L0} to {@code L6}. */
    public String level() {
        return id.substring(0, 2);
    }
}
