// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.config.Settings;
import vn.lienthong.words.Words;

/** The fields of one mapping in a case file; a field nobody asked for is an error. Not thread-safe. */
final class Fields {
    private final String place;
    private final JsonNode node;
    private final Set<String> asked = new TreeSet<>();

    Fields(String place, JsonNode node) {
        this.place = place;
        this.node = node;
        if (!node.isObject()) {
            throw new ScenarioException(place + ": a mapping is needed here, not " + node);
        }
    }

    /** A mapping made by hand: name and value in turns. */
    static Fields of(String... namesAndValues) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            node.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new Fields("-", node);
    }

    /** A mapping inside this one. */
    Fields inner(String name) {
        return new Fields(place + "." + name, required(name));
    }

    JsonNode required(String name) {
        asked.add(name);
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            throw new ScenarioException(place + ": " + name + " is missing");
        }
        return value;
    }

    String text(String name) {
        return required(name).asString();
    }

    Optional<String> optional(String name) {
        asked.add(name);
        return Optional.ofNullable(node.get(name))
                .filter(value -> !value.isNull())
                .map(JsonNode::asString);
    }

    String text(String name, String otherwise) {
        return optional(name).orElse(otherwise);
    }

    boolean flag(String name, boolean otherwise) {
        return optional(name).map(Boolean::parseBoolean).orElse(otherwise);
    }

    int number(String name, int otherwise) {
        Optional<String> value = optional(name);
        if (value.isPresent() && !value.get().matches("\\d{1,9}")) {
            throw new ScenarioException(place + ": " + name + " is a number, not " + value.get());
        }
        return value.map(Integer::parseInt).orElse(otherwise);
    }

    Duration duration(String name, Duration otherwise) {
        return optional(name)
                .map(value -> Settings.parseDuration(value)
                        .orElseThrow(() ->
                                new ScenarioException(place + ": " + name + " is a time such as 2s, not " + value)))
                .orElse(otherwise);
    }

    /** One value or a list of them. */
    List<String> list(String name) {
        asked.add(name);
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return List.of();
        }
        List<String> all = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(one -> all.add(one.asString()));
        } else {
            all.add(value.asString());
        }
        return all;
    }

    Map<String, String> map(String name) {
        asked.add(name);
        Map<String, String> all = new TreeMap<>();
        JsonNode value = node.get(name);
        if (value != null) {
            value.properties()
                    .forEach(entry -> all.put(entry.getKey(), entry.getValue().asString()));
        }
        return all;
    }

    boolean has(String name) {
        asked.add(name);
        return node.has(name);
    }

    Words words(String name) {
        Fields both = inner(name);
        Words words = new Words(both.text("en"), both.text("vi"));
        both.finish();
        return words;
    }

    /** Says what is wrong with this mapping. */
    ScenarioException wrong(String what) {
        return new ScenarioException(place + ": " + what);
    }

    /** Ends the reading: what was not asked for is not known. */
    void finish() {
        Set<String> unknown = new TreeSet<>();
        node.propertyNames().forEach(unknown::add);
        unknown.removeAll(asked);
        if (!unknown.isEmpty()) {
            throw new ScenarioException(place + ": not known here: " + unknown + "; known are " + asked);
        }
    }
}
