// SPDX-License-Identifier: Apache-2.0
package vn.lienthong;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who may know whom in the module that sees both client and exchange. */
final class ArchitectureTest {
    private static final String[] OURS = {
        "vn.lienthong.simulator",
        "vn.lienthong.demo",
        "vn.lienthong.benchmark",
        "vn.lienthong.cli",
        "vn.lienthong.conformance",
        "vn.lienthong.faults",
        "vn.lienthong.load",
        "vn.lienthong.orders",
        "vn.lienthong.person",
        "vn.lienthong.referencedms",
        "vn.lienthong.scenario",
        "vn.lienthong.testkit",
        "vn.lienthong.words",
        "vn.lienthong.workbench",
        "vn.lienthong.doctor"
    };
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(OURS);
    private static final JavaClasses WITH_TESTS = new ClassFileImporter().importPackages("vn.lienthong");

    @Test
    void the_simulator_uses_the_public_client_and_nothing_of_the_exchange() {
        noClasses()
                .that()
                .resideInAPackage("vn.lienthong.simulator")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "vn.lienthong.broker..",
                        "vn.lienthong.cli..",
                        "vn.lienthong.demo..",
                        "vn.lienthong.benchmark..",
                        "org.apache.activemq..",
                        "jakarta.jms..")
                .check(CLASSES);
    }

    @Test
    void only_benchmark_and_rule_breakers_touch_plain_messaging() {
        noClasses()
                .that()
                .resideOutsideOfPackages("vn.lienthong.benchmark", "vn.lienthong.testkit")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.activemq..", "jakarta.jms..")
                .check(CLASSES);
    }

    @Test
    void the_reference_system_knows_the_public_client_and_the_orders_it_takes() {
        noClasses()
                .that()
                .resideInAPackage("vn.lienthong.referencedms")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "vn.lienthong.broker..",
                        "vn.lienthong.simulator..",
                        "vn.lienthong.testkit..",
                        "vn.lienthong.scenario..",
                        "vn.lienthong.conformance..",
                        "vn.lienthong.faults..")
                .check(CLASSES);
    }

    @Test
    void nobody_depends_on_the_command_line() {
        noClasses()
                .that()
                .resideOutsideOfPackage("vn.lienthong.cli")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("vn.lienthong.cli")
                .check(CLASSES);
    }

    @Test
    void nothing_sleeps() {
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(WITH_TESTS);
    }
}
