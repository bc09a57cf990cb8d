// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.administration;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.broker.access.Operator;
import vn.lienthong.broker.access.Role;
import vn.lienthong.broker.access.Scope;
import vn.lienthong.broker.access.Users;
import vn.lienthong.broker.audit.AuditLog;
import vn.lienthong.broker.authority.KeyFiles;
import vn.lienthong.broker.deadletters.DeadLetterDesk;
import vn.lienthong.broker.deadletters.Job;
import vn.lienthong.broker.directory.Agency;
import vn.lienthong.broker.directory.AgencyCsv;
import vn.lienthong.broker.directory.Directory;
import vn.lienthong.broker.directory.DirectoryChange;
import vn.lienthong.broker.directory.DirectoryPlan;
import vn.lienthong.broker.directory.Endpoint;
import vn.lienthong.broker.directory.Suspension;
import vn.lienthong.broker.disk.DiskReport;
import vn.lienthong.broker.disk.DiskWatch;
import vn.lienthong.broker.enrolment.KeyDesk;
import vn.lienthong.broker.ledger.Ledger;
import vn.lienthong.broker.mailbox.DeadLetters.DeadLetter;
import vn.lienthong.broker.mailbox.Mailboxes;
import vn.lienthong.broker.mailbox.QueueFacts;
import vn.lienthong.broker.receipts.ReceiptDispatch;
import vn.lienthong.broker.retention.Retention;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.Refusal;
import vn.lienthong.protocol.RefusalException;

/** What an operator can ask of a running exchange and change in it; every change takes effect at once. Thread-safe. */
public final class Administration {
    private static final Logger LOG = LoggerFactory.getLogger(Administration.class);
    private static final Operator NOBODY = new Operator("-", Role.ADMIN, Scope.EVERYTHING, "-");

    private final Directory directory;
    private final Mailboxes mailboxes;
    private final Accounts accounts;
    private final Desks desks;
    private final Operator operator;

    /**
     * Who works for operators beside the directory and the ledger.
     *
     * @param deadLetters what could not be handed over
     * @param disk how full the disk is
     * @param retention what is over; empty where no exchange runs
     * @param keys the keys of endpoints, opened when first asked for
     * @param audit what operators did, opened when first asked for
     * @param users the users of the console
     * @param lookout how the exchange is doing; empty where none runs
     * @param receipts what tells senders; empty where nothing does
     */
    public record Desks(
            DeadLetterDesk deadLetters,
            DiskWatch disk,
            Optional<Retention> retention,
            Supplier<KeyDesk> keys,
            Supplier<AuditLog> audit,
            Users users,
            Optional<Lookout> lookout,
            Optional<ReceiptDispatch> receipts) {}

    /** Administration of one exchange, by the exchange itself. */
    public Administration(Directory directory, Mailboxes mailboxes, Optional<Ledger> ledger, Desks desks) {
        this.directory = directory;
        this.mailboxes = mailboxes;
        this.accounts = new Accounts(
                directory, mailboxes, ledger, new Progress(mailboxes, desks.receipts()), () -> desks.retention()
                        .map(Retention::expiredSince)
                        .orElse(Instant.MIN));
        this.desks = desks;
        this.operator = NOBODY;
    }

    private Administration(Administration same, Operator operator) {
        this.directory = same.directory;
        this.mailboxes = same.mailboxes;
        this.accounts = same.accounts.within(operator.scope());
        this.desks = same.desks;
        this.operator = operator;
    }

    /** The same in the hands of somebody. */
    public Administration by(Operator somebody) {
        return new Administration(this, somebody);
    }

    /** How full the disk is. */
    public DiskReport disk() {
        return desks.disk().look();
    }

    /** In whose hands it is. */
    Operator by() {
        return operator;
    }

    /** Who asks. */
    String operator() {
        return operator.name();
    }

    /** What operators did. */
    public AuditLog audit() {
        return desks.audit().get();
    }

    /** The users of the console. */
    public Users users() {
        return desks.users();
    }

    /** What could not be handed over, as far as who asks may see it. */
    public DeadLetterDesk deadLetters() {
        return operator.scope().isEverything()
                ? desks.deadLetters()
                : desks.deadLetters().within(this::maySee);
    }

    /** It was sent by or to an agency they are responsible for. */
    private boolean maySee(DeadLetter letter) {
        return operator.scope().includes(letter.document().agency())
                || operator.scope().includesAny(letter.recipients());
    }

    /** The latest jobs, as far as who asks may see them: all, or those they asked for. */
    List<Job> jobs() {
        return desks.deadLetters().jobs().stream()
                .filter(job -> operator.scope().isEverything()
                        || job.settlement().operator().equals(operator.name()))
                .toList();
    }

    /** Lets a job that is theirs to see go no further. */
    Job cancel(int id) {
        if (job(id).isEmpty()) {
            throw new IllegalArgumentException("there is no job " + id);
        }
        return desks.deadLetters().cancel(id);
    }

    /** A job, if it is remembered and theirs to see. */
    Optional<Object> job(int id) {
        return jobs().stream().filter(job -> job.id() == id).findFirst().map(job -> job);
    }

    /** How long what is over is kept. */
    public Retention retention() {
        return desks.retention().orElseThrow(Administration::notRunning);
    }

    /** How the exchange is doing. */
    public Lookout lookout() {
        return desks.lookout().orElseThrow(Administration::notRunning);
    }

