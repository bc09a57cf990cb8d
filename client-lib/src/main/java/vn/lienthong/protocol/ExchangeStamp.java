// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.protocol;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import vn.lienthong.edxml.AgencyId;

/**
 * What the exchange itself writes on a message it accepts.
 *
 * @param sender the endpoint that handed it in, known from its certificate
 * @param acceptedAt when, by the clock of the exchange
 * @param size the body in bytes
 * @param endpoints where each recipient's delivery went, in the order of the recipients
 */
public record ExchangeStamp(EndpointId sender, Instant acceptedAt, long size, List<EndpointId> endpoints) {
    /** Copies the endpoints. */
    public ExchangeStamp {
        endpoints = List.copyOf(endpoints);
    }

    /** The message properties. */
    public Map<String, String> toProperties() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put(HeaderNames.SENDER, sender.value());
        properties.put(HeaderNames.ACCEPTED, Long.toString(acceptedAt.toEpochMilli()));
        properties.put(HeaderNames.SIZE, Long.toString(size));
        properties.put(
                HeaderNames.ENDPOINTS, endpoints.stream().map(EndpointId::value).collect(Collectors.joining(",")));
        return properties;
    }

    /** Reads a stamp; messages without one were not accepted by an exchange. */
    public static ExchangeStamp parse(RoutingHeader.PropertyLookup properties) {
        String names = property(properties, HeaderNames.ENDPOINTS);
        List<EndpointId> endpoints = names.isEmpty() // a status that nobody can be given
                ? List.of()
                : Arrays.stream(names.split(",", -1)).map(EndpointId::new).toList();
        return new ExchangeStamp(
                new EndpointId(property(properties, HeaderNames.SENDER)),
                Instant.ofEpochMilli(Long.parseLong(property(properties, HeaderNames.ACCEPTED))),
                Long.parseLong(property(properties, HeaderNames.SIZE)),
                endpoints);
    }

    /** Those of the recipients whose delivery went to an endpoint. */
    public List<AgencyId> recipientsAt(EndpointId endpoint, List<AgencyId> recipients) {
        List<AgencyId> here = new ArrayList<>();
        for (int i = 0; i < recipients.size(); i++) {
            if (endpoints.get(i).equals(endpoint)) {
                here.add(recipients.get(i));
            }
        }
        return here;
    }

    private static String property(RoutingHeader.PropertyLookup properties, String name) {
        return properties.property(name).orElseThrow(() -> new IllegalArgumentException("no " + name));
    }
}
