// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.model;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** That the exchange and the model do not agree about some documents. */
final class Difference extends AssertionError {
    private static final long serialVersionUID = 1L;
    private static final Pattern DOCUMENT = Pattern.compile("\\bd-\\d+\\b");

    Difference(String message) {
        super(message);
    }

    /** The documents that a text names. */
    static Collection<String> documentsIn(String text) {
        Matcher matcher = DOCUMENT.matcher(text);
        TreeSet<String> found = new TreeSet<>();
        while (matcher.find()) {
            found.add(matcher.group());
        }
        return List.copyOf(found);
    }
}
