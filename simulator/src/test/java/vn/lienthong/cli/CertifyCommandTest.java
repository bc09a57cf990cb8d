// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.testkit.FreePort;

final class CertifyCommandTest {
    @TempDir
    Path folder;

    @Test
    void a_system_in_a_process_of_its_own_takes_orders_over_http_is_killed_and_gets_a_report() throws IOException {
        int port = FreePort.find();
        Ran ran = certify(port, system(port), "--only", "L4-N03", "--only", "L5-N03", "--report", folder.toString());

        assertThat(ran.out()).contains("L4-N03  passed", "L5-N03  passed");
        assertThat(ran.exitCode()).isZero();
        assertThat(Files.readString(folder.resolve("junit.xml"))).contains("tests=\"3\"", "failures=\"0\"");
        assertThat(Files.readString(folder.resolve("report.json"))).contains("\"reached\" : \"none\"");
    }

    @Test
    void a_case_that_fails_is_told_unless_it_was_expected() throws IOException {
        Path expected = Files.writeString(folder.resolve("expected"), "L4-N03 until 2999-12-31 because chưa sửa\n");
        String[] broken = {
            "certify", "--agency", "H29", "--reference", "--broken", "F5", "--level", "L4", "--only", "L4-N03"
        };

        Ran ran = Ran.command(broken);
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.out()).contains("L4-N03  failed", "expected status 02", "got 01");

        Ran forgiven = Ran.command(with(broken, "--expect", expected.toString()));
        assertThat(forgiven.exitCode()).isZero();

        broken[5] = "F7";
        Ran mended = Ran.command(with(broken, "--expect", expected.toString()));
        assertThat(mended.exitCode()).as("its line is out of date").isEqualTo(4);
    }

    @Test
    void a_system_that_does_not_answer_could_not_be_reached() throws IOException {
        Ran ran = certify(FreePort.find(), "false");

        assertThat(ran.exitCode()).isEqualTo(3);
        assertThat(ran.err()).contains("does not answer orders");
    }

    @Test
    void a_person_answers_what_only_people_can_look_at_and_the_report_has_their_name() throws IOException {
        Ran ran = questioned("có, trực 24/7\n\nkhông, chưa đồng bộ\n", "--lang", "vi");

        assertThat(ran.out()).contains("L6-N01  đạt", "L6-N02  cần người xem xét", "L6-N03  không đạt", "chưa đồng bộ");
        assertThat(ran.err()).contains("Đơn vị đã phân công người trực", "để trống nếu không biết");
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(Files.readString(folder.resolve("report.json")))
                .contains("\"by\" : \"Lê Thị Hà\"", "\"remark\" : \"trực 24/7\"", "\"at\" : \"2");
        assertThat(Files.readString(folder.resolve("report.html"))).contains("Lê Thị Hà", "trực 24/7");
    }

    @Test
    void a_run_that_is_cut_off_keeps_what_was_tested() throws IOException {
        Path office = folder.resolve("office");
        Ran ran = questioned("yes on duty day and night\n", "--office", office.toString());

        assertThat(ran.exitCode()).isEqualTo(3);
        assertThat(ran.out()).contains("L6-N01  passed", "L6-N02  skipped", "L6-N03  skipped");
        assertThat(ran.err()).contains("nobody answers any more", "the rest was not tested");
        assertThat(Files.readString(folder.resolve("report.json")))
                .contains("\"remark\" : \"on duty day and night\"", "\"cutOff\" : \"the input has ended");
        assertThat(Files.readString(folder.resolve("report.html"))).contains("The run was cut off");
        assertThat(Files.readString(folder.resolve("report.csv"))).contains("strict,passed", "strict,skipped");
        assertThat(folder.resolve("certificate.pdf")).doesNotExist();
    }

    @Test
    void a_run_by_hand_ends_when_nobody_answers_any_more() {
        Ran nobody = Ran.commandWith("", "certify", "--agency", "H29", "--by-hand", "--lang", "vi");
        assertThat(nobody.exitCode()).isEqualTo(3);
        assertThat(nobody.err()).contains("Họ tên người kiểm tra", "không còn ai trả lời");

        Ran unable = Ran.commandWith("Hà\ncannot not installed yet\n", "certify", "--agency", "H29", "--by-hand");
        assertThat(unable.exitCode()).isEqualTo(3);
        assertThat(unable.err()).contains("connect with", "exchange.properties", "not installed yet");

        Ran lenient = Ran.command("certify", "--agency", "H29", "--reference", "--mode", "lenient", "--office", "x");
        assertThat(lenient.exitCode()).isEqualTo(2);
        assertThat(lenient.err()).contains("a certificate is given for a strict run only");

        Ran both = Ran.command("certify", "--agency", "H29", "--by-hand", "--reference");
        assertThat(both.exitCode()).isEqualTo(2);
        assertThat(both.err()).contains("--by-hand takes the place of --orders");
    }

    /** A run of what only people can look at, with somebody at the terminal. */
    private Ran questioned(String answers, String... more) {
        String[] run = {
            "certify",
            "--agency",
            "H29",
            "--reference",
            "--tester",
            "Lê Thị Hà",
            "--level",
            "L6",
            "--only",
            "L6-N01",
            "--only",
            "L6-N02",
            "--only",
            "L6-N03",
            "--report",
            folder.toString()
        };
        return Ran.commandWith(answers, with(run, more));
    }

    private static Ran certify(int port, String launch, String... more) {
        return Ran.command(with(
                new String[] {
                    "certify",
                    "--agency",
                    "H29",
                    "--level",
                    "L5",
                    "--orders",
                    "http://localhost:" + port + "/orders",
                    "--launch",
                    launch
                },
                more));
    }

    private String system(int port) {
        return Path.of(System.getProperty("java.home"), "bin", "java") + " -Xmx256m -cp "
                + System.getProperty("java.class.path") + " " + Lienthong.class.getName()
                + " reference-dms --client {client} --agency H29 --folder " + folder.resolve("dms") + " --orders "
                + port;
    }

    private static String[] with(String[] some, String... more) {
        String[] all = Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }
}
