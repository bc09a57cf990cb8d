// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.protocol;

import java.util.List;
import java.util.Locale;

/** One thing that is wrong: an entry of the catalogue and the values for its text. The first argument says which one. */
public record Problem(ErrorCode code, List<String> arguments) {
    /** Copies the arguments. */
    public Problem {
        arguments = List.copyOf(arguments);
    }

    /** What the problem is about, usually an agency or a property. */
    public String subject() {
        return arguments.isEmpty() ? "" : arguments.get(0);
    }

    /** The text in the language of a locale (Vietnamese or, for all others, English), without the code. */
    public String message(Locale locale) {
        return code.message(locale, arguments);
    }

    /** Code and English text. */
    @Override
    public String toString() {
        return code.code() + " " + message(Locale.ENGLISH);
    }
}
