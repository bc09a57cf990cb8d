// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaConstructorReference;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vn.lienthong.broker.administration.AdministrationRequest;
import vn.lienthong.broker.administration.Diagnostics;
import vn.lienthong.broker.administration.FlowSpan;

/** What can be asked of the exchange can be asked on the command line: a console that can do more than commands fails here. */
final class ConsoleParityTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("vn.lienthong.cli", "vn.lienthong.broker.console", "vn.lienthong.broker.administration");

    /** Requests that a package makes, or has made by what it shares with the other one. */
    private static Set<String> requestsOf(String packageName) {
        Set<String> requests = new TreeSet<>();
        for (JavaClass one : CLASSES) {
            if (one.getPackageName().equals(packageName)) {
                requests.addAll(made(one));
                one.getDirectDependenciesFromSelf().stream()
                        .map(dependency -> dependency.getTargetClass())
                        .filter(shared ->
                                shared.isEquivalentTo(FlowSpan.class) || shared.isEquivalentTo(Diagnostics.class))
                        .forEach(shared -> requests.addAll(made(shared)));
            }
        }
        return requests;
    }

    private static Set<String> made(JavaClass by) {
        return Stream.concat(
                        by.getConstructorCallsFromSelf().stream().map(JavaConstructorCall::getTargetOwner),
                        by.getConstructorReferencesFromSelf().stream().map(JavaConstructorReference::getTargetOwner))
                .filter(owner -> owner.isAssignableTo(AdministrationRequest.class))
                .map(JavaClass::getName)
                .collect(Collectors.toSet());
    }

    private static Stream<Class<?>> records(Class<?> type) {
        return type.isRecord()
                ? Stream.of(type)
                : Arrays.stream(type.getPermittedSubclasses()).flatMap(ConsoleParityTest::records);
    }

    @Test
    void every_request_of_the_desk_is_made_by_a_command() {
        Set<String> all =
                records(AdministrationRequest.class).map(Class::getName).collect(Collectors.toCollection(TreeSet::new));

        assertThat(all).hasSizeGreaterThan(40);
        assertThat(requestsOf("vn.lienthong.cli")).isEqualTo(all);
    }

    @Test
    void the_console_makes_no_request_that_no_command_makes() {
        Set<String> ofConsole = requestsOf("vn.lienthong.broker.console");

        assertThat(ofConsole).hasSizeGreaterThan(20);
        assertThat(requestsOf("vn.lienthong.cli")).containsAll(ofConsole);
    }
}
