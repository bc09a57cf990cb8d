// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import vn.lienthong.broker.artemis.Redelivery;
import vn.lienthong.broker.deadletters.Approval;
import vn.lienthong.broker.directory.DirectoryPolicy;
import vn.lienthong.broker.directory.DirectoryPolicy.ClosedAgencies;
import vn.lienthong.broker.directory.DirectoryPolicy.UnlistedAgencies;
import vn.lienthong.broker.disk.DiskLimits;
import vn.lienthong.broker.events.Subjects;
import vn.lienthong.broker.inquiries.InquiryDesk;
import vn.lienthong.broker.ledger.Deadlines;
import vn.lienthong.broker.ledger.LedgerSettings;
import vn.lienthong.broker.notification.NotificationSettings;
import vn.lienthong.broker.retention.RetentionPolicy;
import vn.lienthong.broker.routing.RoutingLimits;
import vn.lienthong.broker.routing.StatementPolicy;
import vn.lienthong.config.DataSize;
import vn.lienthong.config.Settings;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.ReceiptKind;

/**
 * The configuration of one exchange, read from one file.
 *
 * @param data {@code data}: the folder everything is kept in; default {@code data} beside the file
 * @param host {@code host}: the address to listen on; default {@code 127.0.0.1}, so that nobody is served by accident
 * @param port {@code port}: the TLS port for all protocols; default 5671; 0 takes a free one
 * @param hostNames {@code host-names}: the names and addresses clients reach it under, put into its certificate; default
 *     {@code localhost, 127.0.0.1}
 * @param limits {@code limit.message-size} (default 70m, which is 50 MB of attachments in base64),
 *     {@code limit.recipients} (default 5000) and how long documents may wait that say nothing about it themselves, by urgency:
 *     {@code expiry.normal}, {@code expiry.urgent}, {@code expiry.very-urgent}, {@code expiry.express} and
 *     {@code expiry.timed-express} (default {@code none}: however long it takes)
 * @param connections {@code limit.connections}: how many connections an endpoint may have that has no limit of its own;
 *     default 64
 * @param statements {@code signatures}: {@code required} (default) refuses what its sender did not sign, {@code accepted}
 *     takes it as well; {@code sealing}: {@code required} refuses documents that are not sealed, {@code accepted} (default)
 *     takes them as well
 * @param redelivery {@code redelivery.attempts} (default 10), {@code redelivery.delay} (default 1s, doubling) and
 *     {@code redelivery.longest-delay} (default 10m)
 * @param directory {@code directory.unlisted-agencies}: {@code accept} (default) hands codes below level 1 that are not
 *     listed to their nearest ancestor, {@code refuse} makes them unknown; {@code directory.closed-agencies}:
 *     {@code refuse} (default) or {@code forward} documents to them to their successor for a while;
 *     {@code directory.grace}: how long after a change the old arrangement is still honoured, default 90d
 * @param disk {@code disk.alarm} (default 80): how full the disk is, in percent, when operators are told;
 *     {@code disk.refuse} (default 88): when new documents are refused
 * @param discards {@code dead-letters.discard}: {@code second-person} (default) has another operator agree before dead letters
 *     are discarded, {@code alone} does not
 * @param memory {@code memory.messages}: messages kept in memory before queues move to disk; default 64m
 * @param submissionsRemembered {@code submissions-remembered}: how long submissions are kept to recognise repeats;
 *     default 400d
 * @param ledger {@code ledger.database}: {@code embedded} (default) for a file in the data folder, {@code none} for no
 *     ledger at all, or the JDBC address of a PostgreSQL database, {@code jdbc:postgresql://host/name}, with
 *     {@code ledger.user} and {@code ledger.password-file}; {@code ledger.subjects}: {@code keep} (default) or
 *     {@code omit} to write down no subject of a document
 * @param deadlines {@code deadline.not-arrived} (default {@code 8h, 4h, 2h, 1h, 30m}) and
 *     {@code deadline.recall-unanswered} (default {@code 16h, 8h, 8h, 4h, 2h}): working time by urgency, from normal to
 *     timed express; {@code calendar.hours} (default {@code 08:00-12:00, 13:00-17:00}); {@code calendar.holidays}: a file
 *     {@code day,kind,what}, default the one that comes with the exchange
 * @param receipts {@code receipts}: which receipts senders get among their statuses, {@code none} or some of
 *     {@code accepted}, {@code delivered}, {@code recalled}, {@code expired}, {@code dead}, {@code returned} and {@code reminded};
 *     default all
 * @param retention how long what is over is kept, a duration or {@code never} removed: {@code retention.documents} in the
 *     ledger (default never), {@code retention.events} in the event log (default 400d), {@code retention.expired} (default
 *     90d), {@code retention.dead-letters} (default never) and {@code retention.key-packages} of sealed documents (default
 *     400d)
 * @param keys {@code trusted-authorities}, {@code enrolment.port} and {@code revocation.port}, see
 *     {@link KeySettings}
 * @param console {@code console.port} and others, see {@link ConsoleSettings}
 * @param alerts {@code alerts.mail.server} and others, see {@link AlertSettings}
 * @param shown every setting as it counts, named and written as in the file, for those who look; secrets stand in files of their
 *     own and are not among them
 */
