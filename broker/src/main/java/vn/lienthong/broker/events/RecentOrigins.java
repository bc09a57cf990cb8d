// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.events;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The messages whose events were logged last: several times more than can come again. Not thread-safe. */
final class RecentOrigins {
    private static final int MOST = 20_000;

    private final Set<Long> origins = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
            return size() > MOST;
        }
    });

    boolean contains(long origin) {
        return origins.contains(origin);
    }

    void add(long origin) {
        origins.add(origin);
    }
}
