// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who may say a status and when, as the data file {@code status-rules.csv} has it.
 *
 * @param bySender whether the document's sender says it, and not a recipient
 * @param step how far it is on a recipient's way; what is said with a lower step moves nothing back
 * @param ends whether nothing is expected after it
 * @param operations for deliveries of which operations it counts
 * @param first whether it may be the first word of a recipient
 * @param answersQuestion whether it answers a recall, an update or a take-back
 * @param after what else it may follow
 */
public record StatusRule(
        boolean bySender,
        int step,
        boolean ends,
        Set<Operation> operations,
        boolean first,
        boolean answersQuestion,
        Set<ProcessingStatus> after) {
    /** The step before any status. */
    public static final int NO_STEP = 0;

    private static final String START = "start";
    private static final String QUESTION = "question";
    private static final Map<ProcessingStatus, StatusRule> RULES = load();

    /** Copies the sets. */
    public StatusRule {
        operations = Set.copyOf(operations);
        after = Set.copyOf(after);
    }

    /** The rule for a status; every status has one. */
    public static StatusRule of(ProcessingStatus status) {
        StatusRule rule = RULES.get(status);
        if (rule == null) {
            throw new IllegalStateException("status-rules.csv has no row for " + status);
        }
        return rule;
    }

    /** Whether it may be said when a recipient's last word was this, or there was none. */
    public boolean mayFollow(Optional<ProcessingStatus> last) {
        return last.map(after::contains).orElse(first);
    }

    private static Map<ProcessingStatus, StatusRule> load() {
        Map<ProcessingStatus, StatusRule> rules = new EnumMap<>(ProcessingStatus.class);
        for (Map<String, String> row : CsvTable.load("status-rules.csv")) {
            List<String> after = words(row, "after").toList();
            rules.put(
                    status(row.getOrDefault("status", "")),
                    new StatusRule(
                            row.getOrDefault("by", "").equals("sender"),
                            Integer.parseInt(row.getOrDefault("step", "")),
                            row.getOrDefault("ends", "").equals("yes"),
                            words(row, "on")
                                    .map(code -> Operation.ofCode(Integer.parseInt(code))
                                            .orElseThrow())
                                    .collect(Collectors.toSet()),
                            after.contains(START),
                            after.contains(QUESTION),
                            after.stream()
                                    .filter(word -> !word.equals(START) && !word.equals(QUESTION))
                                    .map(StatusRule::status)
                                    .collect(Collectors.toSet())));
        }
        return rules;
    }

    private static Stream<String> words(Map<String, String> row, String column) {
        return Arrays.stream(row.getOrDefault(column, "").split(" ", -1)).filter(word -> !word.isEmpty());
    }

    private static ProcessingStatus status(String code) {
        return ProcessingStatus.ofCode(code)
                .orElseThrow(() -> new IllegalStateException("status-rules.csv: no status " + code));
    }
}
