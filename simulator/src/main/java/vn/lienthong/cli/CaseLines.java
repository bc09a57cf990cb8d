// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.util.Optional;
import vn.lienthong.scenario.CaseResult;
import vn.lienthong.scenario.CaseRunner;
import vn.lienthong.scenario.Scenario;

/** Tells where the cases are and what came of each, a line or two a case. */
final class CaseLines implements CaseRunner.Listener {
    /** What a line of a terminal is cleared with. */
    private static final String ERASE = "\u001B[2K";

    private final Output output;
    private final boolean byHand;

    CaseLines(Output output, boolean byHand) {
        this.output = output;
        this.byHand = byHand;
    }

    /** For programs, one a case. */
    private record Line(String scenario, String title, String result, Optional<CaseResult.Mismatch> mismatch) {}

    @Override
    public void begins(Scenario one) {
        if (byHand) {
            output.notes()
                    .println("\n== " + one.id() + " " + one.title().in(output.locale()) + ": "
                            + one.proves().in(output.locale()));
        }
    }

    /** Whoever watches sees what takes so long. */
    @Override
    public void waits(Scenario one, String what) {
        if (output.surroundings().terminal() && !output.isJson() && !byHand) {
            output.notes().printf("\r%s\r%-7s %s", ERASE, one.id(), what);
            output.notes().flush();
        }
    }

    @Override
    public void ends(CaseResult result) {
        Scenario one = result.scenario();
        if (output.surroundings().terminal() && !output.isJson()) {
            output.notes().printf("\r%s\r", ERASE);
            output.notes().flush();
        }
        String text = String.format(
                "%-7s %-20s %s",
                one.id(),
                result.result().words().in(output.locale()),
                one.title().in(output.locale()));
        String why = result.mismatch()
                .map(mismatch -> "\n        " + output.word("expected ", "mong đợi ") + mismatch.expected()
                        + "\n        " + output.word("got ", "nhận được ") + mismatch.got())
                .orElse("");
        output.show(
                new Line(
                        one.id(), one.title().english(), result.result().words().english(), result.mismatch()),
                text + why);
    }
}
