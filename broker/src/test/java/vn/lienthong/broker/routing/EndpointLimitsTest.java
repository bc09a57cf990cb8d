// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.broker.MovingClock;
import vn.lienthong.broker.directory.Directory;
import vn.lienthong.broker.directory.DirectoryPolicy;
import vn.lienthong.broker.directory.Endpoint;
import vn.lienthong.broker.directory.EndpointLimits;
import vn.lienthong.broker.disk.DiskLimits;
import vn.lienthong.broker.disk.DiskSpace;
import vn.lienthong.broker.disk.DiskWatch;
import vn.lienthong.config.DataSize;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.Operation;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.edxml.Urgency;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.Problem;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.protocol.RoutingHeader;
import vn.lienthong.protocol.SubmissionId;

/** The limits of single endpoints: size, rate and depth, exactly at the limit and beyond it, and operations. */
final class EndpointLimitsTest {
    private static final EndpointId HUE = new EndpointId("hue");
    private static final EndpointId OFFICE = new EndpointId("vpcp");
    private static final EndpointId OTHER = new EndpointId("quang-tri");

    @TempDir
    Path folder;

    private Directory directory;
    private Router router;
    private final MovingClock clock = new MovingClock(Instant.parse("2026-06-01T05:00:00Z"));

    @BeforeEach
    void open() {
        directory = new Directory(folder.resolve("directory.json"), DirectoryPolicy.DEFAULT, Clock.systemUTC());
        put(HUE, EndpointLimits.NONE, "H57");
        put(OFFICE, EndpointLimits.NONE, "G22", "G09");
        put(OTHER, EndpointLimits.NONE, "H50");
        DiskWatch disk = new DiskWatch(() -> new DiskSpace.Usage(0, 1), DiskLimits.USUAL);
        router = new Router(directory, new RoutingLimits(DataSize.ofMebibytes(1), 10), disk, clock);
    }

    @Test
    void a_recipient_is_sent_nothing_larger_than_it_takes() {
        put(OFFICE, size(1_000), "G22", "G09");

        assertThat(route(document("H57", "G22"), 1_000).mailboxes()).containsExactly(OFFICE);
        assertThat(problems(document("H57", "G22", "G09", "H50"), 1_001))
                .containsExactly(ErrorCode.TOO_LARGE_FOR_ENDPOINT.with("1001", "vpcp", "1000"));
        assertThat(route(document("H57", "H50"), 1_001).mailboxes()).containsExactly(OTHER);
    }

    @Test
    void a_sender_sends_nothing_larger_than_it_may() {
        put(HUE, size(1_000), "H57");

        assertThat(route(document("H57", "G22"), 1_000).mailboxes()).containsExactly(OFFICE);
        assertThat(problems(document("H57", "G22"), 1_001))
                .containsExactly(ErrorCode.TOO_LARGE_FOR_ENDPOINT.with("1001", "hue", "1000"));
        assertThat(problems(status("H57", "G22"), 1_001))
                .containsExactly(ErrorCode.TOO_LARGE_FOR_ENDPOINT.with("1001", "hue", "1000"));
    }

    @Test
    void an_endpoint_hands_in_no_more_documents_a_minute_than_it_may_and_gets_new_room_evenly() {
        put(HUE, rate(3), "H57");
        for (int i = 0; i < 3; i++) {
            route(document("H57", "G22"), 1);
        }

        Problem tooMany = ErrorCode.TOO_MANY_DOCUMENTS.with("hue", "3");
        assertThat(problems(document("H57", "G22"), 1)).containsExactly(tooMany);
        clock.move(Duration.ofSeconds(19));
        assertThat(problems(document("H57", "G22"), 1)).containsExactly(tooMany);
        clock.move(Duration.ofSeconds(1));
        assertThat(route(document("H57", "G22"), 1)).isNotNull();
        assertThat(problems(document("H57", "G22"), 1)).containsExactly(tooMany);
        clock.move(Duration.ofHours(1));
        for (int i = 0; i < 3; i++) {
            route(document("H57", "G22"), 1);
        }
        assertThat(problems(document("H57", "G22"), 1)).containsExactly(tooMany);
    }

    @Test
    void the_rate_of_one_endpoint_is_that_of_no_other_and_statuses_have_none() {
        put(HUE, rate(1), "H57");
        route(document("H57", "G22"), 1);

        for (int i = 0; i < 5; i++) {
            assertThat(route(status("H57", "G22"), 1)).isNotNull();
            assertThat(router.route(new Envelope(OTHER, lookup(document("H50", "G22")), 1, true)))
                    .isNotNull();
        }
        assertThat(problems(document("H57", "G22"), 1))
                .extracting(Problem::code)
                .containsExactly(ErrorCode.TOO_MANY_DOCUMENTS);
    }

