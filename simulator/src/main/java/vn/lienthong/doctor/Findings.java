// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.doctor;

import java.util.ArrayList;
import java.util.List;
import vn.lienthong.doctor.Finding.Outcome;
import vn.lienthong.words.Words;

/** What was found so far, in the order of looking. Not thread-safe. */
public final class Findings {
    private static final int REFUSED = 1;
    private static final int UNREACHABLE = 3;

    private final List<Finding> all = new ArrayList<>();

    void passed(Subject subject, Words what) {
        all.add(new Finding(subject, Outcome.PASSED, what, Words.NONE));
    }

    void warning(Subject subject, Words what, Words advice) {
        all.add(new Finding(subject, Outcome.WARNING, what, advice));
    }

    void failed(Subject subject, Words what, Words advice) {
        all.add(new Finding(subject, Outcome.FAILED, what, advice));
    }

    /** All of it. */
    public List<Finding> all() {
        return List.copyOf(all);
    }

    /** 0 if nothing failed, 3 if the exchange cannot be reached, else 1. */
    public int exitCode() {
        List<Finding> failed =
                all.stream().filter(one -> one.outcome() == Outcome.FAILED).toList();
        if (failed.isEmpty()) {
            return 0;
        }
        return failed.stream().anyMatch(one -> one.subject().isReachability()) ? UNREACHABLE : REFUSED;
    }
}
