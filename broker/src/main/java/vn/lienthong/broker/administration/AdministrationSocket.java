// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.administration;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import jdk.net.ExtendedSocketOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import vn.lienthong.broker.access.Operator;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.Refusal;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.protocol.json.ExchangeJson;

/**
 * Answers operators on the same machine: a socket file in the data folder that only its owner may open. Whoever can write
 * the data folder owns the exchange anyway, so no other sign-in is asked. One request and one reply, each a line of JSON,
 * per connection. Each connection has a thread of its own, so that one that asks nothing keeps nobody waiting.
 */
public final class AdministrationSocket implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AdministrationSocket.class);
    private static final int LONGEST_REQUEST = 1_000_000;
    private static final ObjectMapper JSON = ExchangeJson.mapper();

    private final Path file;
    private final OperatorDesk desk;
    private final ServerSocketChannel server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "administration");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Prepares the socket.
     *
     * @throws IOException if the system has no such sockets
     */
    public AdministrationSocket(Path file, OperatorDesk desk) throws IOException {
        this.file = file;
        this.desk = desk;
        this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    }

    /** Starts to answer. */
    public void start() {
        try {
            Files.deleteIfExists(file); // left by an exchange that was killed; the lock says it runs no more
            server.bind(UnixDomainSocketAddress.of(file));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new IllegalStateException("the administration socket " + file + " cannot be opened", e);
        }
        threads.execute(this::serve);
    }

    /** Stops answering. */
    @Override
    public void close() {
        try {
            server.close();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("the administration socket could not be removed");
        }
        threads.shutdownNow(); // an interrupt closes the connections
    }

    private void serve() {
        while (server.isOpen()) {
            try {
                SocketChannel connection = server.accept();
                threads.execute(() -> answer(connection));
            } catch (ClosedChannelException | RejectedExecutionException e) {
                return;
            } catch (IOException e) {
                LOG.atWarn().setCause(e).log("an administration request was not taken");
            }
        }
    }

    private void answer(SocketChannel connection) {
        try (connection) {
            exchange(connection);
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log("an administration request broke off");
        }
    }

    private void exchange(SocketChannel connection) throws IOException {
        Optional<String> line = requestLine(connection);
        if (line.isEmpty()) {
            return;
        }
        OutputStream out = Channels.newOutputStream(connection);
        Operator operator = Operator.ofDataFolder(
                connection.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName());
        out.write((JSON.writeValueAsString(reply(line.get(), operator)) + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** The request; empty if the connection ended before its line did. */
    private static Optional<String> requestLine(SocketChannel connection) throws IOException {
        Reader reader = new BufferedReader(Channels.newReader(connection, StandardCharsets.UTF_8));
        StringBuilder line = new StringBuilder();
        for (int next = reader.read(); next != '\n'; next = reader.read()) {
            if (next < 0) {
                return Optional.empty();
            }
            if (line.length() == LONGEST_REQUEST) {
                throw new IOException("an administration request is longer than " + LONGEST_REQUEST + " characters");
            }
            line.append((char) next);
        }
        return Optional.of(line.toString());
    }

    private Reply reply(String line, Operator operator) {
        try {
            AdministrationRequest<?> request = JSON.readValue(line, AdministrationRequest.class);
            return request == null
                    ? Reply.refused("not a request: null")
                    : new Reply(Optional.empty(), Optional.of(JSON.valueToTree(desk.carryOut(request, operator))));
        } catch (JacksonException e) {
            return Reply.refused("not a request: " + e.getOriginalMessage());
        } catch (IllegalArgumentException e) {
            return Reply.refused(String.valueOf(e.getMessage()));
        } catch (RefusalException e) {
            return Reply.refused(e.refusal());
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("an administration request failed");
            return Reply.refused("the exchange could not do it: " + e.getMessage());
        }
    }

    /** What goes back: one of the two. */
    private record Reply(Optional<String> refusal, Optional<JsonNode> answer) {
        static Reply refused(String why) {
            return refused(new Refusal(List.of(ErrorCode.ADMINISTRATION_REFUSED.with(why))));
        }

        static Reply refused(Refusal refusal) {
            return new Reply(Optional.of(refusal.encode()), Optional.empty());
        }
    }

    /**
     * Asks a running exchange.
     *
     * @throws IOException if no exchange answers at the socket
     * @throws RefusalException if it cannot do it
     */
    public static <A extends AdministrationAnswer> A ask(Path file, AdministrationRequest<A> request)
            throws IOException {
        try (SocketChannel connection = SocketChannel.open(UnixDomainSocketAddress.of(file))) {
            OutputStream out = Channels.newOutputStream(connection);
            out.write((JSON.writeValueAsString(request) + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            String line = new BufferedReader(Channels.newReader(connection, StandardCharsets.UTF_8)).readLine();
            if (line == null) {
                throw new IOException("the exchange closed the connection without an answer");
            }
            Reply reply = JSON.readValue(line, Reply.class);
            Optional<Refusal> refusal = reply.refusal().flatMap(Refusal::parse);
            if (refusal.isPresent()) {
                throw new RefusalException(refusal.get());
            }
            return JSON.treeToValue(reply.answer().orElseThrow(), request.answerType());
        }
    }
}
