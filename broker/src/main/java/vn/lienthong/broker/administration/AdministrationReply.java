// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.administration;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a request; the lists that were not asked for are empty.
 *
 * @param error why the request was not carried out; absent when it was
 */
public record AdministrationReply(
        @Nullable String error, List<AgencyView> agencies, List<EndpointView> endpoints, List<QueueView> queues) {
    /** An agency as operators see it. */
    public record AgencyView(
            String id,
            String name,
            @Nullable String closedSince,
            List<String> successors,
            boolean suspended,
            @Nullable String endpoint) {}

    /** An endpoint as operators see it. */
    public record EndpointView(String id, String name, List<String> agencies) {}

    /** A queue as operators see it. */
    public record QueueView(
            String name, long messages, int delivering, int scheduled, int consumers, @Nullable Long oldestSeconds) {}

    static AdministrationReply done() {
        return new AdministrationReply(null, List.of(), List.of(), List.of());
    }

    static AdministrationReply failed(String error) {
        return new AdministrationReply(error, List.of(), List.of(), List.of());
    }

    static AdministrationReply agencies(List<AgencyView> agencies) {
        return new AdministrationReply(null, agencies, List.of(), List.of());
    }

    static AdministrationReply endpoints(List<EndpointView> endpoints) {
        return new AdministrationReply(null, List.of(), endpoints, List.of());
    }

    static AdministrationReply queues(List<QueueView> queues) {
        return new AdministrationReply(null, List.of(), List.of(), queues);
    }
}
