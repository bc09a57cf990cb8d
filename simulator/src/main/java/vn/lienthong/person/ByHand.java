// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.person;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.orders.Action;
import vn.lienthong.orders.Answer;
import vn.lienthong.orders.Look;
import vn.lienthong.orders.Order;
import vn.lienthong.orders.OrderTaker;
import vn.lienthong.orders.Sight;
import vn.lienthong.orders.Sought;
import vn.lienthong.words.Words;

/**
 * A system under test that takes no orders itself: a person at its screen carries them out and tells what it shows. For one
 * thread at a time.
 */
public final class ByHand implements OrderTaker {
    private static final Words LETTER_FORM = new Words(
            "Type the id of the document (such as H29,2026/03/16,1/H29-VP) when it is sent; or `cannot` and the reason",
            "Nhập mã định danh văn bản (như H29,2026/03/16,1/H29-VP) khi gửi xong; hoặc `không được` kèm lý do");
    private static final Words ONCE_MORE = new Words(
            "This is no id of the usual form; type it once more if it is right",
            "Mã này không theo dạng thường gặp; nhập lại lần nữa nếu đúng");
    private static final String USUAL_ID = "[^,]+,[^,]+,.+|[0-9a-fA-F-]{36}";

    private final Conversation person;
    private final Path folder;
    private int folders;

    /**
     * Orders to a person.
     *
     * @param folder where the files to attach are put, and where the person puts those that are to be compared
     */
    public ByHand(Conversation person, Path folder) {
        this.person = person;
        this.folder = folder;
    }

    @Override
    public Answer carryOut(Order order) {
        return switch (order.action()) {
            case SEND, UPDATE, REPLACE -> letter(order);
            case SHOW -> Answer.showing(seen(order, Set.of(Look.values())).shown());
            case RECALL, TAKE_BACK, REGISTER, ASSIGN, START, COMPLETE, REFUSE, RESTART ->
                person.confirm(instruction(order)).map(Answer::refused).orElse(Answer.DONE);
        };
    }

    /** The time a person takes does not count: whether to look again is the person's to say. */
    @Override
    public Sight look(Order show, Sought sought) {
        Sight sight = seen(show, sought.looks());
        while (!sought.right().test(sight) && wantsToLookAgain()) {
            sight = seen(show, sought.looks());
        }
        return sight;
    }

    private boolean wantsToLookAgain() {
        Words form = new Words(
                "The case expects something else. Nothing: look again; `that is so`: it stays like that",
                "Ca kiểm tra mong đợi khác. Để trống: xem lại; gõ `đúng vậy`: vẫn như thế");
        return person.ask(
                form,
                line -> switch (line.toLowerCase(Locale.ROOT)) {
                    case "" -> Optional.of(true);
                    case "that is so", "đúng vậy", "dung vay" -> Optional.of(false);
                    default -> Optional.<Boolean>empty();
                },
                form);
    }

    private Sight seen(Order show, Set<Look> looks) {
        Path place = folder.resolve("shown-" + ++folders);
        return new Screen(person, place).look(show.document().orElse("?"), looks);
    }

    private Answer letter(Order order) {
        person.say(instruction(order));
        List<Path> files = write(order.attachments());
        files.forEach(file -> person.say(Words.same("      " + file)));
        String line = person.ask(LETTER_FORM, Optional::of, LETTER_FORM);
        while (true) {
            Optional<String> refused = Conversation.reason(line);
            if (refused.isPresent()) {
                return Answer.refused(refused.get());
            }
            if (line.matches(USUAL_ID) && DocumentId.isValid(line)) {
                return Answer.sent(line);
            }
            String again = person.ask(DocumentId.isValid(line) ? ONCE_MORE : LETTER_FORM);
            if (DocumentId.isValid(line) && again.equals(line)) {
                return Answer.sent(line);
            }
            line = again;
        }
    }

    private List<Path> write(List<Order.OrderedFile> attachments) {
        List<Path> files = new ArrayList<>();
        try {
            Path place = Files.createDirectories(folder.resolve("order-" + ++folders));
            for (Order.OrderedFile attachment : attachments) {
                Path file = place.resolve(Path.of(attachment.name()).getFileName());
                files.add(Files.write(file, attachment.content()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the files to attach cannot be written to " + folder, e);
        }
        return files;
    }

    private static Words instruction(Order order) {
        List<String> english =
                new ArrayList<>(List.of("→ Please " + order.action().english()));
        List<String> vietnamese =
                new ArrayList<>(List.of("→ Đề nghị " + order.action().vietnamese()));
        detail(new Words("document", "văn bản"), order.document().orElse(""), english, vietnamese);
        detail(new Words("to", "đến"), String.join(", ", order.to()), english, vietnamese);
        detail(new Words("subject", "trích yếu"), order.subject(), english, vietnamese);
        if (sends(order.action())) {
            detail(new Words("urgency", "độ khẩn"), Integer.toString(order.urgency()), english, vietnamese);
        }
        detail(
                new Words("to be answered by", "hạn trả lời"),
                order.due().map(Object::toString).orElse(""),
                english,
                vietnamese);
        detail(
                new Words("answers", "trả lời văn bản"),
                order.reply()
                        .map(reply -> reply.reference() + ", " + reply.agency() + " (" + reply.document() + ")")
                        .orElse(""),
                english,
                vietnamese);
        detail(new Words("reason", "lý do"), order.reason(), english, vietnamese);
        detail(new Words("recipients added", "thêm nơi nhận"), String.join(", ", order.added()), english, vietnamese);
        detail(
                new Words("recipients removed", "bớt nơi nhận"),
                String.join(", ", order.removed()),
                english,
                vietnamese);
        if (!order.attachments().isEmpty()) {
            english.add("   files to attach, the main one first:");
            vietnamese.add("   tệp đính kèm, tệp đầu là văn bản chính:");
        }
        return new Words(String.join("\n", english), String.join("\n", vietnamese));
    }

    private static boolean sends(Action action) {
        return action == Action.SEND || action == Action.UPDATE || action == Action.REPLACE;
    }

    private static void detail(Words name, String value, List<String> english, List<String> vietnamese) {
        if (!value.isBlank()) {
            english.add("   " + name.english() + ": " + value);
            vietnamese.add("   " + name.vietnamese() + ": " + value);
        }
    }
}
