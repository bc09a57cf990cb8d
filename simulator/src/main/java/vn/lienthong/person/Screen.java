// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.person;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import vn.lienthong.orders.Answer;
import vn.lienthong.orders.Look;
import vn.lienthong.orders.Sha256;
import vn.lienthong.orders.Sight;
import vn.lienthong.words.Words;

/** Asks a person what the screen of the system under test shows of one document. What is left empty was not seen. */
final class Screen {
    private static final int MOST_COPIES = 9999;
    private static final List<State> STATES = List.of(
            new State("unknown", new Words("not there", "không thấy")),
            new State("arrived", new Words("arrived", "đã đến")),
            new State("registered", new Words("registered", "đã vào sổ")),
            new State("assigned", new Words("assigned", "đã phân công")),
            new State("in-progress", new Words("in progress", "đang xử lý")),
            new State("completed", new Words("completed", "đã hoàn thành")),
            new State("refused", new Words("refused", "bị từ chối")),
            new State("cancelled", new Words("cancelled", "đã hủy, bị thu hồi")),
            new State("replaced", new Words("replaced", "đã bị thay thế")),
            new State("waiting", new Words("waiting to be sent", "chờ gửi")),
            new State("sent", new Words("sent", "đã gửi")));

    private final Conversation person;
    private final Path place;
    private final Set<Look> unseen = EnumSet.noneOf(Look.class);

    /** A state, as answers and as people call it. */
    private record State(String word, Words name) {}

    /** What was seen, if anything. */
    private record Seen<T>(Optional<T> value) {}

    /**
     * A look at the screen.
     *
     * @param place where the person puts the files of the document
     */
    Screen(Conversation person, Path place) {
        this.person = person;
        this.place = place;
    }

    Sight look(String document, Set<Look> looks) {
        person.say(new Words(
                "→ What does the system show of " + document + "? (nothing: you do not know)",
                "→ Hệ thống hiển thị gì về văn bản " + document + "? (để trống: không biết)"));
        Optional<Integer> copies = looks.contains(Look.COPIES) ? copies() : Optional.of(1);
        if (copies.equals(Optional.of(0))) {
            return new Sight(Answer.Shown.unknown(), unseen);
        }
        Optional<String> state = looks.contains(Look.STATE) ? state() : Optional.of("");
        return new Sight(
                new Answer.Shown(
                        copies.orElse(1),
                        state.orElse(""),
                        looks.contains(Look.REASON) ? reason() : Optional.empty(),
                        looks.contains(Look.FILES) ? files() : List.of(),
                        looks.contains(Look.STATUSES) ? statuses() : Map.of()),
                unseen);
    }

    private Optional<Integer> copies() {
        Words form = new Words(
                "   how often is it in the register? (0: not there)", "   có mấy lần trong sổ? (0: không thấy)");
        return noted(Look.COPIES, ask(form, line -> number(line, MOST_COPIES)));
    }

    private Optional<String> state() {
        StringBuilder english = new StringBuilder("   its state?");
        StringBuilder vietnamese = new StringBuilder("   trạng thái?");
        for (int i = 0; i < STATES.size(); i++) {
            Words name = STATES.get(i).name();
            english.append("  ").append(i).append(' ').append(name.english());
            vietnamese.append("  ").append(i).append(' ').append(name.vietnamese());
        }
        return noted(Look.STATE, ask(new Words(english.toString(), vietnamese.toString()), line -> number(
                        line, STATES.size() - 1)
                .map(number -> STATES.get(number).word())));
    }

    private static Optional<Integer> number(String line, int largest) {
        return line.matches("\\d{1,4}")
                ? Optional.of(Integer.valueOf(line)).filter(number -> number <= largest)
                : Optional.empty();
    }

    /** An empty line is an answer as well. */
    private <T> Optional<T> ask(Words form, Function<String, Optional<T>> reading) {
        return person.ask(
                        form,
                        line -> {
                            Optional<T> value = reading.apply(line);
                            return line.isEmpty() || value.isPresent()
                                    ? Optional.of(new Seen<>(value))
                                    : Optional.empty();
                        },
                        form)
                .value();
    }

    private Optional<String> reason() {
        String line = person.ask(new Words("   which reason?", "   lý do ghi thế nào?"));
        return noted(Look.REASON, Optional.of(line).filter(text -> !text.isEmpty()));
    }

    private Map<String, String> statuses() {
        Words form = new Words(
                "   the status of each recipient, as G22=06 G12=01; - for none",
                "   trạng thái của từng nơi nhận, ví dụ G22=06 G12=01; - nếu chưa có");
        return noted(Look.STATUSES, ask(form, Screen::statusesOf)).orElse(Map.of());
    }

    private static Optional<Map<String, String>> statusesOf(String line) {
        Map<String, String> statuses = new TreeMap<>();
        for (String part : line.equals("-") ? new String[0] : line.split("[\\s,;]+", -1)) {
            if (!part.matches("[^=]+=\\d\\d")) {
                return Optional.empty();
            }
            statuses.put(part.substring(0, part.indexOf('=')), part.substring(part.indexOf('=') + 1));
        }
        return Optional.of(statuses);
    }

    private List<Answer.ShownFile> files() {
        try {
            Files.createDirectories(place);
            Words form = new Words(
                    "   save all its attachments from the system to " + place + ", then `done`",
                    "   lưu mọi tệp đính kèm từ hệ thống vào " + place + ", rồi gõ `xong`");
            Optional<String> saved = ask(form, line -> Optional.of(line).filter(Conversation::isDone));
            return saved.isPresent()
                    ? read()
                    : noted(Look.FILES, Optional.<List<Answer.ShownFile>>empty())
                            .orElse(List.of());
        } catch (IOException e) {
            throw new UncheckedIOException("the files in " + place + " cannot be read", e);
        }
    }

    private List<Answer.ShownFile> read() throws IOException {
        List<Answer.ShownFile> files = new ArrayList<>();
        try (Stream<Path> saved = Files.list(place)) {
            for (Path file : saved.filter(Files::isRegularFile).sorted().toList()) {
                files.add(new Answer.ShownFile(
                        Normalizer.normalize(file.getFileName().toString(), Normalizer.Form.NFC),
                        Sha256.of(Files.readAllBytes(file))));
            }
        }
        return files;
    }

    private <T> Optional<T> noted(Look look, Optional<T> answer) {
        if (answer.isEmpty()) {
            unseen.add(look);
        }
        return answer;
    }
}
