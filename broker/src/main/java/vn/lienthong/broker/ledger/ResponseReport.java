// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.ledger;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import vn.lienthong.edxml.AgencyId;

/**
 * How one agency answered the documents it was sent in a period.
 *
 * @param agency the recipient
 * @param delivered documents its system took
 * @param answered those of them that it received or refused
 * @param silent those of them it has said nothing about
 * @param refused those of the answered ones that it refused
 * @param median the working time half of the answers took at most
 * @param slowest the working time 95 in 100 answers took at most
 */
public record ResponseReport(
        AgencyId agency,
        long delivered,
        long answered,
        long silent,
        long refused,
        Optional<Duration> median,
        Optional<Duration> slowest) {
    private static final int HALF = 50;
    private static final int ALMOST_ALL = 95;
    private static final int HUNDRED = 100;

    /** From the sorted times of the answers. */
    static ResponseReport of(AgencyId agency, long delivered, long refused, List<Duration> answers) {
        return new ResponseReport(
                agency,
                delivered,
                answers.size(),
                delivered - answers.size(),
                refused,
                percentile(answers, HALF),
                percentile(answers, ALMOST_ALL));
    }

    /** How many in a hundred were answered. */
    public long percent() {
        return percent(answered, delivered);
    }

    /** How many in a hundred of what was delivered were answered. */
    public static long percent(long answered, long delivered) {
        return delivered == 0 ? 0 : answered * HUNDRED / delivered;
    }

    /** The smallest value that so many in a hundred do not exceed. */
    static Optional<Duration> percentile(List<Duration> sorted, int percent) {
        if (sorted.isEmpty()) {
            return Optional.empty();
        }
        int rank = (sorted.size() * percent + 99) / 100;
        return Optional.of(sorted.get(rank - 1));
    }
}
