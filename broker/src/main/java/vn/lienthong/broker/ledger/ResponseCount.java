// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import vn.lienthong.broker.calendar.WorkingCalendar;
import vn.lienthong.edxml.AgencyId;

/** Adds up deliveries and answers, agency by agency. */
final class ResponseCount {
    private final WorkingCalendar calendar;
    private final Map<AgencyId, Sum> sums = new TreeMap<>();

    /** What one agency has so far. */
    private static final class Sum {
        private long delivered;
        private long refused;
        private final List<Duration> answers = new ArrayList<>();
    }

    ResponseCount(WorkingCalendar calendar) {
        this.calendar = calendar;
    }

    void add(AgencyId agency, Instant delivered, Optional<Instant> answered, boolean refused) {
        Sum sum = sums.computeIfAbsent(agency, unused -> new Sum());
        sum.delivered++;
        sum.refused += refused ? 1 : 0;
        answered.ifPresent(at -> sum.answers.add(calendar.between(delivered, at)));
    }

    List<ResponseReport> reports() {
        List<ResponseReport> reports = new ArrayList<>();
        sums.forEach((agency, sum) -> {
            Collections.sort(sum.answers);
            reports.add(ResponseReport.of(agency, sum.delivered, sum.refused, sum.answers));
        });
        return reports;
    }
}
