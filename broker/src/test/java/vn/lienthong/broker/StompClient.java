// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.net.ssl.SSLSocket;

/** STOMP 1.2 by hand: what a client in any language without a library would do. */
final class StompClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 60_000;

    private final SSLSocket socket;
    private final InputStream in;

    /** One frame. */
    record Frame(String command, Map<String, String> headers, String body) {}

    StompClient(TestKeys keys, int port) throws IOException {
        socket = (SSLSocket) keys.sslContext().getSocketFactory().createSocket("localhost", port);
        in = new BufferedInputStream(socket.getInputStream());
        socket.setSoTimeout(PATIENCE_MILLIS);
        write("CONNECT", Map.of("accept-version", "1.2", "host", "localhost"), new byte[0]);
        expect("CONNECTED");
    }

    /** Sends and waits for the receipt, or for the error that comes instead. */
    Frame send(TestSubmission submission) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("destination", "submit");
        headers.put("destination-type", "MULTICAST");
        headers.put("persistent", "true");
        submission.properties().forEach((name, value) -> headers.put(name, value.toString()));
        return request("SEND", headers, submission.body());
    }

    void subscribe(String queue) throws IOException {
        Frame answer = subscribe(queue, Optional.of("client-individual"));
        if (!answer.command().equals("RECEIPT")) {
            throw new IOException("not subscribed: " + answer);
        }
    }

    /** Subscribes in some mode, or with none named, and gives the answer. */
    Frame subscribe(String queue, Optional<String> mode) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("id", "1");
        headers.put("destination", queue);
        headers.put("subscription-type", "ANYCAST");
        mode.ifPresent(ack -> headers.put("ack", ack));
        return request("SUBSCRIBE", headers, new byte[0]);
    }

    Frame acknowledge(Frame message) throws IOException {
        return request("ACK", Map.of("id", String.valueOf(message.headers().get("ack"))), new byte[0]);
    }

    /** The next frame, if one comes in time. */
    Optional<Frame> next(Duration patience) throws IOException {
        socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
        try {
            return Optional.of(read());
        } catch (SocketTimeoutException e) {
            return Optional.empty();
        } finally {
            socket.setSoTimeout(PATIENCE_MILLIS);
        }
    }

    Frame expect(String command) throws IOException {
        Frame frame = read();
        if (!frame.command().equals(command)) {
            throw new IOException("expected " + command + " but got " + frame);
        }
        return frame;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private Frame request(String command, Map<String, String> headers, byte[] body) throws IOException {
        Map<String, String> withReceipt = new LinkedHashMap<>(headers);
        withReceipt.put("receipt", UUID.randomUUID().toString());
        write(command, withReceipt, body);
        return read();
    }

    private void write(String command, Map<String, String> headers, byte[] body) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        StringBuilder head = new StringBuilder(command).append('\n');
        headers.forEach(
                (name, value) -> head.append(name).append(':').append(value).append('\n'));
        if (body.length > 0) {
            head.append("content-length:").append(body.length).append('\n');
        }
        frame.write(head.append('\n').toString().getBytes(StandardCharsets.UTF_8));
        frame.write(body);
        frame.write(0);
        socket.getOutputStream().write(frame.toByteArray());
    }

    private Frame read() throws IOException {
        String command = line();
        while (command.isEmpty()) {
            command = line();
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.putIfAbsent(line.substring(0, colon), line.substring(colon + 1));
        }
        String length = headers.get("content-length");
        byte[] body = length == null ? untilNull() : in.readNBytes(Integer.parseInt(length));
        if (length != null && in.read() != 0) {
            throw new IOException("the frame does not end after its body");
        }
        return new Frame(command, headers, new String(body, StandardCharsets.UTF_8));
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the exchange closed the connection");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8).strip();
    }

    private byte[] untilNull() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int next = in.read(); next > 0; next = in.read()) {
            body.write(next);
        }
        return body.toByteArray();
    }
}
