// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker;

import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import vn.lienthong.broker.alerts.Severity;
import vn.lienthong.broker.console.Console;
import vn.lienthong.broker.notification.MailSettings;
import vn.lienthong.broker.notification.MailSettings.Account;
import vn.lienthong.broker.notification.MailSettings.Encryption;
import vn.lienthong.broker.notification.NotificationSettings;
import vn.lienthong.broker.notification.WebhookSettings;
import vn.lienthong.config.Settings;
import vn.lienthong.protocol.ErrorCode;

/**
 * Reads who is told of alerts: {@code alerts.severity} (default {@code notice}) and {@code alerts.links}; by mail
 * {@code alerts.mail.server} with {@code port}, {@code tls} ({@code starttls}, {@code tls} or {@code none}), {@code authorities},
 * {@code user} and {@code password-file}, {@code from}, {@code to} and {@code language}; by webhook {@code alerts.webhook.url}
 * and {@code alerts.webhook.secret-file}.
 */
final class AlertSettings {
    private static final String SERVER = "alerts.mail.server";
    private static final String PASSWORD = "alerts.mail.password-file";
    private static final String URL = "alerts.webhook.url";
    private static final String SECRET = "alerts.webhook.secret-file";
    private static final String ADDRESS = "[^\\s@,<>]+@[^\\s@,<>]+";
    private static final int MAX_PORT = 65_535;

    private AlertSettings() {}

    static NotificationSettings read(Settings settings) {
        return new NotificationSettings(
                mail(settings),
                webhook(settings),
                settings.optional(
                        "alerts.severity",
                        text -> BrokerConfig.constant(Severity.values(), text),
                        "critical, warning or notice",
                        Severity.NOTICE),
                address(settings, "alerts.links", uri -> true, "an address such as https://truc.example.vn:8460"));
    }

    private static Optional<MailSettings> mail(Settings settings) {
        Optional<String> host = settings.text(SERVER);
        Encryption encryption = settings.optional(
                "alerts.mail.tls",
                text -> BrokerConfig.constant(Encryption.values(), text),
                "starttls, tls or none",
                Encryption.STARTTLS);
        int port = settings.number("alerts.mail.port", 1, MAX_PORT, encryption.usualPort());
        Optional<Path> authorities = settings.path("alerts.mail.authorities");
        Optional<String> user = settings.text("alerts.mail.user");
        Optional<Path> password = settings.path(PASSWORD);
        List<String> to = settings.optional(
                "alerts.mail.to", AlertSettings::addresses, "mail addresses separated by commas", List.of());
        String from = settings.optional("alerts.mail.from", AlertSettings::mailAddress, "a mail address", "");
        String language = settings.optional(
                "alerts.mail.language",
                text -> Optional.of(text).filter(tag -> tag.equals("vi") || tag.equals("en")),
                "vi or en",
                "vi");
        if (host.isEmpty()) {
            if (!to.isEmpty() || !from.isEmpty()) {
                settings.problem(ErrorCode.SETTING_MISSING.with(SERVER, "a mail server"));
            }
            return Optional.empty();
        }
        settings.need("alerts.mail.to", settings.text("alerts.mail.to").isPresent(), "mail addresses");
        settings.need("alerts.mail.from", settings.text("alerts.mail.from").isPresent(), "a mail address");
        settings.need(PASSWORD, user.isEmpty() || password.isPresent(), "a file, since alerts.mail.user is set");
        return Optional.of(new MailSettings(
                new MailSettings.Server(host.get(), port, encryption, authorities),
                user.flatMap(name -> password.map(file -> new Account(name, file))),
                from,
                to,
                language));
    }

    private static Optional<WebhookSettings> webhook(Settings settings) {
        Optional<URI> url = address(
                settings,
                URL,
                AlertSettings::isSafe,
                "an address that begins with https://, or with http:// on this machine");
        Optional<Path> secret = settings.path(SECRET);
        settings.need(SECRET, url.isEmpty() || secret.isPresent(), "a file, since " + URL + " is set");
        settings.need(URL, settings.text(URL).isPresent() || secret.isEmpty(), "an address");
        return url.flatMap(address -> secret.map(file -> new WebhookSettings(address, file)));
    }

    /** An address that is right, if one is given. */
    static Optional<URI> address(Settings settings, String key, Predicate<URI> right, String expected) {
        return settings.text(key).isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(
                        settings.required(key, text -> address(text).filter(right), expected));
    }

    private static Optional<URI> address(String text) {
        try {
            return Optional.of(URI.create(text))
                    .filter(uri -> uri.getHost() != null)
                    .filter(uri -> "https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether nobody on the way can read what is sent there. */
    static boolean isSafe(URI address) {
        return address.getScheme().equals("https") || Console.isThisMachine(address.getHost());
    }

    private static Optional<String> mailAddress(String text) {
        return Optional.of(text).filter(address -> address.matches(ADDRESS));
    }

    private static Optional<List<String>> addresses(String text) {
        List<String> all = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        return Optional.of(all).filter(list -> list.stream().allMatch(address -> address.matches(ADDRESS)));
    }
}
