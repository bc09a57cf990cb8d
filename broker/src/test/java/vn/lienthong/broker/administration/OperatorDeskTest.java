// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.ObjectMapper;
import vn.lienthong.broker.TestExchange;
import vn.lienthong.broker.access.Operator;
import vn.lienthong.broker.access.Role;
import vn.lienthong.broker.access.Scope;
import vn.lienthong.broker.administration.DeadLetterRequest.CancelJob;
import vn.lienthong.broker.administration.DeadLetterRequest.ListJobs;
import vn.lienthong.broker.audit.AuditEntry;
import vn.lienthong.broker.audit.AuditEntry.Outcome;
import vn.lienthong.broker.audit.AuditLog.Numbered;
import vn.lienthong.broker.audit.AuditQuery;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.protocol.json.ExchangeJson;

/** Who may do what, and what is written down about it. */
final class OperatorDeskTest {
    private static final ObjectMapper JSON = ExchangeJson.mapper();
    private static final AgencyId HUE = new AgencyId("H57");

    /** Every request there is, as it can be asked; the matrix below is by its name. */
    private static final Map<String, String> REQUESTS = Map.ofEntries(
            Map.entry("agencies", ""),
            Map.entry("agency", "'id':'H57'"),
            Map.entry("find-agencies", "'text':'hue','most':1"),
            Map.entry("add-agency", "'id':'H57.99','name':'Sở'"),
            Map.entry("suspend-agency", "'id':'H57','suspended':true,'reason':'x'"),
            Map.entry("plan", "'list':'FOLDER/nowhere'"),
            Map.entry("apply", "'list':'FOLDER/nowhere'"),
            Map.entry("export", "'list':'FOLDER/nowhere'"),
            Map.entry("history", ""),
            Map.entry("endpoints", ""),
            Map.entry("add-endpoint", "'id':'x','name':'x','agencies':['H58']"),
            Map.entry("remove-endpoint", "'id':'x'"),
            Map.entry("health", ""),
            Map.entry("queues", ""),
            Map.entry("track", "'name':'1/UBND'"),
            Map.entry("incidents", "'agency':'H57','document':'x'"),
            Map.entry("find", "'search':{'most':1}"),
            Map.entry("check", ""),
            Map.entry("overdue", "'most':1"),
            Map.entry("responses", "'from':'2026-01-01T00:00:00Z','until':'2026-02-01T00:00:00Z'"),
            Map.entry("ledger", ""),
            Map.entry("rebuild-ledger", ""),
            Map.entry("dead-letters", "'selection':{'ids':[]},'most':1"),
            Map.entry("settle-dead-letters", "'selection':{'ids':[]},'outcome':'RETRIED'"),
            Map.entry("jobs", ""),
            Map.entry("await-job", "'job':1,'timeout':'PT0S'"),
            Map.entry("approve-job", "'job':1"),
            Map.entry("cancel-job", "'job':1"),
            Map.entry("retention", ""),
            Map.entry("run-retention", "'classes':[],'dryRun':true"),
            Map.entry("issue-keys", "'endpoint':'x','folder':'FOLDER/keys'"),
            Map.entry("keys", ""),
            Map.entry("revoke-keys", "'which':'nobody','reason':'x'"),
            Map.entry("register-key", "'endpoint':'x','purpose':'tls','certificates':[]"),
            Map.entry("key-log", "'verify':false"),
            Map.entry("invite", "'endpoint':'x','validFor':'PT1H'"),
            Map.entry("alerts", ""),
            Map.entry("acknowledge-alert", "'alert':'x'"),
            Map.entry("silence-alert", "'alert':'x','time':'PT1H','reason':'x'"),
            Map.entry("lift-silence", "'alert':'x'"),
            Map.entry("flow", "'span':'PT1H','step':'PT1M'"),
            Map.entry("endpoint-states", ""),
            Map.entry("browse-queue", "'queue':'x','skip':0,'most':1"),
            Map.entry("open-body", "'queue':'x','message':1,'reason':'x'"),
            Map.entry("system", ""),
            Map.entry("audit", "'query':{'most':1}"),
            Map.entry("audit-log", "'verify':false"),
            Map.entry("users", ""),
            Map.entry("add-user", "'name':'x','role':'viewer','agencies':[],'password':'not to be written'"),
            Map.entry("change-user", "'name':'x','role':'viewer','agencies':[]"),
            Map.entry("set-password", "'name':'x','password':'not to be written'"),
            Map.entry("remove-user", "'name':'x'"));

