// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.benchmark;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import vn.lienthong.edxml.AgencyCatalogue;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.edxml.Urgency;
import vn.lienthong.edxml.VietnamTime;
import vn.lienthong.protocol.DeliveryState;
import vn.lienthong.protocol.EndpointId;

/**
 * A year of documents as agencies might send them: how many recipients a document has, who sends and gets how much, what
 * subjects are made of, what becomes of deliveries. Always the same for the same length.
 */
final class LedgerPopulation {
    /** Agencies that take part. */
    private static final int AGENCIES = 20_000;

    /** Of a thousand documents so many have at most so many recipients. */
    private static final int[][] FAN_OUT = {{660, 1}, {860, 3}, {960, 12}, {995, 64}, {1000, 150}};
    /** One in ten thousand goes to everybody. */
    private static final int EVERYBODY = 3_400;

    private static final List<Urgency> URGENCIES = List.of(Urgency.values());
    private static final Duration YEAR = Duration.ofDays(365);
    private static final double RECALLED = 0.005;
    private static final double WITH_DUE_DATE = 0.05;

    private final Random random = new Random(1);
    private final Subjects subjects = new Subjects();
    private final List<AgencyId> agencies;
    private final long deliveries;
    private final Instant now;
    private long drawn;
    private int number;

    /** A delivery and what became of it. */
    record Fate(AgencyId agency, EndpointId endpoint, DeliveryState state, List<Reported> statuses) {}

    /** A status and when it came. */
    record Reported(ProcessingStatus status, Instant at) {}

    /** A document with all that happened to it. */
    record Letter(
            AgencyId from,
            String id,
            String reference,
            String subject,
            Instant accepted,
            Optional<LocalDate> due,
            Urgency urgency,
            boolean recalled,
            List<Fate> fates) {}

    /** A year up to now with about so many deliveries. */
    LedgerPopulation(long deliveries, Instant now) {
        this.deliveries = deliveries;
        this.now = now;
        List<String> open = AgencyCatalogue.national().all().stream()
                .filter(entry -> entry.isValidOn(LocalDate.ofInstant(now, VietnamTime.ZONE)))
                .map(entry -> entry.code().value())
                .toList();
        agencies = IntStream.range(0, AGENCIES)
                .mapToObj(i -> new AgencyId(open.get(i % open.size()) + "." + (i / open.size() + 1)))
                .toList();
    }

    boolean isComplete() {
        return drawn >= deliveries;
    }

    Letter next() {
        Instant accepted = now.minus(YEAR).plusMillis((long) (YEAR.toMillis() * ((double) drawn / deliveries)));
        AgencyId from = agency();
        Set<AgencyId> to = new LinkedHashSet<>();
        int recipients = recipients();
        while (to.size() < recipients) {
            to.add(agency());
        }
        boolean recalled = random.nextDouble() < RECALLED;
        List<Fate> fates = new ArrayList<>(recipients);
        Map<EndpointId, DeliveryState> states = new HashMap<>(); // of the one message that an endpoint gets
        for (AgencyId agency : to) {
            EndpointId endpoint = host(agency);
            DeliveryState state = states.computeIfAbsent(endpoint, unused -> state(accepted, recalled));
            List<Reported> statuses = state == DeliveryState.DELIVERED ? statuses(accepted) : List.of();
            fates.add(new Fate(agency, endpoint, state, statuses));
        }
        drawn += recipients;
        String reference = 1 + random.nextInt(2_000) + "/" + subjects.notation(random) + "-" + subjects.unit(random);
        return new Letter(
                from,
                from + "." + accepted.toEpochMilli() + "." + ++number,
                reference,
                subjects.next(random),
                accepted,
                random.nextDouble() < WITH_DUE_DATE
                        ? Optional.of(
                                LocalDate.ofInstant(accepted, VietnamTime.ZONE).plusDays(10))
                        : Optional.empty(),
                random.nextInt(20) == 0 ? URGENCIES.get(random.nextInt(URGENCIES.size())) : Urgency.NORMAL,
                recalled,
                fates);
    }

    /** The endpoint that hosts an agency. */
    static EndpointId host(AgencyId agency) {
        String code = agency.value();
        return new EndpointId("e-" + code.substring(0, code.indexOf('.')));
    }

    /** Few agencies get and send much, many little. */
    private AgencyId agency() {
        double part = random.nextDouble();
        return agencies.get((int) (AGENCIES * part * part));
    }

    private int recipients() {
        if (random.nextInt(10_000) == 0) {
            return EVERYBODY;
        }
        int thousandth = random.nextInt(1_000);
        for (int[] step : FAN_OUT) {
            if (thousandth < step[0]) {
                return step[1];
            }
        }
        throw new IllegalStateException("the last step takes all");
    }

    private DeliveryState state(Instant accepted, boolean recalled) {
        if (recalled) {
            return DeliveryState.RECALLED;
        }
        int permyriad = random.nextInt(10_000);
        if (permyriad >= 9_996) {
            return permyriad >= 9_998 ? DeliveryState.DEAD : DeliveryState.EXPIRED;
        }
        boolean recent = accepted.isAfter(now.minus(Duration.ofDays(2)));
        return permyriad < (recent ? 3_000 : 10) ? DeliveryState.QUEUED : DeliveryState.DELIVERED;
    }

    /** Arrival always; two in a hundred refuse, one says nothing; the others go on, fewer with each step. */
    private List<Reported> statuses(Instant accepted) {
        List<Reported> statuses = new ArrayList<>(5);
        Instant at = accepted.plusSeconds(2);
        statuses.add(new Reported(ProcessingStatus.ARRIVED, at));
        int percent = random.nextInt(100);
        if (percent < 2) {
            statuses.add(new Reported(ProcessingStatus.REFUSED, at.plus(hours(6))));
            return statuses;
        }
        ProcessingStatus[] steps = {
            ProcessingStatus.RECEIVED,
            ProcessingStatus.ASSIGNED,
            ProcessingStatus.IN_PROGRESS,
            ProcessingStatus.COMPLETED
        };
        int[] reached = {99, 80, 70, 60};
        for (int i = 0; i < steps.length && percent < reached[i]; i++) {
            at = at.plus(hours(4 + 20 * i));
            statuses.add(new Reported(steps[i], at));
        }
        return statuses;
    }

    private Duration hours(int most) {
        return Duration.ofSeconds(1 + random.nextInt(most * 3_600));
    }
}
