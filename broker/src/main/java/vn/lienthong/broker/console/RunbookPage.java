// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.console;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import vn.lienthong.broker.alerts.AlertRule;

/** What to do about an alert: the pages of the handbook, shown in the language of who looks. */
final class RunbookPage {
    private static final Parser PARSER = Parser.builder().build();
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .escapeHtml(true)
            .sanitizeUrls(true)
            .attributeProviderFactory(context -> RunbookPage::lead)
            .build();

    private RunbookPage() {}

    /** One runbook. */
    record View(Page page, String title, String html) {}

    /** All runbooks. */
    record ListView(Page page, List<Entry> entries) {}

    /** A runbook in the list. */
    record Entry(String rule, String title) {}

    static void route(RoutesConfig routes) {
        routes.get("/runbooks", RunbookPage::showAll);
        routes.get("/runbooks/{rule}", RunbookPage::show);
    }

    private static void showAll(Context context) {
        Visit visit = Visit.of(context);
        Page page = visit.page();
        List<Entry> entries = Arrays.stream(AlertRule.values())
                .map(rule ->
                        new Entry(rule.wireName(), title(text(rule, page.texts().language()))))
                .toList();
        visit.show("runbooks", new ListView(page, entries));
    }

    private static void show(Context context) {
        Visit visit = Visit.of(context);
        Page page = visit.page();
        String name = context.pathParam("rule");
        AlertRule rule = AlertRule.ofWireName(name)
                .orElseThrow(() -> new IllegalArgumentException("there is no runbook " + name));
        String text = text(rule, page.texts().language());
        visit.show("runbook", new View(page, title(text), html(text)));
    }

    private static String text(AlertRule rule, String language) {
        String file = "runbooks/" + language + "/" + rule.wireName() + ".md";
        try (InputStream in = Objects.requireNonNull(RunbookPage.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String title(String text) {
        return text.lines().findFirst().orElse("").replaceFirst("^# ", "");
    }

    /** Markdown as HTML; HTML in it is text. */
    static String html(String markdown) {
        return RENDERER.render(PARSER.parse(markdown));
    }

    /** What is a file beside it in the handbook is a page beside it in the console. */
    private static void lead(Node node, String tag, Map<String, String> attributes) {
        if (node instanceof Link link && link.getDestination().matches("[a-z-]+\\.md")) {
            attributes.put("href", "/runbooks/" + link.getDestination().replace(".md", ""));
        }
    }
}
