// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import vn.lienthong.broker.text.CsvSheet;

/** Lets a command print a sheet instead of a table. */
final class CsvOption {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--csv", description = "Print CSV for a spreadsheet (UTF-8).")
    private boolean csv;

    /** Whether a sheet is wanted. */
    boolean isWanted(Output output) {
        if (csv && output.isJson()) {
            throw new ParameterException(spec.commandLine(), "--csv and --json exclude each other");
        }
        return csv;
    }

    /** Prints a sheet. */
    void print(List<String> headings, List<? extends List<?>> rows) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        CsvSheet sheet = new CsvSheet(out, headings);
        for (List<?> row : rows) {
            sheet.row(row);
        }
        out.flush();
    }
}
