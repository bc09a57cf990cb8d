// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.person;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.lienthong.orders.OrderTaker.UnreachableException;
import vn.lienthong.words.Words;

/**
 * Questions to a person and the answers, line by line. What is not understood is asked again; a person is waited for without a
 * limit. Both languages are understood whichever is spoken. For one thread at a time.
 *
 * <p>Every question throws {@link UnreachableException} when the input has ended.
 */
public final class Conversation {
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;
    private static final Pattern DONE = Pattern.compile("xong|done", FLAGS);
    private static final Pattern CANNOT = Pattern.compile("(?:không được|khong duoc|cannot)\\b[\\s,:]*(.*)", FLAGS);
    private static final Pattern YES = Pattern.compile("(?:có|co|yes)\\b[\\s,:]*(.*)", FLAGS);
    private static final Pattern NO = Pattern.compile("(?:không|khong|no)\\b[\\s,:]*(.*)", FLAGS);
    private static final Words CONFIRM = new Words(
            "`done` when it is done, or `cannot` and the reason", "gõ `xong` khi xong, hoặc `không được` kèm lý do");

    /** It is done, unless there is a reason. */
    private record Confirmation(Optional<String> refused) {}

    /** What somebody thinks, if anything. */
    private record Opinion(Optional<Judgement> judgement) {}

    private final BufferedReader in;
    private final Consumer<String> out;
    private final Locale language;
    private final Clock clock;
    private final String name;

    /**
     * Talks with somebody.
     *
     * @param out takes the lines that are shown
     * @param name who it is; asked for if empty
     */
    public Conversation(BufferedReader in, Consumer<String> out, Locale language, Optional<String> name, Clock clock) {
        this.in = in;
        this.out = out;
        this.language = language;
        this.clock = clock;
        this.name = name.orElseGet(this::askForName);
    }

    /** Who answers. */
    public String name() {
        return name;
    }

    /** Says something that needs no answer. */
    public void say(Words words) {
        out.accept(words.in(language));
    }

    /** A line of answer; may be empty. */
    public String ask(Words question) {
        say(question);
        try {
            String line = in.readLine();
            if (line == null) {
                throw new UnreachableException(
                        new Words(
                                        "the input has ended before the test had: nobody answers any more",
                                        "hết dữ liệu nhập khi kiểm tra chưa xong: không còn ai trả lời")
                                .in(language),
                        new EOFException());
            }
            return Normalizer.normalize(line, Normalizer.Form.NFC)
                    .strip(); // some keyboards write letter and mark apart
        } catch (IOException e) {
            throw new UncheckedIOException("the terminal cannot be read", e);
        }
    }

    /**
     * An answer of a certain form.
     *
     * @param reading understands an answer, or does not
     * @param form what is understood, said when something was not
     */
    public <T> T ask(Words question, Function<String, Optional<T>> reading, Words form) {
        String line = ask(question);
        Optional<T> answer = reading.apply(line);
        while (answer.isEmpty()) {
            say(new Words("not understood: ‘" + line + "’", "không hiểu: ‘" + line + "’"));
            line = ask(form);
            answer = reading.apply(line);
        }
        return answer.get();
    }

    /** Asks for something to be done; why it was not done, if it was not. */
    public Optional<String> confirm(Words instruction) {
        say(instruction);
        return ask(CONFIRM, Conversation::confirmation, CONFIRM).refused();
    }

    /** Asks whether something is as it should be; empty if the person does not know. */
    public Optional<Judgement> judge(Words question) {
        Words form = new Words(
                "`yes`, `no` and the reason, or nothing if you do not know",
                "`có`, `không` kèm lý do, hoặc để trống nếu không biết");
        say(question);
        return ask(form, line -> judgement(question, line), form).judgement();
    }

    /** Why something cannot be done, if that is what a line says; a reason is needed. */
    static Optional<String> reason(String line) {
        return tail(CANNOT, line).filter(reason -> !reason.isBlank());
    }

    static boolean isDone(String line) {
        return DONE.matcher(line).matches();
    }

    private static Optional<Confirmation> confirmation(String line) {
        Optional<String> refused = reason(line);
        return isDone(line) || refused.isPresent() ? Optional.of(new Confirmation(refused)) : Optional.empty();
    }

    private Optional<Opinion> judgement(Words question, String line) {
        if (line.isEmpty()) {
            return Optional.of(new Opinion(Optional.empty()));
        }
        return tail(YES, line)
                .map(remark -> judged(question, true, remark))
                .or(() -> tail(NO, line)
                        .filter(reason -> !reason.isBlank())
                        .map(reason -> judged(question, false, reason)))
                .map(judged -> new Opinion(Optional.of(judged)));
    }

    private Judgement judged(Words question, boolean good, String remark) {
        return new Judgement(question, good, remark, name, clock.instant());
    }

    private static Optional<String> tail(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        return matcher.matches() ? Optional.of(matcher.group(1).strip()) : Optional.empty();
    }

    private String askForName() {
        Words question = new Words("Your name, for the report:", "Họ tên người kiểm tra, để ghi vào báo cáo:");
        return ask(question, line -> Optional.of(line).filter(text -> !text.isBlank()), question);
    }
}
