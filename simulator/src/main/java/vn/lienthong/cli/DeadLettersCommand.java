// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vn.lienthong.broker.administration.DeadLetterRequest;
import vn.lienthong.broker.administration.DeadLetterRequest.SettleLetters;
import vn.lienthong.broker.deadletters.Job;
import vn.lienthong.broker.deadletters.Selection;
import vn.lienthong.broker.deadletters.WorkList;
import vn.lienthong.broker.events.Event.Settlement.Outcome;
import vn.lienthong.broker.mailbox.DeadLetters.DeadLetter;
import vn.lienthong.broker.mailbox.DeadLetters.Tries;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;

/** The work list of messages that could not be handed over. */
@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        description = "Look at what could not be handed over, and retry, return or discard it.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  lienthong dead-letters list",
            "  lienthong dead-letters list --endpoint so-ldtbxh --json",
            "  lienthong dead-letters retry --endpoint so-ldtbxh --dry-run",
            "  lienthong dead-letters return 4711 --because 'the file is damaged, please send it again'"
        })
final class DeadLettersCommand implements Runnable {
    private static final String RETRY_FOOTER = "%nExample:%n  lienthong dead-letters retry --reason LT-D05";
    private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(2);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Show how many there are of each cause, and the oldest of them.",
            footer = {"%nExample:%n  lienthong dead-letters list --kind document"})
    int list(
            @Mixin Output output,
            @Mixin DataOption data,
            @Mixin DeadLetterSelection selection,
            @Option(names = "--limit", defaultValue = "50", paramLabel = "COUNT", description = "How many one by one.")
                    int limit)
            throws IOException {
        WorkList list = list(data, selection.selection(), limit);
        output.show(list, list.isEmpty() ? output.word("no dead letters", "không có thư lỗi") : lines(output, list));
        return 0;
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Show everything about one.",
            footer = {"%nExample:%n  lienthong dead-letters show 4711"})
    int show(
            @Mixin Output output,
            @Mixin DataOption data,
            @Parameters(paramLabel = "ID", description = "Its number in the list.") long id)
            throws IOException {
        Selection one =
                new Selection(List.of(id), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        DeadLetter letter = list(data, one, 1).letters().stream()
                .findFirst()
                .orElseThrow(() -> new CommandFailure(ErrorCode.NO_DEAD_LETTER.with(Long.toString(id))));
        output.show(letter, details(output, letter));
        return 0;
    }

    @Command(
            name = "retry",
            mixinStandardHelpOptions = true,
            description = "Put them back into the queue they died in, and wait until that is done.",
            footer = {RETRY_FOOTER})
    int retry(
            @Mixin Output output,
            @Mixin DataOption data,
            @Mixin DeadLetterSelection selection,
            @Mixin SettleOptions options)
            throws IOException {
        return settle(
                output, data, options, new SettleLetters(options.of(selection), Outcome.RETRIED, Optional.empty()));
    }

    @Command(
            name = "return",
            mixinStandardHelpOptions = true,
            description = "Give up on them; their senders are told why at once.",
            footer = {"%nExample:%n  lienthong dead-letters return 4711 --because 'the agency was dissolved'"})
    int giveBack(
            @Mixin Output output,
            @Mixin DataOption data,
            @Mixin DeadLetterSelection selection,
            @Mixin SettleOptions options,
            @Option(
                            names = "--because",
                            required = true,
                            paramLabel = "TEXT",
                            description = "What the senders are told.")
                    String reason)
            throws IOException {
        return settle(
                output, data, options, new SettleLetters(options.of(selection), Outcome.RETURNED, Optional.of(reason)));
    }

    @Command(
            name = "discard",
            mixinStandardHelpOptions = true,
            description = "Delete them; the event log keeps who did it and why.",
            footer = {"%nExample:%n  lienthong dead-letters discard --kind status --all --because 'test traffic'"})
    int discard(
            @Mixin Output output,
            @Mixin DataOption data,
            @Mixin DeadLetterSelection selection,
            @Mixin SettleOptions options,
            @Option(names = "--because", required = true, paramLabel = "TEXT", description = "For the record.")
                    String reason)
            throws IOException {
        return settle(
                output,
                data,
                options,
                new SettleLetters(options.of(selection), Outcome.DISCARDED, Optional.of(reason)));
    }

    @Command(
            name = "jobs",
            mixinStandardHelpOptions = true,
            description = "Show the latest jobs: what retry, return and discard began.",
            footer = {"%nExample:%n  lienthong dead-letters jobs"})
    int jobs(@Mixin Output output, @Mixin DataOption data) throws IOException {
        List<Job> jobs = new ExchangeOffice(data.folder())
                .ask(new DeadLetterRequest.ListJobs())
                .jobs();
        output.show(
                jobs, jobs.stream().map(job -> line(output, job)).collect(Collectors.joining(System.lineSeparator())));
        return 0;
    }

    @Command(
            name = "approve",
            mixinStandardHelpOptions = true,
            description = "Agree to a job that another operator asked for: what is discarded cannot be had again.",
            footer = {"%nExample:%n  lienthong dead-letters approve 3"})
    int approve(
            @Mixin Output output,
            @Mixin DataOption data,
            @Parameters(paramLabel = "JOB", description = "Its number.") int job)
            throws IOException {
        return follow(
                output,
                data,
                new ExchangeOffice(data.folder())
                        .ask(new DeadLetterRequest.ApproveJob(job))
                        .job());
    }

    @Command(
            name = "cancel",
            mixinStandardHelpOptions = true,
            description = "Let a job go no further; what it has not settled stays as it is.",
            footer = {"%nExample:%n  lienthong dead-letters cancel 3"})
    int cancel(
            @Mixin Output output,
            @Mixin DataOption data,
            @Parameters(paramLabel = "JOB", description = "Its number.") int job)
            throws IOException {
        Job cancelled = new ExchangeOffice(data.folder())
                .ask(new DeadLetterRequest.CancelJob(job))
                .job();
        output.show(cancelled, line(output, cancelled));
        return 0;
    }

    /** How many are settled. */
    static final class SettleOptions {
        @Option(names = "--all", description = "Every dead letter there is.")
        private boolean all;

        @Option(names = "--dry-run", description = "Only show which would be meant.")
        private boolean dryRun;

        Selection of(DeadLetterSelection selection) {
            return selection.selection(all);
        }
    }

    private static int settle(Output output, DataOption data, SettleOptions options, SettleLetters request)
            throws IOException {
        if (options.dryRun) {
            WorkList list = list(data, request.selection(), 0);
            output.show(list, list.total() + output.word(" would be meant", " thư lỗi sẽ được xử lý"));
            return 0;
        }
        return follow(
                output, data, new ExchangeOffice(data.folder()).ask(request).job());
    }

    private static int follow(Output output, DataOption data, Job begun) throws IOException {
        ExchangeOffice office = new ExchangeOffice(data.folder());
        Job job = begun;
        while (job.state() == Job.State.RUNNING) {
            job = office.ask(new DeadLetterRequest.AwaitJob(job.id(), BETWEEN_REPORTS))
                    .job();
            if (job.state() == Job.State.RUNNING) {
                output.notes().println(line(output, job));
            }
        }
        output.show(job, line(output, job));
        if (job.state() == Job.State.PROPOSED) {
            output.notes()
                    .println(output.word(
                                    "another operator has to agree: lienthong dead-letters approve ",
                                    "cần một người vận hành khác đồng ý: lienthong dead-letters approve ")
                            + job.id());
        }
        return job.failed() == 0 ? 0 : 1;
    }

    private static WorkList list(DataOption data, Selection selection, int most) throws IOException {
        return new ExchangeOffice(data.folder())
                .ask(new DeadLetterRequest.ListLetters(selection, most))
                .list();
    }

    private static String lines(Output output, WorkList list) {
        Table causes = new Table("COUNT", "ENDPOINT", "KIND", "SINCE", "UNTIL", "REASON");
        list.causes()
                .forEach(cause -> causes.row(
                        cause.count(),
                        endpoint(cause.endpoint()),
                        cause.kind().wireName(),
                        LocalTime.of(cause.oldest()),
                        LocalTime.of(cause.newest()),
                        cause.reason()));
        Table letters = new Table("ID", "ENDPOINT", "KIND", "ATTEMPTS", "FIRST", "SINCE", "DOCUMENT", "FROM", "TO");
        list.letters()
                .forEach(letter -> letters.row(
                        letter.id(),
                        endpoint(letter.endpoint()),
                        letter.kind().wireName(),
                        attempts(letter.tries()),
                        first(letter.tries()),
                        LocalTime.of(letter.since()),
                        letter.reference().orElse(letter.document().id().value()),
                        letter.document().agency(),
                        recipients(letter)));
        List<String> parts = new ArrayList<>();
        if (list.total() > 0) {
            parts.addAll(List.of(causes.toString(), "", letters.toString()));
        }
        if (!list.unreadable().isEmpty()) {
            Table unreadable = new Table("ID", "QUEUE", "SINCE", "REASON");
            list.unreadable()
                    .forEach(other ->
                            unreadable.row(other.id(), other.queue(), LocalTime.of(other.since()), other.reason()));
            parts.add(output.word("cannot be read:", "không đọc được:"));
            parts.add(unreadable.toString());
        }
        return String.join(System.lineSeparator(), parts);
    }

    private static String attempts(Tries tries) {
        return tries.attempts().map(String::valueOf).orElse("-");
    }

    private static String first(Tries tries) {
        return tries.first().map(LocalTime::of).map(String::valueOf).orElse("-");
    }

    private static String tried(Output output, Tries tries) {
        return output.word("attempts ", "số lần ")
                + attempts(tries)
                + output.word(", the first ", ", lần đầu ")
                + first(tries)
                + tries.queue().map(queue -> ", " + queue).orElse("")
                + tries.lastError()
                        .map(said -> System.lineSeparator() + output.word("said last: ", "lỗi cuối cùng: ") + said)
                        .orElse("");
    }

    private static String details(Output output, DeadLetter letter) {
        StringJoiner lines = new StringJoiner(System.lineSeparator());
        lines.add(letter.kind().wireName() + " " + letter.document().id() + "  "
                + letter.reference().orElse("-"));
        lines.add(output.word("from ", "từ ")
                + letter.document().agency()
                + output.word(" to ", " đến ")
                + recipients(letter));
        lines.add(output.word("submission ", "lần gửi ") + letter.submission() + ", " + letter.size() + " B, "
                + LocalTime.of(letter.accepted()));
        lines.add(output.word("dead since ", "lỗi từ ") + LocalTime.of(letter.since()) + ", "
                + output.word("endpoint ", "hệ thống ") + endpoint(letter.endpoint()));
        lines.add(tried(output, letter.tries()));
        lines.add(letter.reason());
        return lines.toString();
    }

    private static String line(Output output, Job job) {
        String state =
                switch (job.state()) {
                    case PROPOSED ->
                        output.word("waits for another operator to agree", "chờ người vận hành khác đồng ý");
                    case RUNNING -> output.word("running", "đang chạy");
                    case DONE -> output.word("done", "xong");
                    case CANCELLED -> output.word("cancelled", "đã hủy");
                };
        return output.word("job ", "công việc ") + job.id() + " "
                + job.settlement().outcome().name().toLowerCase(Locale.ROOT) + ": " + state + ", "
                + job.settled() + "/" + job.total()
                + (job.gone() == 0 ? "" : ", " + job.gone() + output.word(" were gone", " không còn"))
                + (job.failed() == 0 ? "" : ", " + job.failed() + output.word(" failed", " không xử lý được"))
                + job.problem().map(problem -> ": " + problem).orElse("");
    }

    private static String endpoint(Optional<EndpointId> endpoint) {
        return endpoint.map(EndpointId::value).orElse("-");
    }

    private static String recipients(DeadLetter letter) {
        return letter.recipients().stream().map(AgencyId::value).collect(Collectors.joining(","));
    }
}
