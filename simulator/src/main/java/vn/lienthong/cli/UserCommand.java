// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vn.lienthong.broker.administration.AdministrationAnswer.UserView;
import vn.lienthong.broker.administration.UserRequest;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.ErrorCode;

/** The users of the console. */
@Command(
        name = "user",
        mixinStandardHelpOptions = true,
        description = "Manage who may sign in to the console of the exchange, and what they may do there.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  lienthong user add lan --role operator               asks for the password",
            "  lienthong user add hue --role operator --agency H57 --password-file hue.txt",
            "  lienthong user list",
            "",
            "Roles: viewer looks; operator also repairs; auditor also reads who did what; admin does everything.",
            "With --agency a user sees and repairs what these agencies and those below them send and receive."
        })
final class UserCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Show all users.",
            footer = {"%nExample:%n  lienthong user list"})
    int list(@Mixin Output output, @Mixin DataOption data) throws IOException {
        List<UserView> users = new ExchangeOffice(data.folder())
                .ask(new UserRequest.ListUsers())
                .users();
        Table table = new Table("NAME", "ROLE", "AGENCIES", "CHANGED");
        users.forEach(user -> table.row(user.name(), user.role(), agencies(user), LocalTime.of(user.changed())));
        output.show(users, users.isEmpty() ? output.word("no users", "chưa có người dùng") : table.toString());
        return 0;
    }

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = "Add a user. The password comes from a file, from the terminal, or from standard input.",
            footer = {"%nExample:%n  lienthong user add lan --role operator --password-file lan.txt"})
    int add(
            @Mixin Output output,
            @Mixin DataOption data,
            @Parameters(paramLabel = "NAME") String name,
            @Mixin RoleOptions role,
            @Mixin PasswordOption password)
            throws IOException {
        UserRequest request = new UserRequest.AddUser(name, role.role, role.agencies, password.read(output));
        return done(output, data, request, output.word("added ", "đã thêm "));
    }

    @Command(
            name = "change",
            mixinStandardHelpOptions = true,
            description = "Give a user another role and other agencies.",
            footer = {"%nExample:%n  lienthong user change lan --role auditor"})
    int change(
            @Mixin Output output,
            @Mixin DataOption data,
            @Parameters(paramLabel = "NAME") String name,
            @Mixin RoleOptions role)
            throws IOException {
        UserRequest request = new UserRequest.ChangeUser(name, role.role, role.agencies);
        return done(output, data, request, output.word("changed ", "đã đổi "));
    }

    @Command(
            name = "password",
            mixinStandardHelpOptions = true,
            description = "Give a user another password.",
            footer = {"%nExample:%n  lienthong user password lan --password-file lan.txt"})
    int password(
            @Mixin Output output,
            @Mixin DataOption data,
            @Parameters(paramLabel = "NAME") String name,
            @Mixin PasswordOption password)
            throws IOException {
        UserRequest request = new UserRequest.SetPassword(name, password.read(output));
        return done(output, data, request, output.word("new password for ", "mật khẩu mới cho "));
    }

    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            description = "Remove a user; whoever is signed in with that name is out at once.",
            footer = {"%nExample:%n  lienthong user remove lan"})
    int remove(@Mixin Output output, @Mixin DataOption data, @Parameters(paramLabel = "NAME") String name)
            throws IOException {
        return done(output, data, new UserRequest.RemoveUser(name), output.word("removed ", "đã xóa "));
    }

    private static int done(Output output, DataOption data, UserRequest request, String what) throws IOException {
        output.show(new ExchangeOffice(data.folder()).ask(request).users(), what + request.name());
        return 0;
    }

    private static String agencies(UserView user) {
        return user.agencies().isEmpty()
                ? "-"
                : user.agencies().stream().map(AgencyId::value).collect(Collectors.joining(","));
    }

    /** What a user may do. */
    static final class RoleOptions {
        @Option(
                names = "--role",
                required = true,
                paramLabel = "ROLE",
                description = "viewer, operator, auditor or admin.")
        private String role = "";

        @Option(
                names = "--agency",
                paramLabel = "CODE",
                description = "Only for this agency and those below it; may be given several times.")
        private List<AgencyId> agencies = List.of();
    }

    /** Where a password comes from; never from the command line, where everybody on the machine could read it. */
    static final class PasswordOption {
        @Option(names = "--password-file", paramLabel = "FILE", description = "A file whose first line it is.")
        private Optional<Path> file = Optional.empty();

        String read(Output output) throws IOException {
            if (file.isPresent()) {
                return firstLine(Files.readString(file.get()));
            }
            Optional<Console> terminal = Optional.ofNullable(System.console())
                    .filter(console -> output.surroundings().terminal());
            if (terminal.isEmpty()) {
                return firstLine(new BufferedReader(
                                new InputStreamReader(output.surroundings().input(), StandardCharsets.UTF_8))
                        .readLine());
            }
            char[] once = terminal.get().readPassword(output.word("Password: ", "Mật khẩu: "));
            char[] again = terminal.get().readPassword(output.word("Again: ", "Nhập lại: "));
            if (!Arrays.equals(once, again)) {
                throw new CommandFailure(ErrorCode.ADMINISTRATION_REFUSED.with(
                        output.word("the two are not the same", "hai lần nhập không giống nhau")));
            }
            return new String(once);
        }

        private static String firstLine(@Nullable String text) {
            return text == null ? "" : text.lines().findFirst().orElse("");
        }
    }
}
