// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.administration;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.lienthong.broker.administration.AdministrationReply.AgencyView;
import vn.lienthong.broker.administration.AdministrationReply.EndpointView;
import vn.lienthong.broker.administration.AdministrationReply.QueueView;
import vn.lienthong.broker.directory.Agency;
import vn.lienthong.broker.directory.Endpoint;
import vn.lienthong.broker.mailbox.QueueFacts;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.EndpointId;

/** Turns requests into calls of {@link Administration} and their results into replies. Thread-safe. */
public final class AdministrationDesk {
    private final Administration administration;

    /** The desk of one administration. */
    public AdministrationDesk(Administration administration) {
        this.administration = administration;
    }

    /**
     * Carries out a request.
     *
     * @throws IllegalArgumentException if the request cannot be carried out as it is
     */
    public AdministrationReply answer(AdministrationRequest request) {
        return switch (request.verb()) {
            case AGENCIES ->
                AdministrationReply.agencies(
                        administration.agencies().stream().map(this::view).toList());
            case AGENCY -> agency(new AgencyId(id(request)));
            case ADD_AGENCY -> addAgency(request);
            case SUSPEND_AGENCY -> suspend(new AgencyId(id(request)), true);
            case RESUME_AGENCY -> suspend(new AgencyId(id(request)), false);
            case ENDPOINTS ->
                AdministrationReply.endpoints(administration.endpoints().stream()
                        .map(AdministrationDesk::view)
                        .toList());
            case ADD_ENDPOINT -> addEndpoint(request);
            case REMOVE_ENDPOINT -> removeEndpoint(new EndpointId(id(request)));
            case QUEUES ->
                AdministrationReply.queues(administration.queues().stream()
                        .map(AdministrationDesk::view)
                        .toList());
        };
    }

    private AdministrationReply agency(AgencyId id) {
        return administration
                .agency(id)
                .map(agency -> AdministrationReply.agencies(List.of(view(agency))))
                .orElseGet(() -> AdministrationReply.failed("agency " + id + " is not listed"));
    }

    private AdministrationReply addAgency(AdministrationRequest request) {
        administration.addAgency(Agency.open(new AgencyId(id(request)), name(request)));
        return AdministrationReply.done();
    }

    private AdministrationReply suspend(AgencyId agency, boolean suspended) {
        administration.suspendAgency(agency, suspended);
        return AdministrationReply.done();
    }

    private AdministrationReply addEndpoint(AdministrationRequest request) {
        List<AgencyId> agencies = Objects.requireNonNullElse(request.agencies(), List.<String>of()).stream()
                .map(AgencyId::new)
                .toList();
        administration.addEndpoint(new Endpoint(new EndpointId(id(request)), name(request), agencies));
        return AdministrationReply.done();
    }

    private AdministrationReply removeEndpoint(EndpointId endpoint) {
        administration.removeEndpoint(endpoint);
        return AdministrationReply.done();
    }

    private AgencyView view(Agency agency) {
        return new AgencyView(
                agency.id().value(),
                agency.name(),
                agency.closedSince().map(LocalDate::toString).orElse(null),
                agency.successors().stream().map(AgencyId::value).toList(),
                agency.suspended(),
                administration.hostOf(agency.id()).map(EndpointId::value).orElse(null));
    }

    private static EndpointView view(Endpoint endpoint) {
        return new EndpointView(
                endpoint.id().value(),
                endpoint.name(),
                endpoint.agencies().stream().map(AgencyId::value).toList());
    }

    private static QueueView view(QueueFacts queue) {
        return new QueueView(
                queue.name(),
                queue.messages(),
                queue.delivering(),
                queue.scheduled(),
                queue.consumers(),
                queue.oldestAge().map(Duration::toSeconds).orElse(null));
    }

    private static String id(AdministrationRequest request) {
        return required("id", request.id());
    }

    private static String name(AdministrationRequest request) {
        return required("name", request.name());
    }

    private static String required(String what, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("the request lacks " + what);
        }
        return value;
    }
}