    private static final Set<String> SEEING = Set.of(
            "agencies",
            "agency",
            "find-agencies",
            "history",
            "endpoints",
            "health",
            "queues",
            "track",
            "incidents",
            "find",
            "check",
            "overdue",
            "responses",
            "ledger",
            "dead-letters",
            "jobs",
            "await-job",
            "retention",
            "keys",
            "key-log",
            "alerts",
            "flow",
            "endpoint-states",
            "browse-queue",
            "system");
    private static final Set<String> REPAIRING = Set.of(
            "suspend-agency",
            "settle-dead-letters",
            "approve-job",
            "cancel-job",
            "acknowledge-alert",
            "silence-alert",
            "lift-silence");
    private static final Set<String> AUDITING = Set.of("audit", "audit-log", "users");
    private static final Set<String> OF_SOME_AGENCIES = Set.of(
            "agencies",
            "agency",
            "find-agencies",
            "history",
            "endpoints",
            "track",
            "incidents",
            "find",
            "overdue",
            "responses",
            "dead-letters",
            "settle-dead-letters",
            "jobs",
            "cancel-job",
            "suspend-agency");

    @TempDir
    private Path folder;

    private TestExchange exchange;
    private OperatorDesk desk;

    @BeforeEach
    void start() {
        exchange = TestExchange.start(folder);
        desk = new OperatorDesk(exchange.administration(), Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        exchange.close();
    }

    private static Operator operator(Role role, AgencyId... agencies) {
        return new Operator("lan", role, new Scope(List.of(agencies)), "127.0.0.1");
    }

    private AdministrationRequest<?> request(String verb) {
        String rest = REQUESTS.get(verb).replace('\'', '"').replace("FOLDER", folder.toString());
        return JSON.readValue(
                "{\"verb\":\"" + verb + "\"" + (rest.isEmpty() ? "" : "," + rest) + "}", AdministrationRequest.class);
    }

    /** What somebody can get to do, whether it can be done or not. */
    private Set<String> allowed(Operator operator) {
        Set<String> allowed = new TreeSet<>();
        for (String verb : REQUESTS.keySet()) {
            try {
                desk.carryOut(request(verb), operator);
                allowed.add(verb);
            } catch (RefusalException e) {
                if (!e.getMessage().contains("LT-A05")) {
                    allowed.add(verb);
                }
            } catch (IllegalArgumentException e) {
                allowed.add(verb);
            }
        }
        return allowed;
    }

    private static Set<String> both(Set<String> some, Set<String> others) {
        return Stream.concat(some.stream(), others.stream()).collect(Collectors.toSet());
    }

    @Test
    void every_request_is_in_this_test() {
        assertThat(Arrays.stream(AdministrationRequest.class
                                .getAnnotation(JsonSubTypes.class)
                                .value())
                        .map(JsonSubTypes.Type::name))
                .containsExactlyInAnyOrderElementsOf(REQUESTS.keySet());
    }

    @Test
    void each_role_does_what_it_is_for_and_nothing_else() {
        assertThat(allowed(operator(Role.VIEWER))).isEqualTo(SEEING);
        assertThat(allowed(operator(Role.OPERATOR))).isEqualTo(both(SEEING, REPAIRING));
        assertThat(allowed(operator(Role.AUDITOR))).isEqualTo(both(SEEING, AUDITING));
        assertThat(allowed(operator(Role.ADMIN))).isEqualTo(REQUESTS.keySet());
    }

    @Test
    void who_is_responsible_for_some_agencies_does_only_what_can_be_kept_to_them() {
        assertThat(allowed(operator(Role.ADMIN, HUE))).isEqualTo(OF_SOME_AGENCIES);
        assertThat(allowed(operator(Role.OPERATOR, new AgencyId("H58"))))
                .as("another agency is not theirs to suspend")
                .doesNotContain("suspend-agency");
    }

    @Test
    void a_change_is_written_down_with_who_and_how_it_was_before_and_after() {
        desk.carryOut(
                new DirectoryRequest.SuspendAgency(HUE, true, Optional.of("chuyển trụ sở"), Optional.empty()),
                operator(Role.OPERATOR));

        AuditEntry entry = newest();
        assertThat(entry)
                .returns("lan", AuditEntry::operator)
                .returns("operator", AuditEntry::role)
                .returns("127.0.0.1", AuditEntry::origin)
                .returns("suspend-agency", AuditEntry::action)
                .returns(Outcome.DONE, AuditEntry::outcome)
                .returns(Optional.of("chuyển trụ sở"), AuditEntry::reason);
        assertThat(entry.before().orElseThrow().get("suspended").booleanValue()).isFalse();
        assertThat(entry.after().orElseThrow().get("suspended").booleanValue()).isTrue();
        assertThat(exchange.administration().agency(HUE).orElseThrow().suspended())
                .isTrue();
    }

    @Test
    void of_dead_letters_that_are_settled_it_is_written_down_how_many_there_were() {
        desk.carryOut(request("settle-dead-letters"), operator(Role.OPERATOR));

        assertThat(newest().before().orElseThrow().get("total").intValue()).isZero();
    }

    @Test
    void who_is_responsible_for_some_agencies_sees_and_cancels_their_own_jobs_only() {
        desk.carryOut(request("settle-dead-letters"), operator(Role.OPERATOR, HUE));
        Operator other = new Operator("an", Role.OPERATOR, new Scope(List.of(HUE)), "127.0.0.1");

        assertThat(desk.carryOut(new ListJobs(), operator(Role.OPERATOR, HUE)).jobs())
                .hasSize(1);
        assertThat(desk.carryOut(new ListJobs(), operator(Role.VIEWER)).jobs()).hasSize(1);
        assertThat(desk.carryOut(new ListJobs(), other).jobs()).isEmpty();
        assertThatThrownBy(() -> desk.carryOut(new CancelJob(1), other)).hasMessageContaining("there is no job 1");
        assertThat(desk.carryOut(new CancelJob(1), operator(Role.OPERATOR, HUE))
                        .job()
                        .id())
                .isEqualTo(1);
    }

    @Test
    void what_was_denied_or_could_not_be_done_is_written_down_too() {
        assertThatThrownBy(() -> desk.carryOut(request("add-agency"), operator(Role.VIEWER)))
                .hasMessageContaining("LT-A05")
                .hasMessageContaining("lan with role viewer");
        assertThat(newest()).returns(Outcome.DENIED, AuditEntry::outcome).returns("add-agency", AuditEntry::action);

        assertThatThrownBy(() -> desk.carryOut(request("remove-user"), operator(Role.ADMIN)))
                .hasMessageContaining("no user x");
        assertThat(newest())
                .returns(Outcome.REFUSED, AuditEntry::outcome)
                .returns(Optional.of("there is no user x"), AuditEntry::problem);
    }

    @Test
    void what_cannot_be_written_down_is_not_done() throws IOException {
        desk.carryOut(request("add-user"), operator(Role.ADMIN));
        Path begun = folder.resolve("audit").resolve("begun");
        Files.delete(begun);
        Files.writeString(begun, "no folder");

        assertThatThrownBy(() -> desk.carryOut(
                        new DirectoryRequest.SuspendAgency(HUE, true, Optional.of("thử"), Optional.empty()),
                        operator(Role.ADMIN)))
                .hasMessageContaining("so nothing was done");
        assertThat(exchange.administration().agency(HUE).orElseThrow().suspended())
                .isFalse();
    }

    @Test
    void a_password_is_never_written_down() {
        desk.carryOut(request("add-user"), operator(Role.ADMIN));
        desk.carryOut(request("set-password"), operator(Role.ADMIN));

        assertThat(entries())
                .hasSize(2)
                .allSatisfy(entry -> assertThat(entry.entry().toString()).doesNotContain("not to be written"));
    }

    @Test
    void looking_is_not_written_down() {
        desk.carryOut(request("queues"), operator(Role.VIEWER));

        assertThat(entries()).isEmpty();
    }

    @Test
    void a_suspension_with_an_end_is_over_by_itself() {
        Instant until = Instant.now().plus(Duration.ofHours(1));
        desk.carryOut(
                new DirectoryRequest.SuspendAgency(HUE, true, Optional.of("thử"), Optional.of(until)),
                operator(Role.OPERATOR));

        var agency = exchange.administration().agency(HUE).orElseThrow();
        assertThat(agency.isSuspendedAt(until.minusMillis(1))).isTrue();
        assertThat(agency.isSuspendedAt(until)).isFalse();
        assertThatThrownBy(() ->
                        new DirectoryRequest.SuspendAgency(HUE, true, Optional.of("thử"), Optional.of(Instant.EPOCH)))
                .hasMessageContaining("ends after now");
    }

    private AuditEntry newest() {
        return entries().get(0).entry();
    }

    private List<Numbered> entries() {
        return exchange.administration().audit().find(AuditQuery.newest(10));
    }
}
