// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.directory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.EndpointId;

/** Keeps a directory's content in one JSON file; a write replaces the file whole or not at all. */
final class DirectoryFile {
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path file;

    DirectoryFile(Path file) {
        this.file = file;
    }

    DirectoryContent read() {
        if (!Files.exists(file)) {
            return new DirectoryContent(List.of(), List.of());
        }
        FileForm form = JSON.readValue(file.toFile(), FileForm.class);
        return new DirectoryContent(
                form.endpoints.stream().map(EndpointForm::toEndpoint).toList(),
                form.agencies.stream().map(AgencyForm::toAgency).toList());
    }

    void write(DirectoryContent content) {
        FileForm form = new FileForm(
                content.endpoints().values().stream().map(EndpointForm::of).toList(),
                content.agencies().values().stream().map(AgencyForm::of).toList());
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try {
            Files.write(next, JSON.writeValueAsBytes(form));
            try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("directory file " + file + " cannot be written", e);
        }
    }

    private record FileForm(List<EndpointForm> endpoints, List<AgencyForm> agencies) {}

    private record EndpointForm(String id, String name, List<String> agencies) {
        static EndpointForm of(Endpoint endpoint) {
            return new EndpointForm(endpoint.id().value(), endpoint.name(), texts(endpoint.agencies()));
        }

        Endpoint toEndpoint() {
            return new Endpoint(new EndpointId(id), name, ids(agencies));
        }
    }

    private record AgencyForm(
            String id, String name, @Nullable String closedSince, List<String> successors, boolean suspended) {
        static AgencyForm of(Agency agency) {
            return new AgencyForm(
                    agency.id().value(),
                    agency.name(),
                    agency.closedSince().map(LocalDate::toString).orElse(null),
                    texts(agency.successors()),
                    agency.suspended());
        }

        Agency toAgency() {
            return new Agency(
                    new AgencyId(id),
                    name,
                    Optional.ofNullable(closedSince).map(LocalDate::parse),
                    ids(successors),
                    suspended);
        }
    }

    private static List<String> texts(List<AgencyId> ids) {
        return ids.stream().map(AgencyId::value).toList();
    }

    private static List<AgencyId> ids(List<String> texts) {
        return texts.stream().map(AgencyId::new).toList();
    }
}
