// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker;

import java.time.Clock;
import java.util.Optional;
import vn.lienthong.broker.administration.CurrentLedger;
import vn.lienthong.broker.administration.EndpointOverview;
import vn.lienthong.broker.administration.JournalFacts;
import vn.lienthong.broker.administration.Lookout;
import vn.lienthong.broker.alerts.AlertDesk;
import vn.lienthong.broker.artemis.MessagingServer;
import vn.lienthong.broker.console.AlertWords;
import vn.lienthong.broker.deadletters.DeadLetterDesk;
import vn.lienthong.broker.directory.Directory;
import vn.lienthong.broker.directory.Endpoint;
import vn.lienthong.broker.disk.DiskWatch;
import vn.lienthong.broker.enrolment.KeyDesk;
import vn.lienthong.broker.ledger.Ledger;
import vn.lienthong.broker.monitoring.Meters;
import vn.lienthong.broker.monitoring.Monitoring;
import vn.lienthong.broker.monitoring.Observation;
import vn.lienthong.broker.notification.Notification;
import vn.lienthong.broker.receipts.Reminders;
import vn.lienthong.protocol.ReceiptKind;

/** What looks on: monitoring, the alerts that follow from it, who is told of them, and who is reminded of what is not done. */
final class Oversight implements AutoCloseable {
    private final Monitoring monitoring;
    private final AlertDesk alerts;
    private final Notification notification;
    private final Lookout lookout;
    private final Optional<Reminders> reminders;

    /** What it looks at. */
    record Subjects(
            MessagingServer messaging,
            Directory directory,
            Optional<Monitoring.Books> books,
            DiskWatch disk,
            KeyDesk keys,
            DeadLetterDesk deadLetters) {}

    Oversight(BrokerConfig config, DataFolder data, Meters meters, Subjects subjects) {
        Clock clock = Clock.systemUTC();
        monitoring = new Monitoring(
                data.monitoring(),
                meters,
                new Monitoring.Sources(
                        subjects.messaging()::queues,
                        subjects.messaging().connections(),
                        () -> subjects.directory().endpoints().stream()
                                .map(Endpoint::id)
                                .toList(),
                        subjects.books(),
                        subjects.disk(),
                        subjects.keys().watch(),
                        subjects.deadLetters()),
                clock);
        alerts = new AlertDesk(data.alerts(), clock);
        notification = new Notification(config.alerts(), data.alerts(), new AlertWords(), meters.registry(), clock);
        monitoring.onLook(this::look);
        lookout = new Lookout(
                monitoring,
                alerts,
                new EndpointOverview(),
                subjects.directory()::lastChange,
                subjects.messaging().queueWindow(),
                subjects.messaging().product(),
                () -> JournalFacts.of(data.journal()),
                config::shown);
        reminders = subjects.books()
                .filter(kept -> config.receipts().contains(ReceiptKind.REMINDED))
                .map(kept -> reminders(subjects.messaging(), kept.ledger(), clock));
    }

    private static Reminders reminders(MessagingServer messaging, Ledger ledger, Clock clock) {
        return new Reminders(ledger, new CurrentLedger(messaging, ledger)::upToDate, messaging::note, clock);
    }

    Lookout lookout() {
        return lookout;
    }

    private void look(Observation now) {
        alerts.look(now, notification.troubles());
        notification.look(alerts.alerts(), now.at());
    }

    void start() {
        monitoring.start();
        notification.start();
        reminders.ifPresent(Reminders::start);
    }

    @Override
    public void close() {
        reminders.ifPresent(Reminders::close);
        monitoring.close();
        notification.close();
        monitoring.meters().close();
    }
}
