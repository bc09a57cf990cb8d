// SPDX-License-Identifier: Apache-2.0
package vn.lienthong;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What a document-management system compiles against changes only on purpose: {@code api.txt} lists it. {@code
 * -Dapi.accept=true} writes it anew.
 */
final class PublicApiTest {
    private static final Path FILE = Path.of("src/test/resources/api.txt");
    private static final Set<String> PACKAGES =
            Set.of("vn.lienthong.client", "vn.lienthong.edxml", "vn.lienthong.protocol");

    @Test
    void the_public_api_is_what_was_agreed() throws IOException {
        List<String> actual = api();
        if (Boolean.getBoolean("api.accept")) {
            Files.write(FILE, actual);
        }
        assertThat(actual).isEqualTo(Files.readAllLines(FILE));
    }

    @Test
    void no_type_of_a_messaging_or_xml_library_stands_in_it() {
        assertThat(api()).noneMatch(line -> line.contains("jakarta.") || line.contains("org.apache."));
    }

    private static List<String> api() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages(PACKAGES).stream()
                        .filter(type -> PACKAGES.contains(type.getPackageName()))
                        .map(JavaClass::reflect)
                        .filter(PublicApiTest::isPublic)
                        .flatMap(type -> lines(type).stream())
                        .sorted()
                        .toList();
    }

    private static boolean isPublic(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return Modifier.isPublic(type.getModifiers()) && (outer == null || isPublic(outer));
    }

    private static List<String> lines(Class<?> type) {
        List<String> lines = new ArrayList<>();
        lines.add(type.toGenericString());
        Stream.<Executable>concat(Stream.of(type.getDeclaredConstructors()), Stream.of(type.getDeclaredMethods()))
                .filter(PublicApiTest::isOffered)
                .filter(executable -> !executable.isSynthetic())
                .forEach(executable -> lines.add(type.getName() + ": " + executable.toGenericString()));
        Stream.of(type.getDeclaredFields())
                .filter(PublicApiTest::isOffered)
                .filter(field -> !field.isEnumConstant())
                .map(Field::toGenericString)
                .forEach(field -> lines.add(type.getName() + ": " + field));
        if (type.isEnum()) {
            Stream.of(type.getEnumConstants()).forEach(constant -> lines.add(type.getName() + ": " + name(constant)));
        }
        return lines;
    }

    private static boolean isOffered(Member member) {
        return Modifier.isPublic(member.getModifiers()) || Modifier.isProtected(member.getModifiers());
    }

    private static String name(Object constant) {
        return ((Enum<?>) constant).name();
    }
}
