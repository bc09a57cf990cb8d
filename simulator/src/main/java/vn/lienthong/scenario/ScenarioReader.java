// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import vn.lienthong.scenario.Scenario.Duty;
import vn.lienthong.scenario.Scenario.Requirement;

/** Reads cases; everything in a file must be understood. */
public final class ScenarioReader {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final String FAULT = "fault";
    private static final Map<String, Reading> STEPS = Map.ofEntries(
            Map.entry("send", (fields, value) -> SendStep.read(fields)),
            Map.entry("status", (fields, value) -> StatusStep.read(fields)),
            Map.entry("ask", (fields, value) -> AskStep.read(fields)),
            Map.entry("expect-document", (fields, value) -> ExpectDocument.read(fields)),
            Map.entry("expect-statuses", (fields, value) -> ExpectStatuses.read(fields)),
            Map.entry("expect-shown", (fields, value) -> ExpectShown.read(fields)),
            Map.entry("expect-delivery", (fields, value) -> ExpectDelivery.read(fields)),
            Map.entry("expect-returned", (fields, value) -> ExpectReturned.read(fields)),
            Map.entry("expect-registered", (fields, value) -> Surroundings.RegisteredStep.read(fields)),
            Map.entry(FAULT, (fields, value) -> Surroundings.FaultStep.read(fields)));
    private static final Map<String, Reading> WORDS = Map.ofEntries(
            Map.entry("line", (fields, value) -> Surroundings.LineStep.read(fields, value)),
            Map.entry("exchange", (fields, value) -> only(fields, value, "restart", new Surroundings.RestartStep())),
            Map.entry("expect", (fields, value) -> expected(fields, value)),
            Map.entry("faults", (fields, value) -> only(fields, value, "none", new Surroundings.NoFaultStep())),
            Map.entry("open", (fields, value) -> new Surroundings.OpenStep(value)),
            Map.entry("expect-nothing", (fields, value) -> new Surroundings.NothingStep(List.of(value.split(",\\s*")))),
            Map.entry("clock", (fields, value) -> new Surroundings.ClockStep(fields.duration("clock", Duration.ZERO))),
            Map.entry("wait", (fields, value) -> new Surroundings.WaitStep(fields.duration("wait", Duration.ZERO))));

    private ScenarioReader() {}

    private interface Reading {
        Step read(Fields fields, String value);
    }

    /**
     * Reads a file with a list of cases.
     *
     * @param name the file, for what is said about it
     * @throws ScenarioException with what is wrong in it and where
     */
    public static List<Scenario> read(String name, InputStream yaml) throws IOException {
        JsonNode list;
        try {
            list = YAML.readTree(yaml);
        } catch (JacksonException e) {
            throw new ScenarioException(name + ": " + e.getOriginalMessage() + " at " + e.getLocation());
        }
        if (!list.isArray()) {
            throw new ScenarioException(name + ": a list of cases is needed");
        }
        List<Scenario> cases = new ArrayList<>();
        for (JsonNode one : list) {
            cases.add(scenario(new Fields(name + " " + one.path("id").asString("?"), one)));
        }
        check(name, cases);
        return cases.stream().sorted(Comparator.comparing(Scenario::level)).toList();
    }

    private static void check(String name, List<Scenario> cases) {
        Set<String> ids = new HashSet<>();
        for (Scenario one : cases) {
            if (!ids.add(one.id())) {
                throw new ScenarioException(name + ": " + one.id() + " is there twice");
            }
        }
    }

    private static Scenario scenario(Fields fields) {
        String id = fields.text("id");
        if (!id.matches("L[0-6]-[NF]\\d\\d")) {
            throw fields.wrong("an id looks like L4-N06");
        }
        Fields requirement = fields.inner("requirement");
        Requirement required = new Requirement(requirement.text("id"), duty(requirement), requirement.text("clause"));
        requirement.finish();
        List<Step> steps = new ArrayList<>();
        int number = 0;
        for (JsonNode step : fields.required("steps")) {
            number++;
            steps.add(step(id + " step " + number, step));
        }
        Scenario read = new Scenario(
                id,
                fields.words("title"),
                fields.words("proves"),
                required,
                fields.list("failures"),
                fields.list("needs"),
                steps);
        fields.finish();
        return read;
    }

    private static Duty duty(Fields fields) {
        String word = fields.text("duty");
        for (Duty duty : Duty.values()) {
            if (duty.name().equals(word.toUpperCase(Locale.ROOT))) {
                return duty;
            }
        }
        throw fields.wrong("a duty is MUST, SHOULD or MAY, not " + word);
    }

    private static Step step(String place, JsonNode node) {
        Fields outer = new Fields(place, node);
        List<String> verbs = new ArrayList<>();
        node.propertyNames().forEach(verbs::add);
        if (verbs.size() != 1) {
            throw outer.wrong("a step has one verb, not " + verbs);
        }
        String verb = verbs.get(0);
        Reading simple = WORDS.get(verb);
        if (simple != null) {
            return simple.read(outer, outer.text(verb));
        }
        return compound(outer, verb);
    }

    private static Step compound(Fields outer, String verb) {
        if (verb.equals(FAULT) && outer.required(verb).isString()) {
            return Surroundings.FaultStep.read(outer, outer.text(verb));
        }
        Reading reading = STEPS.get(verb);
        if (reading != null) {
            return reading.read(outer.inner(verb), "");
        }
        return switch (verb) {
            case "review" -> new Surroundings.ReviewStep(outer.words(verb));
            case "manual" -> new Surroundings.ManualStep(outer.words(verb));
            case "close" -> {
                Fields fields = outer.inner(verb);
                Step step = new Surroundings.CloseStep(fields.text("agency"), fields.text("successor"));
                fields.finish();
                yield step;
            }
            case "burst" -> {
                Fields fields = outer.inner(verb);
                Step step = new Surroundings.BurstStep(fields.text("from", "G22"), fields.number("count", 10));
                fields.finish();
                yield step;
            }
            default -> throw outer.wrong("no step is called " + verb);
        };
    }

    private static Step expected(Fields fields, String value) {
        return switch (value) {
            case "distrust" -> new Surroundings.DistrustStep();
            case "connected" -> new Surroundings.ConnectedStep();
            case "nothing-outside" -> new Surroundings.NothingOutsideStep();
            default -> throw fields.wrong("connected, distrust or nothing-outside can be expected, not " + value);
        };
    }

    private static Step only(Fields fields, String value, String word, Step step) {
        if (!value.equals(word)) {
            throw fields.wrong("only " + word + " can stand here, not " + value);
        }
        return step;
    }
}
