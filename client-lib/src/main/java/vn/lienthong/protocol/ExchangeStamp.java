// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.protocol;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.lienthong.edxml.AgencyId;

/**
 * What the exchange itself writes on a message it accepts.
 *
 * @param sender the endpoint that handed it in, known from its certificate
 * @param acceptedAt when, by the clock of the exchange
 * @param size the body in bytes
 * @param endpoints where each recipient's delivery went, in the order of the recipients
 * @param digest the SHA-256 digest of a document's body; empty for a status
 * @param withdrawn recipients from whom the document was withdrawn before they had it
 * @param aliases the codes of agencies that the header names by an alias
 */
public record ExchangeStamp(
        EndpointId sender,
        Instant acceptedAt,
        long size,
        List<EndpointId> endpoints,
        Optional<String> digest,
        List<AgencyId> withdrawn,
        AgencyAliases aliases) {
    private static final String SEPARATOR = ",";

    /** Copies the endpoints and those withdrawn. */
    public ExchangeStamp {
        endpoints = List.copyOf(endpoints);
        withdrawn = List.copyOf(withdrawn);
    }

    /** A stamp before the body was looked at. */
    public ExchangeStamp(EndpointId sender, Instant acceptedAt, long size, List<EndpointId> endpoints) {
        this(sender, acceptedAt, size, endpoints, Optional.empty(), List.of(), AgencyAliases.NONE);
    }

    /** The same with the digest of the body. */
    public ExchangeStamp withDigest(String value) {
        return new ExchangeStamp(sender, acceptedAt, size, endpoints, Optional.of(value), withdrawn, aliases);
    }

    /** The same with other recipients from whom it is withdrawn. */
    public ExchangeStamp withWithdrawn(List<AgencyId> agencies) {
        return new ExchangeStamp(sender, acceptedAt, size, endpoints, digest, agencies, aliases);
    }

    /** The same with the codes of agencies that the header names by an alias. */
    public ExchangeStamp withAliases(AgencyAliases value) {
        return new ExchangeStamp(sender, acceptedAt, size, endpoints, digest, withdrawn, value);
    }

    /** The message properties. */
    public Map<String, String> toProperties() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put(HeaderNames.SENDER, sender.value());
        properties.put(HeaderNames.ACCEPTED, Long.toString(acceptedAt.toEpochMilli()));
        properties.put(HeaderNames.SIZE, Long.toString(size));
        properties.put(
                HeaderNames.ENDPOINTS,
                endpoints.stream().map(EndpointId::value).collect(Collectors.joining(SEPARATOR)));
        digest.ifPresent(value -> properties.put(HeaderNames.DIGEST, value));
        if (!withdrawn.isEmpty()) {
            properties.put(
                    HeaderNames.WITHDRAWN,
                    withdrawn.stream().map(AgencyId::value).collect(Collectors.joining(SEPARATOR)));
        }
        if (!aliases.isEmpty()) {
            properties.put(HeaderNames.ALIASES, aliases.toString());
        }
        return properties;
    }

    /** Reads a stamp; messages without one were not accepted by an exchange. */
    public static ExchangeStamp parse(RoutingHeader.PropertyLookup properties) {
        // No endpoint: a status that nobody can be given.
        List<EndpointId> endpoints = parts(property(properties, HeaderNames.ENDPOINTS))
                .map(EndpointId::new)
                .toList();
        return new ExchangeStamp(
                new EndpointId(property(properties, HeaderNames.SENDER)),
                Instant.ofEpochMilli(Long.parseLong(property(properties, HeaderNames.ACCEPTED))),
                Long.parseLong(property(properties, HeaderNames.SIZE)),
                endpoints,
                properties.property(HeaderNames.DIGEST),
                parts(properties.property(HeaderNames.WITHDRAWN).orElse(""))
                        .map(AgencyId::new)
                        .toList(),
                AgencyAliases.parse(properties.property(HeaderNames.ALIASES).orElse("")));
    }

    /** Those of the recipients whose delivery went to an endpoint and was not withdrawn. */
    public List<AgencyId> recipientsAt(EndpointId endpoint, List<AgencyId> recipients) {
        List<AgencyId> here = new ArrayList<>();
        for (int i = 0; i < recipients.size(); i++) {
            if (endpoints.get(i).equals(endpoint) && !withdrawn.contains(recipients.get(i))) {
                here.add(recipients.get(i));
            }
        }
        return here;
    }

    private static Stream<String> parts(String text) {
        return text.isEmpty() ? Stream.empty() : Arrays.stream(text.split(SEPARATOR, -1));
    }

    private static String property(RoutingHeader.PropertyLookup properties, String name) {
        return properties.property(name).orElseThrow(() -> new IllegalArgumentException("no " + name));
    }
}
