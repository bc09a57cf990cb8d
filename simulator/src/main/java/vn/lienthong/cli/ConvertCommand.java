// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vn.lienthong.edxml.Edoc;
import vn.lienthong.edxml.EdxmlReader;
import vn.lienthong.edxml.EdxmlWriter;
import vn.lienthong.edxml.OutgoingAttachment;
import vn.lienthong.edxml.ReadResult;
import vn.lienthong.edxml.ReadingLimits;
import vn.lienthong.edxml.StatusMessage;
import vn.lienthong.simulator.TemporaryFolder;

/** Rewrites or unpacks an edXML file. */
@Command(
        name = "convert",
        mixinStandardHelpOptions = true,
        description = "Read an edXML file by any writer and write it in our strict form, or unpack its attachments.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  lienthong convert la.edxml --to chuan.edxml",
            "  lienthong convert la.edxml --extract thu-muc",
            "",
            "What the tolerant reader had to forgive is told as 'validate' tells it."
        })
final class ConvertCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Output output = new Output();

    @Parameters(paramLabel = "FILE", description = "The edXML file to read.")
    private Path file = Path.of("");

    @ArgGroup(exclusive = true)
    private Target target = new Target();

    /** What to make of it. */
    private static final class Target {
        @Option(names = "--to", paramLabel = "FILE", description = "Write it in the strict form to a file.")
        private Optional<Path> to = Optional.empty();

        @Option(names = "--extract", paramLabel = "DIR", description = "Put its attachments into a folder.")
        private Optional<Path> extract = Optional.empty();
    }

    /** For programs. */
    private record Converted(String file, String kind, List<String> written, List<String> findings) {}

    @Override
    public Integer call() throws IOException {
        if (target.to.isEmpty() && target.extract.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "give --to FILE or --extract DIR");
        }
        try (TemporaryFolder folder = TemporaryFolder.create("lienthong-convert-")) {
            Path contents = target.extract.isPresent() ? Files.createDirectories(target.extract.get()) : folder.path();
            List<OutgoingAttachment> attachments = new ArrayList<>();
            ReadResult result = read(contents, attachments);
            List<String> written = target.to.isPresent()
                    ? List.of(write(result, attachments, target.to.get()))
                    : attachments.stream()
                            .map(attachment ->
                                    contents.resolve(attachment.name()).toString())
                            .toList();
            result.findings().forEach(finding -> output.notes()
                    .println(finding.code().code() + " " + finding.message(output.locale())));
            output.notes().flush();
            output.show(
                    new Converted(
                            file.toString(),
                            result.message() instanceof Edoc ? "edoc" : "status",
                            written,
                            result.findings().stream()
                                    .map(finding -> finding.code().code())
                                    .toList()),
                    String.join(System.lineSeparator(), written));
            return 0;
        }
    }

    private ReadResult read(Path contents, List<OutgoingAttachment> attachments) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new EdxmlReader(ReadingLimits.DEFAULT).read(in, (head, content) -> {
                Path saved = contents.resolve(head.name());
                try (OutputStream out = Files.newOutputStream(saved)) {
                    content.transferTo(out);
                }
                OutgoingAttachment attachment = OutgoingAttachment.of(saved);
                attachments.add(head.description().map(attachment::describedAs).orElse(attachment));
            });
        }
    }

    private static String write(ReadResult result, List<OutgoingAttachment> attachments, Path to) throws IOException {
        try (OutputStream out = Files.newOutputStream(to)) {
            if (result.message() instanceof Edoc edoc) {
                new EdxmlWriter().write(edoc, attachments, out);
            } else if (result.message() instanceof StatusMessage status) {
                out.write(new EdxmlWriter().write(status));
            }
        }
        return to.toString();
    }
}