    @Test
    void an_inbox_is_full_when_as_many_documents_wait_as_may() {
        put(OFFICE, depth(2), "G22", "G09");
        Route route = route(document("H57", "G22", "H50", "G09"), 1);

        assertThat(router.fullInbox(route, OFFICE, 1)).isEmpty();
        assertThat(router.fullInbox(route, OFFICE, 2))
                .contains(ErrorCode.INBOX_FULL.with("2", "vpcp", "2", "G22, G09"));
        assertThat(router.fullInbox(route, OTHER, 1_000_000)).isEmpty();
    }

    @Test
    void statuses_and_recalls_always_find_room() {
        put(OFFICE, depth(2), "G22", "G09");

        assertThat(router.fullInbox(route(status("H57", "G22"), 1), OFFICE, 2)).isEmpty();
        assertThat(router.fullInbox(route(document(Operation.RECALL, "H57", "G22"), 1), OFFICE, 2))
                .isEmpty();
        assertThat(router.fullInbox(route(document(Operation.UPDATE, "H57", "G22"), 1), OFFICE, 2))
                .isPresent();
    }

    @Test
    void what_is_taken_back_is_never_refused_for_what_a_system_does_not_know() {
        put(OFFICE, EndpointLimits.NONE.withOperations(List.of(Operation.NEW)), "G22", "G09");

        assertThat(route(document(Operation.RECALL, "H57", "G22"), 1)).isNotNull();
    }

    @Test
    void a_document_that_does_what_a_recipient_does_not_take_is_refused_for_it_and_for_nobody_else() {
        put(OFFICE, EndpointLimits.NONE.withOperations(List.of(Operation.RECALL, Operation.NEW)), "G22", "G09");

        assertThat(problems(document(Operation.UPDATE, "H57", "G22", "H50", "G09"), 1))
                .containsExactly(
                        ErrorCode.OPERATION_NOT_TAKEN.with("G22", "update", "new, recall"),
                        ErrorCode.OPERATION_NOT_TAKEN.with("G09", "update", "new, recall"));
        assertThat(route(document(Operation.UPDATE, "H57", "H50"), 1)).isNotNull();
        assertThat(route(document(Operation.RECALL, "H57", "G22"), 1)).isNotNull();
        assertThat(route(document("H57", "G22"), 1)).isNotNull();
        assertThat(route(status("H57", "G22"), 1)).isNotNull();
    }

    @Test
    void an_endpoint_takes_every_operation_unless_it_is_said_otherwise_and_none_is_not_possible() {
        assertThat(EndpointLimits.NONE.taken()).containsExactly(Operation.values());
        assertThatThrownBy(() -> EndpointLimits.NONE.withOperations(List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Route route(RoutingHeader header, long size) {
        return router.route(new Envelope(HUE, lookup(header), size, true));
    }

    private List<Problem> problems(RoutingHeader header, long size) {
        return catchThrowableOfType(RefusalException.class, () -> route(header, size))
                .refusal()
                .problems();
    }

    private void put(EndpointId endpoint, EndpointLimits limits, String... agencies) {
        directory.put(
                List.of(new Endpoint(endpoint, endpoint.value(), agencies(agencies), Optional.of(limits))), "lan");
    }

    private static EndpointLimits size(long bytes) {
        return new EndpointLimits(
                Optional.of(bytes), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static EndpointLimits depth(long documents) {
        return new EndpointLimits(
                Optional.empty(), Optional.of(documents), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static EndpointLimits rate(int perMinute) {
        return new EndpointLimits(
                Optional.empty(), Optional.empty(), Optional.of(perMinute), Optional.empty(), Optional.empty());
    }

    private static RoutingHeader document(String from, String... to) {
        return document(Operation.NEW, from, to);
    }

    private static RoutingHeader document(Operation operation, String from, String... to) {
        return RoutingHeader.document(
                SubmissionId.random(),
                new AgencyId(from),
                agencies(to),
                new DocumentId("H57,2026/06/01,1/UBND-VP"),
                new RoutingHeader.DocumentTraits(operation, Optional.empty(), Optional.empty(), Urgency.NORMAL));
    }

    private static RoutingHeader status(String from, String to) {
        return RoutingHeader.status(
                SubmissionId.random(),
                new AgencyId(from),
                new AgencyId(to),
                new DocumentId("G22,2026/06/01,1/VPCP"),
                ProcessingStatus.COMPLETED);
    }

    private static RoutingHeader.PropertyLookup lookup(RoutingHeader header) {
        Map<String, String> properties = header.toProperties();
        return name -> Optional.ofNullable(properties.get(name));
    }

    private static List<AgencyId> agencies(String... codes) {
        return Arrays.stream(codes).map(AgencyId::new).toList();
    }
}
