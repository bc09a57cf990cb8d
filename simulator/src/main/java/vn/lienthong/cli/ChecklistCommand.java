// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import vn.lienthong.conformance.Checklist;
import vn.lienthong.conformance.Ladder;

/** The requirements for those who build a system. */
@Command(
        name = "checklist",
        mixinStandardHelpOptions = true,
        description = "Print what a system must, should and may do, with the case that checks it, as Markdown.",
        footerHeading = "%nExample:%n",
        footer = "  lienthong checklist")
final class ChecklistCommand implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() {
        Ladder ladder = Ladder.shipped();
        output.show(ladder.cases(), Checklist.markdown(ladder).stripTrailing());
        return 0;
    }
}
