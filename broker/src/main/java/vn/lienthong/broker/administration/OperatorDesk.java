// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.administration;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.broker.access.Operator;
import vn.lienthong.broker.audit.AuditEntry;
import vn.lienthong.broker.audit.AuditEntry.Outcome;
import vn.lienthong.broker.audit.AuditLog;
import vn.lienthong.broker.deadletters.Job;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.protocol.json.ExchangeJson;

/**
 * Where the requests of operators come in, whether from the command line or from the console: the one place that asks whether
 * somebody may do it, and writes down that they did. Thread-safe.
 */
public final class OperatorDesk {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorDesk.class);
    private static final ObjectMapper JSON = ExchangeJson.mapper();
    private static final String VERB = "verb";

    /** Somebody comes in. */
    public static final String SIGN_IN = "sign-in";

    /** Somebody leaves. */
    public static final String SIGN_OUT = "sign-out";

    private final Administration administration;
    private final Clock clock;

    /** A desk before the administration of an exchange. */
    public OperatorDesk(Administration administration, Clock clock) {
        this.administration = administration;
        this.clock = clock;
    }

    /**
     * Carries out what somebody asks for.
     *
     * @throws RefusalException if they may not, or it cannot be done
     * @throws IllegalArgumentException if it cannot be done as it is
     */
    public <A extends AdministrationAnswer> A carryOut(AdministrationRequest<A> request, Operator operator) {
        if (!operator.may(request.permission()) || !request.isWithin(operator.scope())) {
            RefusalException denied = new RefusalException(ErrorCode.OPERATION_NOT_ALLOWED.with(
                    operator.name(), operator.role().wireName(), verb(request)));
            administration.audit().add(entry(request, operator, new Result(Outcome.DENIED, denied, null, null)));
            throw denied;
        }
        Administration own = administration.by(operator);
        return request.permission().isAudited() ? audited(request, own) : request.carryOut(own);
    }

    /** What is under way with dead letters. */
    public List<Job> jobs() {
        return administration.jobs();
    }

    /** Writes down that somebody came in or left, as well as can be: who looks after a full disk must be let in. */
    public void note(Operator operator, String action) {
        add(entryOf(operator.name(), operator.role().wireName(), operator.origin(), action, Outcome.DONE));
    }

    /** Writes down that somebody was not let in. */
    public void noteRejected(String name, String origin) {
        add(entryOf(name, "-", origin, SIGN_IN, Outcome.DENIED));
    }

    private void add(AuditEntry entry) {
        try {
            administration.audit().add(entry);
        } catch (UncheckedIOException e) {
            LOG.atError().setCause(e).addKeyValue("user", entry.operator()).log("a sign-in could not be written down");
        }
    }

    private AuditEntry entryOf(String name, String role, String origin, String action, Outcome outcome) {
        return new AuditEntry(
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                name,
                role,
                origin,
                action,
                outcome,
                Optional.empty(),
                Optional.empty(),
                JSON.createObjectNode(),
                Optional.empty(),
                Optional.empty());
    }

    /** What came of a request. */
    private record Result(
            Outcome outcome, @Nullable RuntimeException failure, @Nullable JsonNode before, @Nullable JsonNode after) {}

    private <A extends AdministrationAnswer> A audited(AdministrationRequest<A> request, Administration own) {
        JsonNode before = subject(request, own);
        AuditLog.Intent intent =
                administration.audit().begin(entry(request, own.by(), new Result(Outcome.UNKNOWN, null, before, null)));
        A answer;
        try {
            answer = request.carryOut(own);
        } catch (RuntimeException e) {
            intent.end(entry(request, own.by(), new Result(Outcome.REFUSED, e, before, null)));
            throw e;
        }
        intent.end(entry(request, own.by(), new Result(Outcome.DONE, null, before, subject(request, own))));
        return answer;
    }

    private static @Nullable JsonNode subject(AdministrationRequest<?> request, Administration own) {
        return request.subject(own).<JsonNode>map(JSON::valueToTree).orElse(null);
    }

    private AuditEntry entry(AdministrationRequest<?> request, Operator operator, Result result) {
        ObjectNode details = JSON.valueToTree(request);
        String verb = details.remove(VERB).stringValue();
        request.secrets().forEach(details::remove);
        return new AuditEntry(
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                operator.name(),
                operator.role().wireName(),
                operator.origin(),
                verb,
                result.outcome(),
                Optional.ofNullable(result.failure()).map(RuntimeException::getMessage),
                reason(details),
                details,
                Optional.ofNullable(result.before()),
                Optional.ofNullable(result.after()));
    }

    private static Optional<String> reason(ObjectNode details) {
        return Optional.ofNullable(details.get("reason"))
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue);
    }

    private static String verb(AdministrationRequest<?> request) {
        return JSON.valueToTree(request).get(VERB).stringValue();
    }
}
