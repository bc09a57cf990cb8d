// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.referencedms;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** Records of one kind, a JSON file each, whole or not at all also after a crash. Not thread-safe. */
final class Records<T> {
    private static final JsonMapper JSON = new JsonMapper();

    private final Path folder;
    private final Function<T, String> key;
    private final Map<String, T> all = new LinkedHashMap<>();

    /** Opens a folder with what is in it. */
    Records(Path folder, Class<T> kind, Function<T, String> key) {
        this.folder = folder;
        this.key = key;
        try {
            Files.createDirectories(folder);
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(".json"))
                        .sorted()
                        .map(file -> JSON.readValue(file.toFile(), kind))
                        .forEach(one -> all.put(key.apply(one), one));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the records in " + folder + " cannot be read", e);
        }
    }

    Optional<T> get(String wanted) {
        return Optional.ofNullable(all.get(wanted));
    }

    List<T> all() {
        return List.copyOf(all.values());
    }

    void put(T one) {
        String name = HexFormat.of().formatHex(key.apply(one).getBytes(StandardCharsets.UTF_8));
        String shortened = name.length() <= 200 ? name : name.substring(0, 160) + "-" + name.hashCode();
        Path draft = folder.resolve(shortened + ".draft");
        try {
            Files.write(draft, JSON.writeValueAsBytes(one));
            Files.move(
                    draft,
                    folder.resolve(shortened + ".json"),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("a record cannot be written to " + folder, e);
        }
        all.put(key.apply(one), one);
    }
}
