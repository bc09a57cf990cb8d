// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import vn.lienthong.edxml.AgencyCatalogue;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.Operation;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.MessageKind;
import vn.lienthong.protocol.Problem;
import vn.lienthong.protocol.RoutingHeader;

/** What a submission in the outbox has in common with others, and in which it stays behind those that were sent before it. */
sealed interface Lane {
    /** Where {@link ErrorCode#INBOX_FULL} names the recipients. */
    int RECIPIENTS = 3;

    /** Said about documents of this endpoint; statuses go. */
    Set<ErrorCode> ABOUT_DOCUMENTS =
            Set.of(ErrorCode.DISK_FULL, ErrorCode.TOO_MANY_DOCUMENTS, ErrorCode.TOO_MANY_KEY_PACKAGES);

    /** Said about one submission. */
    Set<ErrorCode> ABOUT_ONE =
            Set.of(ErrorCode.INBOX_FULL, ErrorCode.INTERNAL, ErrorCode.BEING_TAKEN, ErrorCode.UNEXPECTED);

    /** Everything about a document: itself, its updates and recall, what replaces it, statuses. */
    record About(DocumentId document) implements Lane {}

    /** Documents to an agency; neither statuses nor recalls, which need no room in its inbox. */
    record To(AgencyId agency) implements Lane {
        /** Under the present code, whichever it is written with. */
        static To of(AgencyId agency) {
            return new To(AgencyCatalogue.currentForm(agency).orElse(agency));
        }
    }

    /** All documents, recalls excepted. */
    record Documents() implements Lane {}

    /** The lanes of a submission. */
    static Set<Lane> of(RoutingHeader header) {
        Set<Lane> lanes = aboutIt(header);
        if (header.kind() == MessageKind.DOCUMENT && header.operation() != Operation.RECALL) {
            lanes.add(new Documents());
            header.to().forEach(agency -> lanes.add(To.of(agency)));
        }
        return Set.copyOf(lanes);
    }

    private static Set<Lane> aboutIt(RoutingHeader header) {
        Set<Lane> lanes = new HashSet<>(Set.of(new About(header.document())));
        header.traits().amendment().stream()
                .flatMap(amendment -> amendment.replaced().stream())
                .forEach(document -> lanes.add(new About(document)));
        return lanes;
    }

    /** Whether others may go although one was not taken because of problems. */
    static boolean letOthersGo(List<Problem> problems) {
        return problems.stream()
                .map(Problem::code)
                .anyMatch(code -> ABOUT_DOCUMENTS.contains(code) || ABOUT_ONE.contains(code));
    }

    /** Those that are shut while a submission waits because of problems. */
    static Set<Lane> shutBy(List<Problem> problems, RoutingHeader header) {
        Set<Lane> shut = aboutIt(header);
        for (Problem problem : problems) {
            if (ABOUT_DOCUMENTS.contains(problem.code())) {
                shut.add(new Documents());
            } else if (ABOUT_ONE.contains(problem.code())) {
                concerned(problem, header).forEach(agency -> shut.add(To.of(agency)));
            }
        }
        return shut;
    }

    /** The recipients that a problem is about; all, if it names none. */
    private static List<AgencyId> concerned(Problem problem, RoutingHeader header) {
        List<AgencyId> named = problem.arguments().stream()
                .skip(RECIPIENTS)
                .flatMap(codes -> Stream.of(codes.split(", ", -1)))
                .filter(AgencyId::isValid)
                .map(AgencyId::new)
                .toList();
        return named.isEmpty() ? header.to() : named;
    }
}
