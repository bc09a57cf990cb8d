// SPDX-License-Identifier: Apache-2.0
package vn.lienthong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The signatures that applications compile against stand in a file, so that a change of them is seen in review. */
final class PublicApiTest {
    private static final List<String> PACKAGES =
            List.of("vn.lienthong.client", "vn.lienthong.edxml", "vn.lienthong.protocol", "vn.lienthong.signature");
    private static final Path ACCEPTED =
            Path.of(System.getProperty("project.root"), "client-lib/src/test/resources/api.txt");

    @Test
    void every_signature_is_an_accepted_one() throws IOException {
        List<String> actual = signatures();
        if (Boolean.getBoolean("api.accept")) {
            Files.write(ACCEPTED, actual);
        }
        List<String> accepted = Files.readAllLines(ACCEPTED);
        if (!actual.equals(accepted)) {
            fail(
                    "The public interface of the library has changed.%n%s%s%s",
                    difference("added", actual, accepted),
                    difference("removed", accepted, actual),
                    "If that is meant, run this test with -Dapi.accept=true, which rewrites " + ACCEPTED.getFileName()
                            + ", and commit the file.");
        }
    }

    @Test
    void no_signature_mentions_the_transport() {
        assertThat(signatures())
                .isNotEmpty()
                .noneMatch(line -> line.contains("jakarta.jms") || line.contains("org.apache.activemq"));
    }

    private static String difference(String title, List<String> lines, List<String> others) {
        String listed = lines.stream()
                .filter(line -> !others.contains(line))
                .map(line -> "  " + line + "\n")
                .collect(Collectors.joining());
        return title + ":\n" + listed;
    }

    private static List<String> signatures() {
        TreeSet<String> lines = new TreeSet<>();
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages(PACKAGES).stream()
                        .filter(type -> PACKAGES.contains(type.getPackageName()))
                        .map(JavaClass::reflect)
                        .filter(PublicApiTest::isReachable)
                        .forEach(type -> {
                            lines.add(type(type));
                            members(type).forEach(lines::add);
                        });
        return List.copyOf(lines);
    }

    private static boolean isReachable(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return isShown(type.getModifiers()) && !type.isSynthetic() && (outer == null || isReachable(outer));
    }

    private static boolean isShown(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static String type(Class<?> type) {
        StringBuilder line = new StringBuilder(type.getName()).append(" : ").append(withoutSealing(type));
        Type parent = type.getGenericSuperclass();
        if (parent != null && parent != Object.class) {
            line.append(" extends ").append(parent.getTypeName());
        }
        append(line, " implements ", type.getGenericInterfaces());
        if (type.isSealed()) {
            append(line, " permits ", type.getPermittedSubclasses());
        }
        return line.toString();
    }

    /** Later JDKs write these words, earlier ones do not; the permitted types are listed in any case. */
    private static String withoutSealing(Class<?> type) {
        return type.toGenericString().replace("non-sealed ", "").replace("sealed ", "");
    }

    private static void append(StringBuilder line, String word, Type... types) {
        if (types.length > 0) {
            line.append(Arrays.stream(types).map(Type::getTypeName).collect(Collectors.joining(", ", word, "")));
        }
    }

    private static List<String> members(Class<?> type) {
        List<String> lines = new ArrayList<>();
        for (Field field : type.getDeclaredFields()) {
            if (isShown(field.getModifiers()) && !field.isSynthetic()) {
                lines.add(type.getName() + " : " + field.toGenericString());
            }
        }
        Stream.<Executable>concat(
                        Arrays.stream(type.getDeclaredConstructors()), Arrays.stream(type.getDeclaredMethods()))
                .filter(member -> isShown(member.getModifiers()) && !member.isSynthetic())
                // Whether a method locks is no part of its signature.
                .map(member -> member.toGenericString().replace(" synchronized ", " "))
                .forEach(signature -> lines.add(type.getName() + " : " + signature));
        return lines;
    }
}
