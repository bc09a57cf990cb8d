// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a command learns from outside its arguments.
 *
 * @param variables the environment
 * @param terminal whether a person watches
 * @param input what a person or a program writes to it
 */
record Surroundings(Map<String, String> variables, boolean terminal, InputStream input) {
    /** Set by the launcher when standard error is a terminal, which Java cannot tell. */
    private static final String TERMINAL = "LIENTHONG_TERMINAL";

    Surroundings {
        variables = Map.copyOf(variables);
    }

    static Surroundings ofProcess() {
        return new Surroundings(System.getenv(), System.getenv().containsKey(TERMINAL), System.in);
    }

    Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }

    Locale locale() {
        boolean vietnamese = Stream.of("LC_ALL", "LC_MESSAGES", "LANG")
                .flatMap(name -> variable(name).stream())
                .findFirst()
                .filter(value -> value.startsWith("vi"))
                .isPresent();
        return vietnamese ? Locale.forLanguageTag("vi") : Locale.ENGLISH;
    }
}
