// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * One row of the national list of document types.
 *
 * @param group 1 = legal normative documents (văn bản quy phạm pháp luật), 2 = administrative documents
 * @param number the running number within the group ({@code TypeDetail}); empty where it is not known
 * @param name the Vietnamese name, {@code Công văn}
 * @param abbreviation the one used in notations by Decree 30/2020, {@code QĐ}, where there is one
 * @param inferred whether the number was inferred from the order of an older list and should be checked
 */
public record DocumentTypeEntry(
        int group, OptionalInt number, String name, Optional<String> abbreviation, boolean inferred) {}
