// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.protocol;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import vn.lienthong.edxml.AgencyCatalogue;
import vn.lienthong.edxml.AgencyId;

/**
 * The codes of agencies that a header names by an alias. What the sender wrote and signed stays as it is; the exchange counts
 * a delivery under the code.
 *
 * @param codes the code of each alias that is named
 */
public record AgencyAliases(Map<AgencyId, AgencyId> codes) {
    /** Nobody is named by an alias. */
    public static final AgencyAliases NONE = new AgencyAliases(Map.of());

    private static final String BETWEEN = ",";
    private static final String STANDS_FOR = "/"; // no agency code has it

    /** Copies the codes. */
    public AgencyAliases {
        codes = Map.copyOf(codes);
    }

    /** Reads what {@link #toString} has written. */
    public static AgencyAliases parse(String text) {
        return text.isEmpty()
                ? NONE
                : new AgencyAliases(Arrays.stream(text.split(BETWEEN, -1))
                        .map(pair -> pair.split(STANDS_FOR, -1))
                        .collect(Collectors.toMap(pair -> new AgencyId(pair[0]), pair -> new AgencyId(pair[1]))));
    }

    /** The one code an agency is counted under, whether it is named by an alias, an old code or its present one. */
    public AgencyId codeOf(AgencyId named) {
        AgencyId code = codes.get(named);
        return code == null ? AgencyCatalogue.currentForm(named).orElse(named) : code;
    }

    /** Whether nobody is named by an alias. */
    public boolean isEmpty() {
        return codes.isEmpty();
    }

    /** {@code so-khcn/H57.13,…}, in the order of the aliases. */
    @Override
    public String toString() {
        return new TreeMap<>(codes)
                .entrySet().stream()
                        .map(pair -> pair.getKey().value()
                                + STANDS_FOR
                                + pair.getValue().value())
                        .collect(Collectors.joining(BETWEEN));
    }
}