public record BrokerConfig(
        Path data,
        String host,
        int port,
        List<String> hostNames,
        RoutingLimits limits,
        int connections,
        StatementPolicy statements,
        Redelivery redelivery,
        DirectoryPolicy directory,
        DiskLimits disk,
        Approval discards,
        DataSize memory,
        Duration submissionsRemembered,
        Optional<LedgerSettings> ledger,
        Deadlines deadlines,
        Set<ReceiptKind> receipts,
        RetentionPolicy retention,
        KeySettings keys,
        ConsoleSettings console,
        NotificationSettings alerts,
        Map<String, String> shown) {

    private static final String NEVER = "never";
    private static final String NONE = "none";
    private static final String REQUIRED = "required";
    private static final String ACCEPTED = "accepted";
    private static final String EMBEDDED = "embedded";
    private static final int DEFAULT_PORT = 5671;
    private static final int ALL_OF_A_DISK = 99;
    private static final int MAX_PORT = 65_535;
    private static final int DEFAULT_RECIPIENTS = 5_000;
    private static final int DEFAULT_CONNECTIONS = 64;
    private static final int DEFAULT_ATTEMPTS = 10;
    private static final Duration GRACE = Duration.ofDays(90);
    private static final Duration REMEMBERED = Duration.ofDays(400);

    /** Copies the host names, the kinds of receipts and what is shown. */
    public BrokerConfig {
        shown = Collections.unmodifiableMap(new TreeMap<>(shown));
        receipts = Set.copyOf(receipts);
        hostNames = List.copyOf(hostNames);
    }

    /** What it takes from everybody. */
    InquiryDesk.Acceptance acceptance() {
        return new InquiryDesk.Acceptance(limits.messageSize(), statements.sealed());
    }

    /**
     * Reads a configuration file.
     *
     * @throws IOException if the file cannot be read
     * @throws vn.lienthong.protocol.RefusalException with every problem in it
     */
    public static BrokerConfig load(Path file) throws IOException {
        return read(Settings.load(file));
    }

    /** The same on another port. */
    BrokerConfig listeningOn(int other) {
        return new BrokerConfig(
                data,
                host,
                other,
                hostNames,
                limits,
                connections,
                statements,
                redelivery,
                directory,
                disk,
                discards,
                memory,
                submissionsRemembered,
                ledger,
                deadlines,
                receipts,
                retention,
                keys,
                console,
                alerts,
                shown);
    }

    /** A configuration with defaults, keeping its data in a folder. */
    public static BrokerConfig defaults(Path data) {
        return of(new Properties(), data);
    }

    /** A configuration from values in memory; {@code data} is the folder unless the values name another. */
    public static BrokerConfig of(Properties values, Path data) {
        Properties all = new Properties();
        all.setProperty("data", data.toAbsolutePath().toString());
        all.putAll(values);
        return read(Settings.of(all, data));
    }

    private static BrokerConfig read(Settings settings) {
        Path data = settings.resolve(settings.text("data", "data"));
        int port = settings.number("port", 0, MAX_PORT, DEFAULT_PORT);
        BrokerConfig config = new BrokerConfig(
                data,
                settings.text("host", "127.0.0.1"),
                port,
                hostNames(settings),
                limits(settings),
                settings.number("limit.connections", 1, 100_000, DEFAULT_CONNECTIONS),
                new StatementPolicy(
                        settings.either("signatures", REQUIRED, ACCEPTED, true),
                        settings.either("sealing", REQUIRED, ACCEPTED, false)),
                redelivery(settings),
                directory(settings),
                disk(settings),
                settings.optional(
                        "dead-letters.discard",
                        BrokerConfig::approval,
                        "second-person or alone",
                        Approval.SECOND_PERSON),
                settings.size("memory.messages", DataSize.ofMebibytes(64)),
                settings.duration("submissions-remembered", REMEMBERED),
                ledger(settings),
                DeadlineSettings.read(settings),
                settings.optional(
                        "receipts",
                        BrokerConfig::receipts,
                        "none, or some of accepted, delivered, recalled, expired, dead, returned and reminded, separated by commas",
                        EnumSet.allOf(ReceiptKind.class)),
                retention(settings),
                KeySettings.read(settings, port),
                ConsoleSettings.read(settings, port),
                AlertSettings.read(settings),
                settings.effective());
        settings.finish();
        return config;
    }

    private static RoutingLimits limits(Settings settings) {
        return new RoutingLimits(
                settings.size("limit.message-size", DataSize.ofMebibytes(70)),
                settings.number("limit.recipients", 1, 100_000, DEFAULT_RECIPIENTS),
                ExpirySettings.read(settings));
    }

    private static RetentionPolicy retention(Settings settings) {
        return new RetentionPolicy(
                kept(settings, "retention.documents", RetentionPolicy.DEFAULT.documents()),
                kept(settings, "retention.events", RetentionPolicy.DEFAULT.events()),
                kept(settings, "retention.expired", RetentionPolicy.DEFAULT.expired()),
                kept(settings, "retention.dead-letters", RetentionPolicy.DEFAULT.deadLetters()),
                kept(settings, "retention.key-packages", RetentionPolicy.DEFAULT.keyPackages()));
    }

    private static Optional<Approval> approval(String text) {
        return switch (text) {
            case "second-person" -> Optional.of(Approval.SECOND_PERSON);
            case "alone" -> Optional.of(Approval.NONE);
            default -> Optional.empty();
        };
    }

    private static DiskLimits disk(Settings settings) {
        int alarm = settings.number("disk.alarm", 1, ALL_OF_A_DISK, DiskLimits.USUAL.alarm());
        int refuse = settings.number("disk.refuse", 1, ALL_OF_A_DISK, DiskLimits.USUAL.refuse());
        if (alarm >= refuse) {
            settings.problem(
                    ErrorCode.SETTING_INVALID.with("disk.refuse", Integer.toString(refuse), "more than disk.alarm"));
            return DiskLimits.USUAL;
        }
        return new DiskLimits(alarm, refuse);
    }

    private static Redelivery redelivery(Settings settings) {
        Redelivery redelivery = new Redelivery(
                settings.number("redelivery.attempts", 1, 1_000, DEFAULT_ATTEMPTS),
                settings.duration("redelivery.delay", Duration.ofSeconds(1)),
                settings.duration("redelivery.longest-delay", Duration.ofMinutes(10)));
        if (redelivery.longestDelay().compareTo(redelivery.delay()) < 0) {
            settings.problem(ErrorCode.SETTING_INVALID.with(
                    "redelivery.longest-delay", redelivery.longestDelay().toString(), "at least redelivery.delay"));
        }
        return redelivery;
    }

    private static Optional<Duration> kept(Settings settings, String key, Optional<Duration> absent) {
        return settings.optional(
                key,
                BrokerConfig::period,
                "never or a duration such as 90d",
                absent,
                absent.isPresent() ? absent.get().toDays() + "d" : NEVER);
    }

    private static Optional<Optional<Duration>> period(String text) {
        Optional<Duration> period = Settings.parseDuration(text);
        return period.isPresent() || text.equals(NEVER) ? Optional.of(period) : Optional.empty();
    }

    private static Optional<LedgerSettings> ledger(Settings settings) {
        String database = settings.optional(
                "ledger.database",
                text -> Optional.of(text).filter(BrokerConfig::isDatabase),
                "embedded, none or jdbc:postgresql://host/name",
                EMBEDDED);
        Optional<String> user = settings.text("ledger.user");
        Optional<Path> passwordFile = settings.path("ledger.password-file");
        Subjects subjects = settings.optional(
                "ledger.subjects", text -> constant(Subjects.values(), text), "keep or omit", Subjects.KEEP);
        return switch (database) {
            case NONE -> Optional.empty();
            case EMBEDDED -> Optional.of(LedgerSettings.embedded(subjects));
            default -> Optional.of(new LedgerSettings(Optional.of(database), user, passwordFile, subjects));
        };
    }

    private static boolean isDatabase(String text) {
        return text.equals(NONE) || text.equals(EMBEDDED) || text.startsWith("jdbc:postgresql:");
    }

    private static List<String> hostNames(Settings settings) {
        return settings.optional(
                "host-names",
                BrokerConfig::hostNames,
                "names or addresses separated by commas",
                List.of("localhost", "127.0.0.1"));
    }

    private static Optional<List<String>> hostNames(String text) {
        List<String> names =
                Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        return names.stream().anyMatch(String::isEmpty) ? Optional.empty() : Optional.of(names);
    }

    private static Optional<Set<ReceiptKind>> receipts(String text) {
        if (text.equals(NONE)) {
            return Optional.of(Set.of());
        }
        Set<ReceiptKind> kinds = EnumSet.noneOf(ReceiptKind.class);
        for (String word : text.split(",", -1)) {
            Optional<ReceiptKind> kind = ReceiptKind.ofWireName(word.strip());
            if (kind.isEmpty()) {
                return Optional.empty();
            }
            kinds.add(kind.get());
        }
        return Optional.of(kinds);
    }

    private static DirectoryPolicy directory(Settings settings) {
        return new DirectoryPolicy(
                settings.optional(
                        "directory.unlisted-agencies",
                        text -> constant(UnlistedAgencies.values(), text),
                        "accept or refuse",
                        UnlistedAgencies.ACCEPT),
                settings.optional(
                        "directory.closed-agencies",
                        text -> constant(ClosedAgencies.values(), text),
                        "refuse or forward",
                        ClosedAgencies.REFUSE),
                Period.ofDays(Math.toIntExact(
                        settings.duration("directory.grace", GRACE).toDays())));
    }

    static <E extends Enum<E>> Optional<E> constant(E[] values, String text) {
        return Arrays.stream(values)
                .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst();
    }
}
