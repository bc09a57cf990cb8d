// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import vn.lienthong.broker.administration.AdministrationAnswer.Balance;
import vn.lienthong.broker.administration.AdministrationAnswer.Difference;
import vn.lienthong.broker.administration.DeliveryRequest;
import vn.lienthong.protocol.DeliveryState;

/** The balance of deliveries. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description =
                "Check that every accepted delivery is accounted for: in one state, and queued ones in their inbox.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  lienthong check --data /srv/lienthong",
            "  lienthong check --json",
            "",
            "Compares the ledger with every inbox, submission by submission, while the exchange works. Exit code 1: it",
            "does not add up; what differs is listed."
        })
final class CheckCommand implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Mixin
    private DataOption data = new DataOption();

    @Override
    public Integer call() throws IOException {
        Balance balance = new ExchangeOffice(data.folder()).ask(new DeliveryRequest.Check());
        output.show(balance, lines(balance));
        return balance.balanced() ? 0 : 1;
    }

    private String lines(Balance balance) {
        StringJoiner lines = new StringJoiner(System.lineSeparator());
        lines.add(output.word("accepted ", "đã nhận ") + balance.accepted() + " = " + sum(balance));
        if (balance.endsWithoutAcceptance() > 0) {
            lines.add(balance.endsWithoutAcceptance()
                    + output.word(
                            " messages ended that were never accepted", " thông điệp kết thúc mà chưa được nhận"));
        }
        balance.differences().forEach(difference -> lines.add(line(difference)));
        lines.add(
                balance.balanced() ? output.word("balanced", "khớp") : output.word("it does not add up", "không khớp"));
        return lines.toString();
    }

    private static String sum(Balance balance) {
        return Arrays.stream(DeliveryState.values())
                .map(state -> state.name().toLowerCase(Locale.ROOT) + " "
                        + balance.states().getOrDefault(state, 0L))
                .collect(Collectors.joining(" + "));
    }

    private String line(Difference difference) {
        String what =
                switch (difference.finding()) {
                    case QUEUED_BUT_NOT_IN_INBOX ->
                        output.word("queued, but not in the inbox of ", "đang chờ nhưng không có trong hộp thư của ");
                    case IN_INBOX_BUT_NOT_QUEUED ->
                        output.word("not queued, but in the inbox of ", "không chờ nhưng có trong hộp thư của ");
                    case DEAD_BUT_NOT_IN_DEAD_LETTERS ->
                        output.word(
                                "dead, but not among the dead letters of ",
                                "không giao được nhưng không có trong thư lỗi của ");
                    case IN_DEAD_LETTERS_BUT_NOT_DEAD ->
                        output.word(
                                "among the dead letters, but not dead, of ",
                                "có trong thư lỗi nhưng sổ cái không ghi là lỗi, của ");
                    case EXPIRED_BUT_NOT_IN_EXPIRED ->
                        output.word("expired, but not kept with what expired of ", "hết hạn nhưng không còn giữ, của ");
                    case IN_EXPIRED_BUT_NOT_EXPIRED ->
                        output.word(
                                "kept with what expired, but not expired, of ",
                                "giữ như hết hạn nhưng chưa hết hạn, của ");
                };
        return difference.sender() + "/" + difference.submission() + " " + difference.recipient() + " " + what
                + difference.endpoint();
    }
}
