// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.broker.access.Users;
import vn.lienthong.broker.administration.AdministrationAnswer.EndpointView;
import vn.lienthong.broker.audit.AuditLog;
import vn.lienthong.broker.audit.AuditLogTest;
import vn.lienthong.broker.authority.KeyFiles;
import vn.lienthong.broker.deadletters.Approval;
import vn.lienthong.broker.deadletters.DeadLetterDesk;
import vn.lienthong.broker.directory.Directory;
import vn.lienthong.broker.directory.DirectoryPolicy;
import vn.lienthong.broker.disk.DiskLimits;
import vn.lienthong.broker.disk.DiskSpace;
import vn.lienthong.broker.disk.DiskWatch;
import vn.lienthong.broker.enrolment.KeyDesk;
import vn.lienthong.broker.enrolment.KeyFolders;
import vn.lienthong.broker.events.Event.Settlement;
import vn.lienthong.broker.mailbox.DeadLetters;
import vn.lienthong.broker.mailbox.Mailboxes;
import vn.lienthong.broker.mailbox.NoMailboxes;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.EndpointId;

@Timeout(120)
final class AdministrationSocketTest {
    @TempDir
    Path folder;

    private Path file;
    private AdministrationSocket socket;
    private AuditLog audit;
    private KeyDesk keys;
    private final List<EndpointId> opened = new ArrayList<>();
    private final List<EndpointId> disconnected = new ArrayList<>();

    private final Mailboxes mailboxes = new NoMailboxes() {
        @Override
        public void open(EndpointId endpoint) {
            opened.add(endpoint);
        }

        @Override
        public void disconnect(EndpointId endpoint) {
            disconnected.add(endpoint);
        }
    };

    @BeforeEach
    void start() throws IOException {
        file = folder.resolve("administration.sock");
        Files.writeString(file, "left by an exchange that was killed");
        Directory directory =
                new Directory(folder.resolve("directory.json"), DirectoryPolicy.DEFAULT, Clock.systemUTC());
        keys = KeyDesk.open(
                new KeyFolders(
                        folder.resolve("authority"),
                        new KeyFiles(folder.resolve("signer")),
                        folder.resolve("keys"),
                        folder.resolve("endpoints")),
                List.of(),
                Optional.empty(),
                Clock.systemUTC());
        audit = AuditLogTest.open(folder.resolve("audit"));
        socket = new AdministrationSocket(
                file,
                new OperatorDesk(
                        new Administration(
                                directory,
                                mailboxes,
                                Optional.empty(),
                                new Administration.Desks(
                                        new DeadLetterDesk(new NoDeadLetters(), Approval.NONE),
                                        new DiskWatch(DiskSpace.of(folder), DiskLimits.USUAL),
                                        Optional.empty(),
                                        () -> keys,
                                        () -> audit,
                                        new Users(folder.resolve("users.json"), Clock.systemUTC()),
                                        Optional.empty(),
                                        Optional.empty())),
                        Clock.systemUTC()));
        socket.start();
    }

    @AfterEach
    void stop() {
        socket.close();
        audit.close();
        keys.close();
    }

    @Test
    void an_endpoint_is_added_listed_and_removed() throws IOException {
        EndpointId hue = new EndpointId("hue");

        AgencyId agency = new AgencyId("H57");
        ask(new DirectoryRequest.AddEndpoint(hue, "Thừa Thiên Huế", List.of(agency), Optional.empty()));
        assertThat(ask(new DirectoryRequest.ListEndpoints()).endpoints())
                .containsExactly(new EndpointView(hue, "Thừa Thiên Huế", List.of(agency), Optional.empty()));
        ask(new DirectoryRequest.RemoveEndpoint(hue));

        assertThat(ask(new DirectoryRequest.ListEndpoints()).endpoints()).isEmpty();
        assertThat(opened).containsExactly(hue);
        assertThat(disconnected).containsExactly(hue);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rubbish                                              | not a request",
                "null                                                 | not a request",
                "{\"verb\":\"destroy\"}                               | not a request",
                "{}                                                   | verb",
                "{\"verb\":\"agency\"}                                | lacks id",
                "{\"verb\":\"agency\",\"id\":\"no code\"}             | not an agency code",
                "{\"verb\":\"agency\",\"id\":\"T99\"}                 | not listed",
                "{\"verb\":\"suspend-agency\",\"id\":\"T99\",\"suspended\":true,\"reason\":\"x\"} | not listed",
                "{\"verb\":\"suspend-agency\",\"id\":\"T99\",\"suspended\":true} | lacks reason",
                "{\"verb\":\"add-endpoint\",\"id\":\"x\",\"name\":\"x\"} | lacks agencies",
                "{\"verb\":\"add-endpoint\",\"id\":\"x\",\"name\":\"x\",\"agencies\":[]} | hosts no agency",
                "{\"verb\":\"check\"}                                 | keeps no ledger",
            })
    void what_is_no_request_is_answered_with_what_is_wrong(String line, String expected) throws IOException {
        try (SocketChannel connection = connect()) {
            send(connection, line + "\n");
            assertThat(received(connection)).contains("\"refusal\":").contains(expected);
        }
        assertThat(ask(new DirectoryRequest.ListAgencies()).agencies()).isNotEmpty();
    }

    @Test
    void a_connection_that_asks_nothing_keeps_nobody_waiting() throws IOException {
        try (SocketChannel silent = connect();
                SocketChannel halfWay = connect()) {
            send(halfWay, "{\"verb\":");

            assertThat(ask(new DirectoryRequest.ShowAgency(new AgencyId("G22"))).agencies())
                    .hasSize(1);
            assertThat(silent.isOpen()).isTrue();
        }
        assertThat(ask(new DirectoryRequest.ShowAgency(new AgencyId("G22"))).agencies())
                .hasSize(1);
    }

    @Test
    void a_request_without_end_is_cut_off() throws IOException {
        try (SocketChannel endless = connect()) {
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 1_000; i++) {
                            send(endless, "x".repeat(100_000));
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
        assertThat(ask(new DirectoryRequest.ShowAgency(new AgencyId("G22"))).agencies())
                .hasSize(1);
    }

    @Test
    void only_its_owner_may_open_the_socket_and_it_goes_with_the_exchange() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        socket.close();

        assertThat(file).doesNotExist();
    }

    private <A extends AdministrationAnswer> A ask(AdministrationRequest<A> request) throws IOException {
        return AdministrationSocket.ask(file, request);
    }

    private SocketChannel connect() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(file));
    }

    private static void send(SocketChannel connection, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            connection.write(bytes);
        }
    }

    private static String received(SocketChannel connection) throws IOException {
        return new BufferedReader(new InputStreamReader(Channels.newInputStream(connection), StandardCharsets.UTF_8))
                .readLine();
    }

    private static final class NoDeadLetters implements DeadLetters {
        @Override
        public void forEach(Consumer<DeadLetter> viewer, Consumer<Unreadable> other) {
            // none
        }

        @Override
        public boolean settle(long id, Settlement settlement) {
            return false;
        }
    }
}
