// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vn.lienthong.demo.Demo;
import vn.lienthong.demo.DemoResult;
import vn.lienthong.demo.Screen;
import vn.lienthong.simulator.TemporaryFolder;

/** Shows the whole exchange at work on this machine. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description =
                "Show the exchange at work: a broker, the simulated Government Office, a ministry and two provinces.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  lienthong demo                run it, watch it, done in seconds",
            "  lienthong demo --keep         leave everything running; stop with Ctrl-C",
            "  lienthong demo --json         one JSON object at the end",
            "",
            "Exit code 1 if a document was lost or arrived twice."
        })
final class DemoCommand implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Option(names = "--keep", description = "Leave the exchange and its agencies running until Ctrl-C.")
    private boolean keep;

    @Override
    public Integer call() throws Exception {
        try {
            return TidyOnSignal.run(this::show);
        } catch (InterruptedException e) { // somebody has seen enough
            return 0;
        }
    }

    private int show() throws IOException, InterruptedException {
        try (TemporaryFolder folder = TemporaryFolder.create("lienthong-demo-")) {
            DemoResult result = new Demo(folder.path(), new Lines()).run(port -> afterwards(folder.path(), port));
            output.show(result, "");
            return result.isComplete() ? 0 : 1;
        }
    }

    private void afterwards(Path folder, int port) throws InterruptedException {
        if (output.isJson()) {
            return;
        }
        Lines lines = new Lines();
        if (!keep) {
            lines.line(
                    output.word(
                            "Go on: ./lienthong demo --keep leaves it running; ./lienthong --help shows the commands; docs/ is the handbook.",
                            "Tiếp theo: ./lienthong demo --keep để giữ hệ thống chạy; ./lienthong --help liệt kê các lệnh; docs/ là sổ tay."));
            return;
        }
        Path data = folder.resolve("data");
        lines.line(output.word(
                "Everything keeps running on port " + port + ". In another terminal:",
                "Hệ thống vẫn chạy ở cổng " + port + ". Ở cửa sổ khác:"));
        lines.line("  ./lienthong queues --data " + data);
        lines.line("  ./lienthong endpoint add haiphong --agency H24 --data " + data);
        lines.line("  ./lienthong send --client " + data + "/endpoints/haiphong/exchange.properties"
                + " --from H24 --to G22 --number 1/UBND-VP --subject 'Báo cáo' README.md");
        lines.line(output.word("Ctrl-C ends it.", "Nhấn Ctrl-C để dừng."));
        new CountDownLatch(1).await();
    }

    /** Lines for people; with {@code --json} nothing but the object goes to standard output. */
    private final class Lines implements Screen {
        @Override
        public synchronized void line(String text) {
            if (!output.isJson()) {
                output.show("", text.isEmpty() ? " " : text);
            }
        }

        @Override
        public Locale locale() {
            return output.locale();
        }
    }
}
