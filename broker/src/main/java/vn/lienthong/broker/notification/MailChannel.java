// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.notification;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** Notices for people, several in one letter. */
final class MailChannel implements Channel {
    private static final String PATIENCE_MILLIS = "20000";
    private static final int MOST = 200;

    private final MailSettings settings;
    private final MailText text;
    private final Optional<String> password;
    private final Session session;
    private final Clock clock;

    MailChannel(MailSettings settings, Optional<URI> console, Wording wording, Clock clock) {
        this.settings = settings;
        this.text = new MailText(settings.language(), console, wording);
        this.password = settings.account().map(MailChannel::password);
        this.session = Session.getInstance(properties(settings));
        this.clock = clock;
    }

    private static String password(MailSettings.Account account) {
        try {
            return Files.readString(account.passwordFile()).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the password for mail cannot be read from " + account.passwordFile(), e);
        }
    }

    private static Properties properties(MailSettings settings) {
        Properties properties = new Properties();
        String protocol = protocol(settings);
        String prefix = "mail." + protocol + ".";
        properties.setProperty("mail.transport.protocol", protocol);
        properties.setProperty(prefix + "connectiontimeout", PATIENCE_MILLIS);
        properties.setProperty(prefix + "timeout", PATIENCE_MILLIS);
        properties.setProperty(prefix + "writetimeout", PATIENCE_MILLIS);
        boolean required = settings.server().encryption() == MailSettings.Encryption.STARTTLS;
        properties.setProperty(prefix + "starttls.enable", Boolean.toString(required));
        properties.setProperty(prefix + "starttls.required", Boolean.toString(required));
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        properties.setProperty(prefix + "ssl.protocols", "TLSv1.3 TLSv1.2");
        settings.server()
                .authorities()
                .ifPresent(folder -> properties.put(prefix + "ssl.socketFactory", TrustedMailServers.sockets(folder)));
        return properties;
    }

    private static String protocol(MailSettings settings) {
        return settings.server().encryption() == MailSettings.Encryption.TLS ? "smtps" : "smtp";
    }

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public int most() {
        return MOST;
    }

    @Override
    public Duration pause() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void send(List<Notice> notices) throws IOException {
        try (Transport transport = session.getTransport(protocol(settings))) {
            MimeMessage letter = letter(notices);
            MailSettings.Server server = settings.server();
            transport.connect(
                    server.host(),
                    server.port(),
                    settings.account().map(MailSettings.Account::user).orElse(null),
                    password.orElse(null));
            transport.sendMessage(letter, letter.getAllRecipients());
        } catch (MessagingException e) {
            throw new IOException(String.valueOf(e.getMessage()), e);
        }
    }

    private MimeMessage letter(List<Notice> notices) throws MessagingException {
        String id = "<" + notices.get(0).id() + "." + notices.size() + "@lienthong>";
        MimeMessage letter = new MimeMessage(session) {
            /** The same for each attempt, so that a mail server may recognise it. */
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", id);
            }
        };
        letter.setFrom(new InternetAddress(settings.from()));
        letter.setRecipients(RecipientType.TO, InternetAddress.parse(String.join(",", settings.to())));
        letter.setSubject(text.subject(notices), StandardCharsets.UTF_8.name());
        letter.setText(text.body(notices), StandardCharsets.UTF_8.name());
        letter.setSentDate(Date.from(clock.instant()));
        letter.setHeader("Auto-Submitted", "auto-generated");
        letter.saveChanges();
        return letter;
    }
}
