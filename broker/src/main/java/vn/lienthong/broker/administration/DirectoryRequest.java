// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.administration;

import static vn.lienthong.broker.administration.AdministrationRequest.required;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.lienthong.broker.access.Permission;
import vn.lienthong.broker.access.Scope;
import vn.lienthong.broker.administration.AdministrationAnswer.Agencies;
import vn.lienthong.broker.administration.AdministrationAnswer.AgencyView;
import vn.lienthong.broker.administration.AdministrationAnswer.Done;
import vn.lienthong.broker.administration.AdministrationAnswer.EndpointView;
import vn.lienthong.broker.administration.AdministrationAnswer.Endpoints;
import vn.lienthong.broker.administration.AdministrationAnswer.History;
import vn.lienthong.broker.administration.AdministrationAnswer.Plan;
import vn.lienthong.broker.directory.Agency;
import vn.lienthong.broker.directory.Endpoint;
import vn.lienthong.broker.directory.EndpointLimits;
import vn.lienthong.broker.directory.Suspension;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.EndpointId;

/** A request about agencies and endpoints. */
public sealed interface DirectoryRequest<A extends AdministrationAnswer> extends AdministrationRequest<A> {
    /** A request that reads. */
    sealed interface Reading<A extends AdministrationAnswer> extends DirectoryRequest<A> {
        @Override
        default Needs needs() {
            return Needs.DIRECTORY;
        }

        @Override
        default Permission permission() {
            return Permission.SEE;
        }

        /** The address book is everybody's. */
        @Override
        default boolean isWithin(Scope scope) {
            return true;
        }
    }

    /** A request about a file on the machine of the exchange. */
    sealed interface WithFile<A extends AdministrationAnswer> extends DirectoryRequest<A> {
        @Override
        default Permission permission() {
            return Permission.ADMINISTER;
        }
    }

    /** A request that changes something. */
    sealed interface Change extends DirectoryRequest<Done> {
        @Override
        default Class<Done> answerType() {
            return Done.class;
        }

        @Override
        default Needs needs() {
            return Needs.CHANGE;
        }

        @Override
        default Permission permission() {
            return Permission.ADMINISTER;
        }

        @Override
        default Done carryOut(Administration administration) {
            change(administration);
            return new Done();
        }

        /** Makes the change. */
        void change(Administration administration);
    }

    /** All agencies. */
    record ListAgencies() implements Reading<Agencies> {
        @Override
        public Class<Agencies> answerType() {
            return Agencies.class;
        }

        @Override
        public Agencies carryOut(Administration administration) {
            return new Agencies(administration.agencies().stream()
                    .map(agency -> AgencyView.of(agency, administration.hostOf(agency.id())))
                    .toList());
        }
    }

    /**
     * The agencies with such a code or name.
     *
     * @param text how the code begins, or words of the name
     * @param most how many to show
     */
    record FindAgencies(String text, int most) implements Reading<Agencies> {
        /** Checks that something is looked for. */
        public FindAgencies {
            required("text", text);
        }

        @Override
        public Class<Agencies> answerType() {
            return Agencies.class;
        }

        @Override
        public Agencies carryOut(Administration administration) {
            return new Agencies(administration.agencies(text, most).stream()
                    .map(agency -> AgencyView.of(agency, administration.hostOf(agency.id())))
                    .toList());
        }
    }

    /** One agency and its endpoint. */
    record ShowAgency(AgencyId id) implements Reading<Agencies> {
        /** Checks that it is there. */
        public ShowAgency {
            required("id", id);
        }

        @Override
        public Class<Agencies> answerType() {
            return Agencies.class;
        }

        @Override
        public Agencies carryOut(Administration administration) {
            Agency agency = administration
                    .agency(id)
                    .orElseThrow(() -> new IllegalArgumentException("agency " + id + " is not listed"));
            Optional<EndpointId> host = administration.hostOf(id);
            EndpointLimits limits = administration.endpoints().stream()
                    .filter(endpoint -> host.equals(Optional.of(endpoint.id())))
                    .map(Endpoint::limits)
                    .findFirst()
                    .orElse(EndpointLimits.NONE);
            return new Agencies(List.of(AgencyView.of(agency, host).withLimits(limits)));
        }
    }

    /** Adds an agency. */
    record AddAgency(AgencyId id, String name) implements Change {
        /** Checks that both are there. */
        public AddAgency {
            required("id", id);
            required("name", name);
        }

        @Override
        public Optional<Object> subject(Administration administration) {
            return agency(administration, id);
        }

