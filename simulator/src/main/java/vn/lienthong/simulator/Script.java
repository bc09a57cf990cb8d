// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.simulator;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import vn.lienthong.config.Settings;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.simulator.Reaction.Course;

/**
 * How a simulated agency behaves.
 *
 * @param documents {@code documents}: what it does with a document; default {@code check}
 * @param recalls {@code recalls}: how it answers a recall; default {@code agree}
 * @param next {@code next}: reactions to the first documents, separated by {@code |}, before {@code documents} applies;
 *     default none
 * @param language {@code language}: {@code vi} (default) or {@code en}, of the reasons it gives
 * @param mode {@code mode}: {@code strict} (default) or {@code lenient}: what {@code check} takes
 */
public record Script(
        Reaction.ToDocument documents,
        Reaction.ToRecall recalls,
        List<Reaction.ToDocument> next,
        Locale language,
        Mode mode) {
    private static final Locale VIETNAMESE = Locale.forLanguageTag("vi");
    private static final Duration DEFAULT_PACE = Duration.ofSeconds(1);

    /** Copies the list. */
    public Script {
        next = List.copyOf(next);
    }

    /** A strict one. */
    public Script(
            Reaction.ToDocument documents, Reaction.ToRecall recalls, List<Reaction.ToDocument> next, Locale language) {
        this(documents, recalls, next, language, Mode.STRICT);
    }

    /** Checks every document and takes it on its whole way (03, 04, 05, 06) at a pace; agrees to recalls. */
    public static Script standard(Duration pace) {
        return new Script(new Reaction.Check(Course.full(pace)), new Reaction.Agree(), List.of(), VIETNAMESE);
    }

    /** The same with another answer to recalls. */
    public Script withRecalls(Reaction.ToRecall reaction) {
        return new Script(documents, reaction, next, language, mode);
    }

    /** The same in another mode. */
    public Script in(Mode other) {
        return new Script(documents, recalls, next, language, other);
    }

    /**
     * Reads a script from a properties file. Besides the keys above it may hold {@code pace}, the wait before each status
     * (default 1s), and {@code statuses}, the codes reported after 01 (default {@code 03, 04, 05, 06}).
     *
     * @throws IOException if the file cannot be read
     * @throws vn.lienthong.protocol.RefusalException with every problem in it
     */
    public static Script load(Path file) throws IOException {
        return load(file, DEFAULT_PACE);
    }

    /** Like {@link #load(Path)}, with another default for {@code pace}. */
    public static Script load(Path file, Duration defaultPace) throws IOException {
        Settings settings = Settings.load(file);
        Course course = new Course(
                settings.optional("statuses", Script::statuses, "status codes separated by commas", Course.FULL),
                settings.duration("pace", defaultPace));
        ReactionText text = new ReactionText(course);
        Script script = new Script(
                settings.optional("documents", text::document, ReactionText.DOCUMENT_FORM, new Reaction.Check(course)),
                settings.optional("recalls", text::recall, ReactionText.RECALL_FORM, new Reaction.Agree()),
                settings.optional("next", value -> list(value, text), ReactionText.DOCUMENT_FORM, List.of()),
                settings.optional("language", Script::language, "vi or en", VIETNAMESE),
                settings.optional("mode", Script::mode, "strict or lenient", Mode.STRICT));
        settings.finish();
        return script;
    }

    /** One reaction in words, as in {@code next}, going all the way when it takes the document. */
    public static Optional<Reaction.ToDocument> reaction(String words) {
        return new ReactionText(Course.full(DEFAULT_PACE)).document(words);
    }

    private static Optional<List<Reaction.ToDocument>> list(String value, ReactionText text) {
        List<Reaction.ToDocument> reactions = new ArrayList<>();
        for (String part : value.split("\\|", -1)) {
            Optional<Reaction.ToDocument> reaction = text.document(part.strip());
            if (reaction.isEmpty()) {
                return Optional.empty();
            }
            reactions.add(reaction.get());
        }
        return Optional.of(reactions);
    }

    private static Optional<List<ProcessingStatus>> statuses(String value) {
        List<Optional<ProcessingStatus>> found = Arrays.stream(value.split(",", -1))
                .map(String::strip)
                .map(ProcessingStatus::ofCode)
                .toList();
        return found.stream().allMatch(Optional::isPresent)
                ? Optional.of(found.stream().flatMap(Optional::stream).toList())
                : Optional.empty();
    }

    private static Optional<Mode> mode(String value) {
        return Arrays.stream(Mode.values())
                .filter(mode -> mode.word().equals(value))
                .findFirst();
    }

    private static Optional<Locale> language(String value) {
        return value.equals("vi") || value.equals("en") ? Optional.of(Locale.forLanguageTag(value)) : Optional.empty();
    }
}
