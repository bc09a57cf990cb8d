// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import vn.lienthong.client.ExchangeException;
import vn.lienthong.edxml.EdxmlException;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.Problem;
import vn.lienthong.protocol.RefusalException;

/** Turns whatever a command throws into coded lines on standard error and an exit code. The only place that does. */
final class ErrorLines implements IParameterExceptionHandler, IExecutionExceptionHandler {
    static final int REFUSED = 1;
    static final int USAGE = 2;
    static final int UNREACHABLE = 3;

    private final Lienthong lienthong;

    ErrorLines(Lienthong lienthong) {
        this.lienthong = lienthong;
    }

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        print(err, ErrorCode.COMMAND_INVALID.with(firstLine(failure)));
        CommandLine.UnmatchedArgumentException.printSuggestions(failure, err);
        err.println("  " + command.getCommandSpec().qualifiedName() + " --help");
        return end(err, failure, USAGE);
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (failure instanceof EdxmlException unusable) {
            err.println(unusable.describe(locale()));
            return end(err, failure, REFUSED);
        }
        List<Problem> problems = problems(failure);
        problems.forEach(problem -> print(err, problem));
        return end(err, failure, exitCode(problems.get(0)));
    }

    private static int exitCode(Problem problem) {
        return switch (problem.code().kind()) {
            case REFUSED, DENIED -> REFUSED;
            case UNAVAILABLE -> UNREACHABLE;
        };
    }

    private static List<Problem> problems(Exception failure) {
        if (failure instanceof ExchangeException exchange) {
            return exchange.problems();
        }
        if (failure instanceof RefusalException refusal) {
            return refusal.refusal().problems();
        }
        if (failure instanceof CommandFailure command) {
            return List.of(command.problem());
        }
        if (failure instanceof UncheckedIOException && failure.getCause() instanceof IOException cause) {
            return List.of(file(cause));
        }
        if (failure instanceof IOException io) {
            return List.of(file(io));
        }
        return List.of(ErrorCode.UNEXPECTED.with(failure.toString()));
    }

    private static Problem file(IOException failure) {
        String what = failure instanceof FileSystemException file && file.getReason() == null
                ? file.getMessage() + " (" + reason(file) + ")"
                : String.valueOf(failure.getMessage());
        return ErrorCode.CONTENT_UNREADABLE.with(what);
    }

    /** {@code NoSuchFileException} has no words of its own: its name is the reason. */
    private static String reason(FileSystemException failure) {
        String name = failure.getClass().getSimpleName().replace("Exception", "");
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    private void print(PrintWriter err, Problem problem) {
        err.println(problem.code().code() + " " + problem.message(locale()));
    }

    private int end(PrintWriter err, Exception failure, int exitCode) {
        if (lienthong.isDebug()) {
            failure.printStackTrace(err);
        }
        err.flush();
        return exitCode;
    }

    private Locale locale() {
        return lienthong.locale();
    }

    private static String firstLine(Exception failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }
}
