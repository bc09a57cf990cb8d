// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.directory;

import java.time.Period;

/**
 * What the directory does where an exchange may choose.
 *
 * @param unlisted what to do with a code below level 1 that nobody has listed
 * @param closed what to do with a document to a closed agency
 * @param grace how long after a change the old arrangement is still honoured: documents to a closed agency are forwarded, and
 *     an endpoint reports for agencies it no longer hosts
 */
public record DirectoryPolicy(UnlistedAgencies unlisted, ClosedAgencies closed, Period grace) {
    /** What most want. */
    public static final DirectoryPolicy DEFAULT =
            new DirectoryPolicy(UnlistedAgencies.ACCEPT, ClosedAgencies.REFUSE, Period.ofDays(90));

    /** What to do with a code below level 1 that nobody has listed. */
    public enum UnlistedAgencies {
        /** Its nearest ancestor takes it: lower codes are issued by the level-1 body, not here. */
        ACCEPT,
        /** It is unknown. */
        REFUSE
    }

    /** What to do with a document to a closed agency. */
    public enum ClosedAgencies {
        /** It is refused, and the refusal names the successors. */
        REFUSE,
        /** For a while it goes to the successor, if there is exactly one; then it is refused. */
        FORWARD
    }
}