    private static IllegalArgumentException notRunning() {
        return new IllegalArgumentException("this exchange does not run");
    }

    /** The keys of endpoints. */
    public KeyDesk keys() {
        return desks.keys().get();
    }

    /** Makes keys for an endpoint, writes them into a folder and registers them. */
    public void issueKeys(EndpointId endpoint, KeyFiles files) {
        keys().issue(endpoint, files, operator.name());
    }

    /** What became of deliveries. */
    public Accounts accounts() {
        return accounts;
    }

    /** Adds an endpoint, or replaces the one with its name: its queues exist before it may connect. */
    public void addEndpoint(Endpoint endpoint) {
        mailboxes.open(endpoint.id());
        directory.put(List.of(endpoint), operator.name());
        LOG.atInfo()
                .addKeyValue("endpoint", endpoint.id())
                .addKeyValue("agencies", endpoint.agencies())
                .log("endpoint added");
    }

    /** Adds many endpoints in one step. */
    public void addEndpoints(List<Endpoint> endpoints) {
        endpoints.forEach(endpoint -> mailboxes.open(endpoint.id()));
        directory.put(endpoints, operator.name());
        LOG.atInfo().addKeyValue("count", endpoints.size()).log("endpoints added");
    }

    /**
     * Removes an endpoint: its connections end now, and the documents that wait for it become dead letters. A name that is given
     * out again must not bring the keys of its former holder with it, nor a token that gets some.
     */
    public void removeEndpoint(EndpointId endpoint) {
        directory.remove(endpoint, operator.name());
        keys().withdrawTokens(endpoint);
        keys().revoke(key -> key.endpoint().equals(endpoint), Instant.now(), "endpoint removed", operator.name());
        mailboxes.disconnect(endpoint);
        LOG.atInfo().addKeyValue("endpoint", endpoint).log("endpoint removed");
    }

    /** Whether there is an endpoint of that name. */
    public boolean hasEndpoint(EndpointId endpoint) {
        return directory.isRegistered(endpoint);
    }

    /** All endpoints. */
    public List<Endpoint> endpoints() {
        return List.copyOf(directory.endpoints());
    }

    /** Adds an agency or replaces the one with its code. */
    public void addAgency(Agency agency) {
        directory.put(agency, operator.name());
        LOG.atInfo().addKeyValue("agency", agency.id()).log("agency added");
    }

    /** Lets an agency take no messages, or, without a suspension, take them again. */
    public void suspendAgency(AgencyId agency, Optional<Suspension> suspension) {
        directory.suspend(agency, suspension, operator.name());
        LOG.atInfo()
                .addKeyValue("agency", agency)
                .addKeyValue("suspended", suspension.isPresent())
                .log("agency suspended or resumed");
    }

    /** What a list of agencies would change; none of it is done. */
    public DirectoryPlan plan(Path list) {
        try {
            return directory.plan(AgencyCsv.read(list));
        } catch (IOException e) {
            throw new RefusalException(ErrorCode.CONTENT_UNREADABLE.with(e.toString()));
        }
    }

    /** Makes what a list of agencies changes, all or none; the plan that was carried out. */
    public DirectoryPlan apply(Path list) {
        DirectoryPlan plan = plan(list);
        if (!plan.problems().isEmpty()) {
            throw new RefusalException(new Refusal(plan.problems()));
        }
        directory.apply(plan, operator.name());
        LOG.atInfo()
                .addKeyValue("operator", operator.name())
                .addKeyValue("agencies", plan.entries().size())
                .log("list of agencies applied");
        return plan;
    }

    /** The changes of the directory that concern an agency, or all; the oldest first. */
    public List<DirectoryChange> history(Optional<AgencyId> agency) {
        return directory.changesAfter(0).stream()
                .filter(change -> agency.isEmpty() || concerns(change, agency.get()))
                .toList();
    }

    private static boolean concerns(DirectoryChange change, AgencyId agency) {
        return change.agencies().stream().anyMatch(changed -> changed.id().equals(agency))
                || change.endpoints().stream()
                        .anyMatch(endpoint -> endpoint.agencies().contains(agency));
    }

    /** Writes all agencies as a list. */
    public void export(Path list) {
        try (Writer out = Files.newBufferedWriter(list, StandardCharsets.UTF_8)) {
            AgencyCsv.write(directory, out);
        } catch (IOException e) {
            throw new RefusalException(ErrorCode.CONTENT_UNREADABLE.with(e.toString()));
        }
    }

    /** All agencies that are listed. */
    public List<Agency> agencies() {
        return List.copyOf(directory.agencies());
    }

    /** The first agencies whose code begins so or whose name has such words. */
    public List<Agency> agencies(String text, int most) {
        return directory.search(text, most);
    }

    /** The one code an agency is kept under, whichever it is named with. */
    AgencyId canonical(AgencyId named) {
        return directory.canonical(named);
    }

    /** One agency, if it is listed. */
    public Optional<Agency> agency(AgencyId id) {
        return directory.agency(id);
    }

    /** The endpoint that takes messages for an agency. */
    public Optional<EndpointId> hostOf(AgencyId agency) {
        return directory.hostOf(agency);
    }

    /** What stands in every queue. */
    public List<QueueFacts> queues() {
        return mailboxes.queues();
    }
}
