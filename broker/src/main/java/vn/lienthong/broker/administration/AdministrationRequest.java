// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.administration;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request over the administration socket, one JSON object on one line.
 *
 * @param verb what to do
 * @param id an agency code or endpoint name
 * @param name a name for people
 * @param agencies the agencies an endpoint hosts
 */
public record AdministrationRequest(
        Verb verb, @Nullable String id, @Nullable String name, @Nullable List<String> agencies) {
    /** Checks that something is asked. */
    public AdministrationRequest {
        if (verb == null) {
            throw new IllegalArgumentException("the request lacks verb");
        }
    }

    /** What can be asked. */
    public enum Verb {
        /** All agencies. */
        AGENCIES,
        /** One agency and its endpoint. */
        AGENCY,
        /** Adds an agency. */
        ADD_AGENCY,
        /** Lets an agency take no messages. */
        SUSPEND_AGENCY,
        /** Lets it take messages again. */
        RESUME_AGENCY,
        /** All endpoints. */
        ENDPOINTS,
        /** Adds an endpoint. */
        ADD_ENDPOINT,
        /** Removes an endpoint. */
        REMOVE_ENDPOINT,
        /** All queues. */
        QUEUES
    }

    /** A request without details. */
    public static AdministrationRequest of(Verb verb) {
        return new AdministrationRequest(verb, null, null, null);
    }

    /** A request about one agency or endpoint. */
    public static AdministrationRequest of(Verb verb, String id) {
        return new AdministrationRequest(verb, id, null, null);
    }
}
