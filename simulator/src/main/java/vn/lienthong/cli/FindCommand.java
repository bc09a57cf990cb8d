// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.lienthong.broker.administration.DeliveryRequest;
import vn.lienthong.broker.ledger.Search;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.VietnamTime;
import vn.lienthong.protocol.DeliveryState;
import vn.lienthong.protocol.TrackedDocument;

/** Looks for documents in the ledger. */
@Command(
        name = "find",
        mixinStandardHelpOptions = true,
        description = {
            "Find documents by words of their number, notation or subject, by agency, period and state.",
            "A word finds words that begin with it; words joined by signs, as in 12/QĐ-UBND, have to follow each other."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lienthong find phong chong bao             finds 'Phòng, chống bão': diacritics do not matter, đ is d",
            "  lienthong find --to H49 --state QUEUED     what H49 has not fetched",
            "  lienthong find --state QUEUED --oldest-first     what has waited longest",
            "  lienthong find --from G22 --since 2026-03-01 --until 2026-03-31 --json",
            "  lienthong find --state DEAD --limit 100000 --csv > dead.csv",
            "",
            "Exit code 1: nothing found."
        })
final class FindCommand implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Mixin
    private DataOption data = new DataOption();

    @Mixin
    private CsvOption csv = new CsvOption();

    @Parameters(arity = "0..*", paramLabel = "WORD", description = "All of them have to occur.")
    private List<String> words = List.of();

    @Option(names = "--from", paramLabel = "CODE", description = "Sent by this agency.")
    private Optional<AgencyId> from = Optional.empty();

    @Option(names = "--to", paramLabel = "CODE", description = "Sent to this agency.")
    private Optional<AgencyId> to = Optional.empty();

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "With a delivery in this state: ${COMPLETION-CANDIDATES}. With --to, that agency's.")
    private Optional<DeliveryState> state = Optional.empty();

    @Option(names = "--since", paramLabel = "DATE", description = "Accepted on this day or later (2026-03-01).")
    private Optional<LocalDate> since = Optional.empty();

    @Option(names = "--until", paramLabel = "DATE", description = "Accepted on this day or earlier.")
    private Optional<LocalDate> until = Optional.empty();

    @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = "At most so many; default 50.")
    private int limit;

    @Option(names = "--oldest-first", description = "Begin with the oldest instead of the newest.")
    private boolean oldestFirst;

    @Override
    public Integer call() throws IOException {
        Optional<String> text = words.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", words));
        Search search = new Search(
                text,
                from,
                to,
                state,
                since.map(FindCommand::start),
                until.map(day -> start(day.plusDays(1))),
                limit,
                oldestFirst);
        List<TrackedDocument> documents = new ExchangeOffice(data.folder())
                .ask(new DeliveryRequest.Find(search))
                .documents();
        if (csv.isWanted(output)) {
            csv.print(headings(), documents.stream().map(FindCommand::cells).toList());
            return documents.isEmpty() ? 1 : 0;
        }
        Table table = new Table("ACCEPTED", "FROM", "NUMBER", "DELIVERIES", "SUBJECT");
        documents.forEach(document -> table.row(
                LocalTime.of(document.accepted()),
                document.agency(),
                document.reference().orElse(document.document().value()),
                states(document),
                document.subject().orElse("-")));
        output.show(
                documents,
                documents.isEmpty() ? output.word("nothing found", "không tìm thấy văn bản nào") : table.toString());
        return documents.isEmpty() ? 1 : 0;
    }

    private List<String> headings() {
        return output.word(
                List.of("accepted", "from", "number", "document", "deliveries", "subject"),
                List.of("tiếp nhận", "nơi gửi", "số ký hiệu", "mã văn bản", "lượt gửi", "trích yếu"));
    }

    private static List<?> cells(TrackedDocument document) {
        return List.of(
                LocalTime.of(document.accepted()),
                document.agency(),
                document.reference().orElse(""),
                document.document().value(),
                states(document),
                document.subject().orElse(""));
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(VietnamTime.ZONE).toInstant();
    }

    private static String states(TrackedDocument document) {
        Map<DeliveryState, Long> counts = document.deliveries().stream()
                .collect(Collectors.groupingBy(
                        TrackedDocument.TrackedDelivery::state, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    }
}
