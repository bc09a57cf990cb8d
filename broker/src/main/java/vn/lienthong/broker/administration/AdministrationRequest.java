// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.administration;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lienthong.broker.access.Permission;
import vn.lienthong.broker.access.Scope;

/**
 * One request over the administration socket, one JSON object on one line, whose {@code verb} says which.
 *
 * @param <A> what comes back
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "verb")
@JsonSubTypes({
    @JsonSubTypes.Type(name = "agencies", value = DirectoryRequest.ListAgencies.class),
    @JsonSubTypes.Type(name = "find-agencies", value = DirectoryRequest.FindAgencies.class),
    @JsonSubTypes.Type(name = "agency", value = DirectoryRequest.ShowAgency.class),
    @JsonSubTypes.Type(name = "add-agency", value = DirectoryRequest.AddAgency.class),
    @JsonSubTypes.Type(name = "suspend-agency", value = DirectoryRequest.SuspendAgency.class),
    @JsonSubTypes.Type(name = "plan", value = DirectoryRequest.PlanList.class),
    @JsonSubTypes.Type(name = "apply", value = DirectoryRequest.ApplyList.class),
    @JsonSubTypes.Type(name = "export", value = DirectoryRequest.ExportList.class),
    @JsonSubTypes.Type(name = "history", value = DirectoryRequest.ShowHistory.class),
    @JsonSubTypes.Type(name = "endpoints", value = DirectoryRequest.ListEndpoints.class),
    @JsonSubTypes.Type(name = "add-endpoint", value = DirectoryRequest.AddEndpoint.class),
    @JsonSubTypes.Type(name = "remove-endpoint", value = DirectoryRequest.RemoveEndpoint.class),
    @JsonSubTypes.Type(name = "health", value = HealthRequest.class),
    @JsonSubTypes.Type(name = "queues", value = DeliveryRequest.ListQueues.class),
    @JsonSubTypes.Type(name = "track", value = DeliveryRequest.Track.class),
    @JsonSubTypes.Type(name = "incidents", value = DeliveryRequest.ListIncidents.class),
    @JsonSubTypes.Type(name = "find", value = DeliveryRequest.Find.class),
    @JsonSubTypes.Type(name = "check", value = DeliveryRequest.Check.class),
    @JsonSubTypes.Type(name = "overdue", value = DeliveryRequest.ListOverdue.class),
    @JsonSubTypes.Type(name = "responses", value = DeliveryRequest.ReportResponses.class),
    @JsonSubTypes.Type(name = "ledger", value = DeliveryRequest.ShowLedger.class),
    @JsonSubTypes.Type(name = "rebuild-ledger", value = DeliveryRequest.RebuildLedger.class),
    @JsonSubTypes.Type(name = "dead-letters", value = DeadLetterRequest.ListLetters.class),
    @JsonSubTypes.Type(name = "settle-dead-letters", value = DeadLetterRequest.SettleLetters.class),
    @JsonSubTypes.Type(name = "jobs", value = DeadLetterRequest.ListJobs.class),
    @JsonSubTypes.Type(name = "await-job", value = DeadLetterRequest.AwaitJob.class),
    @JsonSubTypes.Type(name = "approve-job", value = DeadLetterRequest.ApproveJob.class),
    @JsonSubTypes.Type(name = "cancel-job", value = DeadLetterRequest.CancelJob.class),
    @JsonSubTypes.Type(name = "retention", value = RetentionRequest.ShowRetention.class),
    @JsonSubTypes.Type(name = "run-retention", value = RetentionRequest.RunRetention.class),
    @JsonSubTypes.Type(name = "issue-keys", value = KeyRequest.IssueKeys.class),
    @JsonSubTypes.Type(name = "keys", value = KeyRequest.ListKeys.class),
    @JsonSubTypes.Type(name = "revoke-keys", value = KeyRequest.RevokeKeys.class),
    @JsonSubTypes.Type(name = "register-key", value = KeyRequest.RegisterKey.class),
    @JsonSubTypes.Type(name = "key-log", value = KeyRequest.ShowKeyLog.class),
    @JsonSubTypes.Type(name = "invite", value = KeyRequest.Invite.class),
    @JsonSubTypes.Type(name = "alerts", value = MonitoringRequest.ListAlerts.class),
    @JsonSubTypes.Type(name = "acknowledge-alert", value = MonitoringRequest.AcknowledgeAlert.class),
    @JsonSubTypes.Type(name = "silence-alert", value = MonitoringRequest.SilenceAlert.class),
    @JsonSubTypes.Type(name = "lift-silence", value = MonitoringRequest.LiftSilence.class),
    @JsonSubTypes.Type(name = "flow", value = MonitoringRequest.ShowFlow.class),
    @JsonSubTypes.Type(name = "endpoint-states", value = MonitoringRequest.ListEndpointStates.class),
    @JsonSubTypes.Type(name = "browse-queue", value = MonitoringRequest.BrowseQueue.class),
    @JsonSubTypes.Type(name = "open-body", value = MonitoringRequest.OpenBody.class),
    @JsonSubTypes.Type(name = "system", value = MonitoringRequest.ShowSystem.class),
    @JsonSubTypes.Type(name = "audit", value = AuditRequest.FindEntries.class),
    @JsonSubTypes.Type(name = "audit-log", value = AuditRequest.ShowAuditLog.class),
    @JsonSubTypes.Type(name = "users", value = UserRequest.ListUsers.class),
    @JsonSubTypes.Type(name = "add-user", value = UserRequest.AddUser.class),
    @JsonSubTypes.Type(name = "change-user", value = UserRequest.ChangeUser.class),
    @JsonSubTypes.Type(name = "set-password", value = UserRequest.SetPassword.class),
    @JsonSubTypes.Type(name = "remove-user", value = UserRequest.RemoveUser.class)
})
public sealed interface AdministrationRequest<A extends AdministrationAnswer>
        permits DirectoryRequest,
                DeliveryRequest,
                DeadLetterRequest,
                RetentionRequest,
                HealthRequest,
                KeyRequest,
                MonitoringRequest,
                AuditRequest,
                UserRequest,
                UserRequest.ListUsers {
    /** Which kind of answer comes back. */
    Class<A> answerType();

    /** What it takes. */
    Needs needs();

    /** What somebody must be allowed to do. */
    Permission permission();

    /** Whether somebody who is responsible for some agencies only may do it, and sees or changes nothing else by that. */
    default boolean isWithin(Scope scope) {
        return scope.isEverything();
    }

    /** What it changes, as it is at this moment, for the record; empty if the request itself says all there is to say. */
    default Optional<Object> subject(Administration administration) {
        return Optional.empty();
    }

    /** Parts of it that are written down nowhere. */
    default Set<String> secrets() {
        return Set.of();
    }

    /**
     * Does it.
     *
     * @throws IllegalArgumentException if it cannot be done as it is
     */
    A carryOut(Administration administration);

    /** What a request takes. */
    enum Needs {
        /** To read the directory, which can also be done in the data folder. */
        DIRECTORY,
        /** To change the directory, in the data folder if no exchange runs. */
        CHANGE,
        /** An exchange that runs. */
        RUNNING
    }

    /** Checks a part of a request that came in. */
    static <T> T required(String what, @Nullable T value) {
        if (value == null || (value instanceof String text && text.isBlank())) {
            throw new IllegalArgumentException("the request lacks " + what);
        }
        return value;
    }
}
