// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vn.lienthong.broker.deadletters.Selection;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.MessageKind;

/** Which dead letters a command is about. */
final class DeadLetterSelection {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "ID", arity = "0..*", description = "Only these, by their numbers in the list.")
    private List<Long> ids = new ArrayList<>();

    @Option(names = "--endpoint", paramLabel = "NAME", description = "Only those that died in this endpoint's queues.")
    private Optional<EndpointId> endpoint = Optional.empty();

    @Option(names = "--agency", paramLabel = "CODE", description = "Only those sent by or for this agency.")
    private Optional<AgencyId> agency = Optional.empty();

    @Option(names = "--kind", paramLabel = "document|status", description = "Only documents or only statuses.")
    private Optional<MessageKind> kind = Optional.empty();

    @Option(names = "--reason", paramLabel = "CODE", description = "Only those with this error code, such as LT-D05.")
    private Optional<String> reason = Optional.empty();

    Selection selection() {
        return new Selection(ids, endpoint, agency, kind, reason);
    }

    /** A selection of everything has to be asked for: it is easily meant by nobody. */
    Selection selection(boolean all) {
        Selection selection = selection();
        if (!all && selection.equals(new DeadLetterSelection().selection())) {
            throw new ParameterException(spec.commandLine(), "give numbers, a filter or --all");
        }
        return selection;
    }
}
