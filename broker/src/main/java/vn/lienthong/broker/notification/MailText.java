// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.notification;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import vn.lienthong.broker.alerts.Alert;

/** What stands in a letter about alerts. */
final class MailText {
    private static final int LONGEST_SUBJECT = 150;

    private final String language;
    private final Optional<URI> console;
    private final Wording wording;

    MailText(String language, Optional<URI> console, Wording wording) {
        this.language = language;
        this.console = console;
        this.wording = wording;
    }

    String subject(List<Notice> notices) {
        Notice first = notices.get(0);
        long raised = notices.stream().filter(Notice::isRaised).count();
        String subject = notices.size() == 1
                ? title(first) + ": " + wording.sentence(language, first.alert())
                : t("mail.several", raised, notices.size() - raised);
        String line = "[Lienthong] " + subject.replaceAll("\\p{Cntrl}", " ");
        return line.length() > LONGEST_SUBJECT ? line.substring(0, LONGEST_SUBJECT) + "…" : line;
    }

    private String title(Notice notice) {
        return notice.isRaised() ? t("severity." + notice.alert().severity().name()) : t("mail.over");
    }

    String body(List<Notice> notices) {
        return notices.stream().map(this::paragraph).collect(Collectors.joining("\n"))
                + "\n-- \n"
                + t("mail.foot")
                + "\n"
                + console.map(address -> address + "\n").orElse("");
    }

    private String paragraph(Notice notice) {
        Alert alert = notice.alert();
        String lines = title(notice) + ": " + wording.sentence(language, alert) + "\n" + "  " + t("alert.since") + " "
                + wording.time(language, alert.since())
                + alert.until()
                        .map(end -> "\n  " + t("alert.over") + " " + wording.time(language, end))
                        .orElse("");
        return notice.isRaised()
                ? lines + "\n  " + t("mail.advice", t("runbook." + alert.rule().name())) + "\n  "
                        + console.map(address ->
                                        address.resolve(notice.runbook()).toString())
                                .orElseGet(() -> t("mail.runbook", notice.runbook()))
                        + "\n"
                : lines + "\n";
    }

    private String t(String key, Object... facts) {
        return wording.text(language, key, facts);
    }
}
