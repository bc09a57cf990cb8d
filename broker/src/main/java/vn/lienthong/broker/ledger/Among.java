// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.ledger;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import vn.lienthong.edxml.AgencyId;

/** A condition that an agency is one of some, or below one of them; without any, no condition. */
record Among(List<AgencyId> agencies) {
    boolean isEverything() {
        return agencies.isEmpty();
    }

    /** The condition on a column. */
    String condition(String column) {
        return IntStream.range(0, agencies.size())
                .mapToObj(i -> column + " = :own" + i + " OR " + column + " LIKE :below" + i)
                .collect(Collectors.joining(" OR ", "(", ")"));
    }

    /** What stands for the names in it. */
    Map<String, Object> values() {
        Map<String, Object> values = new TreeMap<>();
        for (int i = 0; i < agencies.size(); i++) {
            String code = LedgerQueries.present(agencies.get(i));
            values.put("own" + i, code);
            values.put("below" + i, code + ".%");
        }
        return values;
    }
}
