// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.workbench;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import vn.lienthong.client.Attachment;
import vn.lienthong.client.Document;
import vn.lienthong.client.DocumentBuilder;
import vn.lienthong.config.DataSize;
import vn.lienthong.edxml.BusinessInfo;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.Operation;
import vn.lienthong.edxml.Replacement;
import vn.lienthong.edxml.Signer;
import vn.lienthong.edxml.UpdateInfo;
import vn.lienthong.edxml.Urgency;
import vn.lienthong.simulator.PrintedPage;
import vn.lienthong.simulator.RunTag;
import vn.lienthong.simulator.TemporaryFolder;
import vn.lienthong.simulator.TestMark;

/** Makes the documents a tester sends; their files stay until it is closed, so that each can be sent again. Thread-safe. */
final class Drafts implements AutoCloseable {
    static final String NEW = "new";
    static final String RECALL = "recall";
    static final String UPDATE = "update";
    static final String REPLACE = "replace";
    /** What the documents are called that a tester did not name. */
    static final String NOTATION = "/LT-TN";

    static final String FILE = "van-ban-thu-nghiem.pdf";
    static final List<String> PAGE = List.of("VAN BAN THU NGHIEM");
    private static final int LARGEST = 1 << 30;

    private final TemporaryFolder folder;
    private final AtomicInteger numbers = new AtomicInteger();
    private final String tag = RunTag.of(Instant.now());

    Drafts() {
        try {
            folder = TemporaryFolder.create("lienthong-workbench-");
        } catch (IOException e) {
            throw new UncheckedIOException("there is no place for the files of documents", e);
        }
    }

    /** A document with a number that no other has, nor one of another run on the same day. */
    Document document(Action.Send order, List<String> to, LocalDate today) {
        DocumentBuilder builder = Document.builder()
                .from(order.from())
                .to(to.toArray(new String[0]))
                .subject(subject(order))
                .number(numbers.incrementAndGet() + NOTATION + "-" + tag, today)
                .place("Hà Nội")
                .signer(Signer.of("KT. BỘ TRƯỞNG", "THỨ TRƯỞNG", "Nguyễn Văn Thử"))
                .urgency(urgency(order));
        operate(builder, order, to);
        return builder.content(Attachment.of(file(size(order)))).build();
    }

    static String subject(Action.Send order) {
        return TestMark.subject(order.subject().isBlank() ? "kiểm tra liên thông" : order.subject());
    }

    static Urgency urgency(Action.Send order) {
        return Urgency.ofCode(order.urgency().orElse(0))
                .orElseThrow(() -> new NotPossibleException("urgency is 0 to 4", "độ khẩn là từ 0 đến 4"));
    }

    /** How large its file is, in bytes. */
    static int size(Action.Send order) {
        return DataSize.parse(order.size())
                .filter(wanted -> wanted.bytes() <= LARGEST)
                .map(wanted -> Math.toIntExact(wanted.bytes()))
                .orElseThrow(() -> new NotPossibleException(
                        "a size is up to 1gb, such as 20mb, not " + order.size(),
                        "dung lượng đến 1gb, chẳng hạn 20mb, không phải " + order.size()));
    }

    /** The id of the document that a recall, an update or a replacement is about. */
    static DocumentId subjectOf(Action.Send order) {
        return new DocumentId(order.document()
                .orElseThrow(() -> new NotPossibleException(
                        "document is missing: which is it to " + order.operation() + "?",
                        "thiếu mã văn bản: cần " + vietnamese(order.operation()) + " văn bản nào?")));
    }

    private static String vietnamese(String operation) {
        return Stream.of(Operation.values())
                .filter(one -> one.english().equals(operation))
                .map(Operation::vietnamese)
                .findFirst()
                .orElse(operation);
    }

    private static void operate(DocumentBuilder builder, Action.Send order, List<String> to) {
        order.ownId().map(DocumentId::new).ifPresent(builder::id);
        switch (order.operation()) {
            case NEW -> {}
            case RECALL -> builder.business(BusinessInfo.recall(subjectOf(order), order.subject()));
            case UPDATE ->
                builder.business(BusinessInfo.update(
                        subjectOf(order), order.subject(), new UpdateInfo(true, false, List.of(), List.of())));
            case REPLACE ->
                builder.business(BusinessInfo.replace(List.of(new Replacement(subjectOf(order), to)), order.subject()));
            default ->
                throw new NotPossibleException(
                        "an operation is new, recall, update or replace, not " + order.operation(),
                        "nghiệp vụ là new, recall, update hoặc replace, không phải " + order.operation());
        }
    }

    /** A page, and behind it as many bytes as are wanted; nothing of it has to fit in memory, nor on the disk where files can have holes. */
    private synchronized Path file(int size) {
        try {
            Path file = Files.createDirectories(folder.path().resolve(Integer.toString(size)))
                    .resolve(FILE);
            if (!Files.exists(file)) {
                try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
                    out.write(PrintedPage.pdf(PAGE));
                    out.setLength(Math.max(out.length(), size));
                }
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("there is no place for a file of " + size + " bytes", e);
        }
    }

    @Override
    public void close() {
        try {
            folder.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the files of documents cannot be deleted", e);
        }
    }
}