        @Override
        public void change(Administration administration) {
            administration.addAgency(Agency.open(id, name));
        }
    }

    /**
     * Lets an agency take no messages, or take them again.
     *
     * @param reason why; to be resumed takes none
     * @param until when it takes them again by itself
     */
    record SuspendAgency(AgencyId id, boolean suspended, Optional<String> reason, Optional<Instant> until)
            implements Change {
        /** Checks that it is there. */
        public SuspendAgency {
            required("id", id);
            if (suspended) {
                required("reason", reason.orElse(null));
            }
            if (until.isPresent() && !until.get().isAfter(Instant.now())) {
                throw new IllegalArgumentException("a suspension ends after now, not at " + until.get());
            }
        }

        @Override
        public Permission permission() {
            return Permission.OPERATE;
        }

        @Override
        public boolean isWithin(Scope scope) {
            return scope.includes(id);
        }

        @Override
        public Optional<Object> subject(Administration administration) {
            return agency(administration, id);
        }

        @Override
        public void change(Administration administration) {
            administration.suspendAgency(id, suspended ? Optional.of(new Suspension(reason, until)) : Optional.empty());
        }
    }

    /** What a list of agencies would change; the exchange reads the file itself. */
    record PlanList(Path list) implements WithFile<Plan> {
        /** Checks that a file is named. */
        public PlanList {
            required("list", list);
        }

        @Override
        public Class<Plan> answerType() {
            return Plan.class;
        }

        @Override
        public Needs needs() {
            return Needs.DIRECTORY;
        }

        @Override
        public Plan carryOut(Administration administration) {
            return new Plan(administration.plan(list));
        }
    }

    /** Makes what a list of agencies changes; the answer is the plan that was carried out. */
    record ApplyList(Path list) implements WithFile<Plan> {
        /** Checks that a file is named. */
        public ApplyList {
            required("list", list);
        }

        @Override
        public Class<Plan> answerType() {
            return Plan.class;
        }

        @Override
        public Needs needs() {
            return Needs.CHANGE;
        }

        @Override
        public Plan carryOut(Administration administration) {
            return new Plan(administration.apply(list));
        }
    }

    /** Writes all agencies into a file. */
    record ExportList(Path list) implements WithFile<Done> {
        /** Checks that a file is named. */
        public ExportList {
            required("list", list);
        }

        @Override
        public Class<Done> answerType() {
            return Done.class;
        }

        @Override
        public Needs needs() {
            return Needs.DIRECTORY;
        }

        @Override
        public Done carryOut(Administration administration) {
            administration.export(list);
            return new Done();
        }
    }

    /** Who changed what. */
    record ShowHistory(Optional<AgencyId> agency) implements Reading<History> {
        @Override
        public Class<History> answerType() {
            return History.class;
        }

        @Override
        public History carryOut(Administration administration) {
            return new History(administration.history(agency));
        }
    }

    /** All endpoints. */
    record ListEndpoints() implements Reading<Endpoints> {
        @Override
        public Class<Endpoints> answerType() {
            return Endpoints.class;
        }

        @Override
        public Endpoints carryOut(Administration administration) {
            return new Endpoints(
                    administration.endpoints().stream().map(EndpointView::of).toList());
        }
    }

    /** Adds an endpoint, or replaces the one with its name. */
    record AddEndpoint(EndpointId id, String name, List<AgencyId> agencies, Optional<EndpointLimits> limits)
            implements Change {
        /** Checks that all are there. */
        public AddEndpoint {
            required("id", id);
            required("name", name);
            agencies = List.copyOf(required("agencies", agencies));
        }

        @Override
        public Optional<Object> subject(Administration administration) {
            return endpoint(administration, id);
        }

        @Override
        public void change(Administration administration) {
            administration.addEndpoint(new Endpoint(id, name, agencies, limits));
        }
    }

    /** Removes an endpoint. */
    record RemoveEndpoint(EndpointId id) implements Change {
        /** Checks that it is there. */
        public RemoveEndpoint {
            required("id", id);
        }

        @Override
        public Optional<Object> subject(Administration administration) {
            return endpoint(administration, id);
        }

        @Override
        public void change(Administration administration) {
            administration.removeEndpoint(id);
        }
    }

    private static Optional<Object> agency(Administration administration, AgencyId id) {
        return administration.agency(id).map(agency -> AgencyView.of(agency, administration.hostOf(id)));
    }

    private static Optional<Object> endpoint(Administration administration, EndpointId id) {
        return administration.endpoints().stream()
                .filter(endpoint -> endpoint.id().equals(id))
                .findFirst()
                .map(EndpointView::of);
    }
}
