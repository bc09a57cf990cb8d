// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.workbench;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes out of a session what belongs to this machine and to nobody else: passwords, keys, paths, ports. What is known here is
 * looked for as it is; what a system under test says of its own machine is found by its form. Thread-safe.
 */
final class Scrubbing {
    private static final String SECRET = "[secret]";
    private static final String PATH = "[path]";
    private static final String PORT = "[port]";

    private static final List<Form> FORMS = List.of(
            new Form("-----BEGIN [A-Z0-9 ]+-----[\\s\\S]*?(?:-----END [A-Z0-9 ]+-----|$)", SECRET),
            new Form(
                    "(?iu)(?<=\\b(?:password|passwd|passphrase|pwd|pin|secret|token|mật khẩu)\\s{0,3}[=:]\\s{0,3})[^\\s=:]\\S*",
                    SECRET),
            new Form("\\b[A-Za-z]:\\\\[^\\s\"'<>|]+", PATH),
            new Form("(?<![\\p{L}\\p{N}/,.])/(?:[\\p{L}\\p{N}_.@+~-]+/)+[\\p{L}\\p{N}_.@+~-]*", PATH),
            new Form(
                    "(?iu)(?<=\\b(?:localhost|[a-z][a-z0-9.-]{0,60}|[0-9.]{7,15}|\\[[0-9a-f:]{2,39}]):)\\d{4,5}\\b",
                    PORT),
            new Form("(?iu)(?<=\\b(?:port|cổng)\\s{0,3}[=:]?\\s{0,3})\\d{2,5}\\b", PORT));

    private final List<String> passwords;
    private final List<Form> forms;

    private record Form(Pattern pattern, String word) {
        Form(String pattern, String word) {
            this(Pattern.compile(pattern), word);
        }

        String apply(String text) {
            return pattern.matcher(text).replaceAll(Matcher.quoteReplacement(word));
        }
    }

    /** What is known of this machine. */
    record Secrets(List<String> passwords, List<String> paths, List<Integer> ports) {}

    Scrubbing(Secrets known) {
        this.passwords = List.copyOf(known.passwords());
        Stream<Form> paths = known.paths().stream()
                .sorted(Comparator.comparing(String::length).reversed())
                .map(path -> new Form(Pattern.quote(path) + "(?:[/\\\\][^\\s\"'<>|]*)?(?![\\p{L}\\p{N}])", PATH));
        Stream<Form> ports = known.ports().stream().map(port -> new Form("(?<![\\d/])" + port + "(?![\\d/])", PORT));
        this.forms = Stream.of(paths, ports, FORMS.stream()).flatMap(all -> all).toList();
    }

    /** The same without it. */
    JsonNode of(JsonNode node) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (node.isString()) {
            return nodes.stringNode(text(node.asString()));
        }
        if (node.isArray()) {
            ArrayNode copy = nodes.arrayNode();
            node.forEach(one -> copy.add(of(one)));
            return copy;
        }
        if (node.isObject()) {
            ObjectNode copy = nodes.objectNode();
            for (Map.Entry<String, JsonNode> property : node.properties()) {
                copy.set(property.getKey(), of(property.getValue()));
            }
            return copy;
        }
        return node;
    }

    private String text(String text) {
        String clean = text;
        for (String password : passwords) {
            clean = clean.replace(password, SECRET);
        }
        for (Form form : forms) {
            clean = form.apply(clean);
        }
        return clean;
    }
}
