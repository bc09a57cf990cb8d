// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import vn.lienthong.broker.administration.AdministrationAnswer.Health;
import vn.lienthong.broker.administration.AdministrationAnswer.Unclear;
import vn.lienthong.broker.administration.HealthRequest;
import vn.lienthong.broker.disk.DiskReport;
import vn.lienthong.broker.disk.DiskState;
import vn.lienthong.broker.enrolment.KeyWatch.Ending;

/** Whether an exchange can do its work. */
@Command(
        name = "health",
        mixinStandardHelpOptions = true,
        description =
                "Show whether a running exchange can do its work: how full its disk is, and which certificates end soon.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  lienthong health --data /srv/lienthong",
            "  lienthong health --json",
            "",
            "Exit code 1: it refuses documents until there is room on the disk."
        })
final class HealthCommand implements Callable<Integer> {
    private static final long MEBIBYTE = 1024 * 1024;

    @Mixin
    private Output output = new Output();

    @Mixin
    private DataOption data = new DataOption();

    @Override
    public Integer call() throws IOException {
        Health health = new ExchangeOffice(data.folder()).ask(new HealthRequest());
        output.show(
                health,
                Stream.of(
                                Stream.of(line(health.disk())),
                                health.ending().stream().map(this::line),
                                health.unclear().stream().map(this::line))
                        .flatMap(lines -> lines)
                        .collect(Collectors.joining(System.lineSeparator())));
        return health.disk().state() == DiskState.FULL ? 1 : 0;
    }

    private String line(Ending ending) {
        return output.word("certificate ", "chứng thư ") + ending.purpose() + " " + ending.holder()
                + output.word(" ends ", " hết hạn ") + LocalTime.of(ending.until())
                + output.word(", days left: ", ", số ngày còn lại: ") + ending.days();
    }

    private String line(Unclear unclear) {
        return output.word("certificate ", "chứng thư ")
                + unclear.certificate()
                + output.word(
                        ": whether its authority has revoked it is not known; ",
                        ": chưa rõ cơ quan cấp đã thu hồi hay chưa; ")
                + unclear.why();
    }

    private String line(DiskReport disk) {
        String what =
                switch (disk.state()) {
                    case ROOMY -> output.word("has room", "còn chỗ");
                    case SCARCE -> output.word("gets full, make room", "sắp đầy, hãy dọn bớt");
                    case FULL -> output.word("is full, documents are refused", "đã đầy, đang từ chối văn bản mới");
                };
        return output.word("disk ", "đĩa ") + what + ": " + disk.percent() + " %, " + disk.usableBytes() / MEBIBYTE
                + " MB " + output.word("left; alarm at ", "còn trống; cảnh báo từ ")
                + disk.limits().alarm() + " %, " + output.word("refuses from ", "từ chối từ ")
                + disk.limits().refuse() + " %";
    }
}
