// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.console;

import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import vn.lienthong.broker.access.Operator;
import vn.lienthong.broker.administration.AdministrationAnswer;
import vn.lienthong.broker.administration.AdministrationRequest;
import vn.lienthong.broker.administration.OperatorDesk;
import vn.lienthong.broker.console.Page.Preferences;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.VietnamTime;

/** One request of somebody who is signed in, and what it is answered with. */
final class Visit {
    private static final String KEY = "visit";
    private static final int MOST_CHARACTERS = 500;

    private final Context context;
    private final Session session;
    private final Operator operator;
    private final Office office;

    /** What every visit needs. */
    record Office(OperatorDesk desk, TemplateEngine templates) {}

    Visit(Context context, Session session, Operator operator, Office office) {
        this.context = context;
        this.session = session;
        this.operator = operator;
        this.office = office;
    }

    /** Notes it in a request, for the handler that follows. */
    void note() {
        context.attribute(KEY, this);
    }

    /** The visit of a request. */
    static Visit of(Context context) {
        return find(context).orElseThrow(() -> new IllegalStateException("nobody is signed in"));
    }

    /** The visit of a request; empty if nobody is signed in. */
    static Optional<Visit> find(Context context) {
        return Optional.ofNullable(context.attribute(KEY));
    }

    Context context() {
        return context;
    }

    Session session() {
        return session;
    }

    Operator operator() {
        return operator;
    }

    /** Has the exchange do something, as who is signed in. */
    <A extends AdministrationAnswer> A ask(AdministrationRequest<A> request) {
        return office.desk().carryOut(request, operator);
    }

    Page page() {
        String told = isPart() ? "" : session.told();
        return new Page(
                texts(context), operator, session.token(), context.path(), here(), told, preferences(), Instant.now());
    }

    /** Where a browser can come back to: what a form led to is seen on the page the form was on. */
    private String here() {
        if (!context.method().equals(HandlerType.GET)) {
            return given("back").filter(Visit::isOwn).orElse("/");
        }
        String query = context.queryString();
        return context.path() + (query == null ? "" : "?" + query);
    }

    /** Whether it is a place of the console, however a browser reads it, and never one elsewhere. */
    static boolean isOwn(String place) {
        return place.matches("/(?!/)[^\\\\\\p{Cntrl}]*");
    }

    /** Whether a page that is open asks for a part of itself again. */
    boolean isPart() {
        return context.header("HX-Request") != null;
    }

    private Preferences preferences() {
        String theme = Optional.ofNullable(context.cookie(Cookies.THEME)).orElse("auto");
        return new Preferences(
                "utc".equals(context.cookie(Cookies.ZONE)),
                theme.equals("light") || theme.equals("dark") ? theme : "auto");
    }

    static Texts texts(Context context) {
        String chosen = context.cookie(Cookies.LANGUAGE);
        return Texts.of(
                chosen != null
                        ? chosen
                        : Optional.ofNullable(context.header("Accept-Language")).orElse("vi"));
    }

    /** A part of the query or of a form, if it is given. */
    Optional<String> given(String name) {
        String value = context.queryParam(name);
        String text = value == null ? context.formParam(name) : value;
        return Optional.ofNullable(text)
                .map(String::strip)
                .filter(given -> !given.isEmpty())
                .map(Visit::cut);
    }

    private static String cut(String text) {
        return text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) : text;
    }

    /** The start of a day that is given, in Vietnam, or of the one some days after it. */
    Optional<Instant> day(String name, int after) {
        return given(name).map(text -> {
            try {
                return LocalDate.parse(text)
                        .plusDays(after)
                        .atStartOfDay(VietnamTime.ZONE)
                        .toInstant();
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException(texts(context).text("problem.day", text), e);
            }
        });
    }

    /** A part that must be given. */
    String required(String name) {
        return given(name)
                .orElseThrow(() -> new IllegalArgumentException(texts(context).text("problem.lacks", name)));
    }

    /** A number from 1 on; one that is too large is the largest. */
    int number(String name, int absent, int most) {
        return given(name)
                .map(text -> {
                    if (!text.matches("[1-9]\\d{0,8}")) {
                        throw new IllegalArgumentException(texts(context).text("problem.number", text));
                    }
                    return Math.min(most, Integer.parseInt(text));
                })
                .orElse(absent);
    }

    /** One of the values of an enum. */
    <E extends Enum<E>> Optional<E> choice(String name, Class<E> values) {
        return given(name).map(text -> Arrays.stream(values.getEnumConstants())
                .filter(value -> value.name().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(texts(context).text("problem.choice", text))));
    }

    /** An agency by its code. */
    Optional<AgencyId> agency(String name) {
        return given(name).map(this::agencyOf);
    }

    /** The agency with a code. */
    AgencyId agencyOf(String code) {
        try {
            return new AgencyId(code);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(texts(context).text("problem.agency", code), e);
        }
    }

    void show(String template, Object model) {
        context.html(render(office.templates(), template, model));
    }

    static String render(TemplateEngine templates, String template, Object model) {
        StringOutput output = new StringOutput();
        templates.render(template + ".jte", Map.of("view", model), output);
        return output.toString();
    }

    /** Back to where a form was sent from, with a word about what was done. */
    void back(String done) {
        session.tell(done);
        String from = given("back").filter(Visit::isOwn).orElse("/");
        context.redirect(from, HttpStatus.SEE_OTHER);
    }
}
