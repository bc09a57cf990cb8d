// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.LocalDate;
import vn.lienthong.client.Attachment;
import vn.lienthong.client.ClientConfig;
import vn.lienthong.client.Document;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.client.OutboxAnswer;

/**
 * An application with an outbox, to be killed. Arguments: port, key folder, outbox, file for refusals, first number. Sends one
 * document after the other, every tenth to somebody unknown and another tenth to an agency whose inbox gets full, and writes the number when the send has returned. With the
 * number 0 it sends nothing and ends when the outbox is empty.
 */
final class OutboxApplication {
    static final int REFUSED_EACH = 10;

    private OutboxApplication() {}

    public static void main(String[] arguments) throws Exception {
        ClientConfig config = ClientConfig.of("localhost", Integer.parseInt(arguments[0]), Path.of(arguments[1]))
                .withOutbox(Path.of(arguments[2]));
        Path refusals = Path.of(arguments[3]);
        int first = Integer.parseInt(arguments[4]);
        try (ExchangeClient client = ExchangeClient.connect(config, answer -> note(refusals, answer))) {
            if (first == 0) {
                boolean empty = client.outbox().orElseThrow().awaitEmpty(Duration.ofMinutes(3));
                while (empty && !client.outbox().orElseThrow().answers().isEmpty()) {
                    Thread.onSpinWait();
                }
                System.out.println(empty ? "empty" : "not empty");
                return;
            }
            for (int number = first; true; number++) {
                client.send(document(number));
                System.out.println(number);
            }
        }
    }

    private static Document document(int number) {
        return Document.builder()
                .from("H57")
                .to(recipient(number))
                .number(number + "/KT-HG", LocalDate.of(2026, 3, 16))
                .subject("Kiểm thử hộp gửi")
                .content(Attachment.of("so.txt", String.valueOf(number).getBytes(StandardCharsets.UTF_8)))
                .build();
    }

    static String recipient(int number) {
        return switch (number % REFUSED_EACH) {
            case 0 -> "X99";
            case 3 -> "H50";
            default -> "G22";
        };
    }

    private static void note(Path refusals, OutboxAnswer answer) {
        if (answer.isAccepted()) {
            return;
        }
        try {
            Files.writeString(
                    refusals,
                    answer.document() + " " + answer.problems().get(0).code().code() + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
