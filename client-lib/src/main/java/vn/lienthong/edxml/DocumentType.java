// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.util.Optional;

/**
 * What kind of document it is. Rely on the name: senders disagree about the numbers.
 *
 * @param group 1 for legal normative, 2 for administrative documents ({@code Type})
 * @param number the number in the list of that group ({@code TypeDetail})
 * @param name the Vietnamese name, {@code Công văn} ({@code TypeName})
 */
public record DocumentType(Optional<Integer> group, Optional<Integer> number, Optional<String> name) {
    static final DocumentType UNKNOWN = new DocumentType(Optional.empty(), Optional.empty(), Optional.empty());

    /** A type with all its parts. */
    public static DocumentType of(int group, int number, String name) {
        return new DocumentType(Optional.of(group), Optional.of(number), Values.text(name));
    }
}
