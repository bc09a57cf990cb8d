// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import vn.lienthong.protocol.ClientSoftware;

/** The command {@code lienthong}: options every command has, and the list of commands. */
@Command(
        name = "lienthong",
        mixinStandardHelpOptions = true,
        versionProvider = Lienthong.Version.class,
        description = "Sends official documents between agencies and brings their statuses back.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ServeCommand.class,
            AgencyCommand.class,
            DirectoryCommand.class,
            EndpointCommand.class,
            KeysCommand.class,
            EnrolCommand.class,
            AlertsCommand.class,
            FlowCommand.class,
            TopCommand.class,
            QueuesCommand.class,
            TrackCommand.class,
            FindCommand.class,
            CheckCommand.class,
            HealthCommand.class,
            DoctorCommand.class,
            OverdueCommand.class,
            ResponsesCommand.class,
            DeadLettersCommand.class,
            LedgerCommand.class,
            RetentionCommand.class,
            UserCommand.class,
            AuditCommand.class,
            SystemCommand.class,
            SendCommand.class,
            ReceiveCommand.class,
            ReportCommand.class,
            RecallCommand.class,
            ResealCommand.class,
            OutboxCommand.class,
            ValidateCommand.class,
            ConvertCommand.class,
            SimulatorCommand.class,
            SessionsCommand.class,
            FaultsCommand.class,
            LoadCommand.class,
            CertifyCommand.class,
            VerifyCommand.class,
            LadderCommand.class,
            ChecklistCommand.class,
            ReferenceDmsCommand.class,
            DemoCommand.class,
            BenchCommand.class
        },
        footerHeading = "%nFrom nothing to a first document:%n",
        footer = {
            "  lienthong serve --data data                                     (leave it running)",
            "  lienthong endpoint add vpcp --agency G22 --data data",
            "  lienthong endpoint add hue --agency H57 --data data",
            "  lienthong simulator --client data/endpoints/vpcp/exchange.properties   (leave it running)",
            "  export LIENTHONG_CLIENT=data/endpoints/hue/exchange.properties",
            "  lienthong send --from H57 --to G22 --number 1/UBND-VP --subject 'Báo cáo' bao-cao.pdf",
            "  lienthong receive inbox",
            "",
            "Exit codes: 0 fine, 1 refused or findings, 2 wrong usage, 3 the exchange cannot be reached.",
            "lienthong COMMAND --help tells more about a command."
        })
public final class Lienthong implements Runnable {
    private final Surroundings surroundings;

    @Option(
            names = "--lang",
            paramLabel = "en|vi",
            scope = ScopeType.INHERIT,
            description = "Language of messages; default from the environment, else English.")
    private Optional<Language> language = Optional.empty();

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Also log what goes well, on standard error.")
    private boolean verbose;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show where an error comes from.")
    private boolean debug;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    /** The languages people can choose. */
    enum Language {
        /** English. */
        EN,
        /** Vietnamese. */
        VI;

        Locale locale() {
            return this == VI ? Locale.forLanguageTag("vi") : Locale.ENGLISH;
        }
    }

    Lienthong(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Runs a command and ends the program with its exit code. */
    public static void main(String[] arguments) {
        System.exit(commandLine(Surroundings.ofProcess()).execute(arguments));
    }

    /** The command line with everything set up. */
    static CommandLine commandLine(Surroundings surroundings) {
        Lienthong lienthong = new Lienthong(surroundings);
        CommandLine commandLine = new CommandLine(lienthong);
        Forms.register(commandLine);
        ErrorLines errors = new ErrorLines(lienthong);
        return commandLine
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(100)
                .setExecutionStrategy(lienthong::execute)
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors);
    }

    /** Without a command: what there is. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    Locale locale() {
        return language.map(Language::locale).orElseGet(surroundings::locale);
    }

    boolean isDebug() {
        return debug;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    private int execute(ParseResult parsed) {
        LogLevels.apply(verbose, debug);
        Optional<String> format = surroundings.variable(JsonLog.VARIABLE);
        if (!JsonLog.apply(format)) {
            throw new ParameterException(
                    spec.commandLine(), JsonLog.VARIABLE + " may be text or json, not " + format.orElse(""));
        }
        return new RunLast().execute(parsed);
    }

    /** The version from the manifest. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"lienthong " + ClientSoftware.version().orElse("(development build)")};
        }
    }
}
