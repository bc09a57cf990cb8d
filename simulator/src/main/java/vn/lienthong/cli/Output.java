// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.ObjectMapper;
import vn.lienthong.broker.console.Texts;
import vn.lienthong.protocol.json.ExchangeJson;

/** Where a command writes to: text for people, or with {@code --json} one JSON object per line for programs. */
final class Output {
    static final ObjectMapper JSON = ExchangeJson.mapper();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", description = "Print JSON, one object on a line.")
    private boolean json;

    boolean isJson() {
        return json;
    }

    /** Prints a result in the form that was asked for. Thread-safe. */
    void show(Object forPrograms, String forPeople) {
        show(forPrograms, forPeople.isEmpty() ? new String[0] : new String[] {forPeople});
    }

    private synchronized void show(Object forPrograms, String[] forPeople) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JSON.writeValueAsString(forPrograms));
        } else {
            for (String line : forPeople) {
                out.println(PrintableText.of(line));
            }
        }
        out.flush();
    }

    /** Where hints and progress go. */
    PrintWriter notes() {
        return spec.commandLine().getErr();
    }

    Locale locale() {
        return lienthong().locale();
    }

    /** The console's words in the language of the reader. */
    Texts texts() {
        return Texts.of(locale().getLanguage());
    }

    /** The command was not written as it can be. */
    ParameterException wrong(String what) {
        return new ParameterException(spec.commandLine(), what);
    }

    /** A word, or several, in the language of the reader. */
    <T> T word(T english, T vietnamese) {
        return locale().getLanguage().equals("vi") ? vietnamese : english;
    }

    Surroundings surroundings() {
        return lienthong().surroundings();
    }

    private Lienthong lienthong() {
        return (Lienthong) spec.root().userObject();
    }
}
