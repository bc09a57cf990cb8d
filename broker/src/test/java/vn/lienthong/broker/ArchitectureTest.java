// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows between the packages of the exchange. A new arrow is added here first, with its reason. */
final class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("vn.lienthong.broker");
    private static final JavaClasses WITH_TESTS = new ClassFileImporter().importPackages("vn.lienthong.broker");

    @Test
    void packages_depend_on_each_other_in_the_listed_directions_only() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("wiring")
                .definedBy("vn.lienthong.broker")
                .layer("administration")
                .definedBy("vn.lienthong.broker.administration")
                .layer("artemis")
                .definedBy("vn.lienthong.broker.artemis")
                .layer("routing")
                .definedBy("vn.lienthong.broker.routing")
                .layer("directory")
                .definedBy("vn.lienthong.broker.directory")
                .layer("mailbox")
                .definedBy("vn.lienthong.broker.mailbox")
                .layer("events")
                .definedBy("vn.lienthong.broker.events")
                .layer("register")
                .definedBy("vn.lienthong.broker.register")
                .layer("ledger")
                .definedBy("vn.lienthong.broker.ledger")
                .layer("deadletters")
                .definedBy("vn.lienthong.broker.deadletters")
                .layer("retention")
                .definedBy("vn.lienthong.broker.retention")
                .layer("receipts")
                .definedBy("vn.lienthong.broker.receipts")
                .layer("inquiries")
                .definedBy("vn.lienthong.broker.inquiries")
                .layer("calendar")
                .definedBy("vn.lienthong.broker.calendar")
                .layer("disk")
                .definedBy("vn.lienthong.broker.disk")
                .layer("text")
                .definedBy("vn.lienthong.broker.text")
                .layer("keys")
                .definedBy("vn.lienthong.broker.keys")
                .layer("enrolment")
                .definedBy("vn.lienthong.broker.enrolment")
                .layer("authority")
                .definedBy("vn.lienthong.broker.authority")
                .layer("signedlog")
                .definedBy("vn.lienthong.broker.signedlog")
                .layer("audit")
                .definedBy("vn.lienthong.broker.audit")
                .layer("access")
                .definedBy("vn.lienthong.broker.access")
                .layer("monitoring")
                .definedBy("vn.lienthong.broker.monitoring")
                .layer("alerts")
                .definedBy("vn.lienthong.broker.alerts")
                .layer("notification")
                .definedBy("vn.lienthong.broker.notification")
                .layer("console")
                .definedBy("vn.lienthong.broker.console")
                .layer("openid")
                .definedBy("vn.lienthong.broker.openid")
                .layer("revocation")
                .definedBy("vn.lienthong.broker.revocation")
                .whereLayer("wiring")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("administration")
                .mayOnlyBeAccessedByLayers("wiring", "console")
                // The console knows the requests of operators and what comes back, and nothing behind them.
                .whereLayer("console")
                .mayOnlyBeAccessedByLayers("wiring")
                // People come in from a sign-in provider at the console alone.
                .whereLayer("openid")
                .mayOnlyBeAccessedByLayers("wiring", "console")
                .whereLayer("monitoring")
                .mayOnlyBeAccessedByLayers("wiring", "alerts", "administration", "console")
                .whereLayer("alerts")
                .mayOnlyBeAccessedByLayers("wiring", "administration", "notification", "console")
                // The console lends it its words.
                .whereLayer("notification")
                .mayOnlyBeAccessedByLayers("wiring", "console")
                .whereLayer("artemis")
                .mayOnlyBeAccessedByLayers("wiring")
                // The gate asks the router, and permissions go by the directory.
                .whereLayer("routing")
                .mayOnlyBeAccessedByLayers("wiring", "artemis")
                .whereLayer("directory")
                .mayOnlyBeAccessedByLayers("wiring", "artemis", "routing", "inquiries", "administration", "console")
                // The port that artemis implements and features use.
                .whereLayer("mailbox")
                .mayOnlyBeAccessedByLayers(
                        "wiring",
                        "artemis",
                        "receipts",
                        "deadletters",
                        "inquiries",
                        "retention",
                        "administration",
                        "monitoring",
                        "alerts",
                        "console")
                // Written by artemis, read by the ledger; its keys name submissions everywhere.
                .whereLayer("events")
                .mayOnlyBeAccessedByLayers(
                        "wiring",
                        "artemis",
                        "ledger",
                        "register",
                        "receipts",
                        "deadletters",
                        "retention",
                        "mailbox",
                        "administration",
                        "monitoring",
                        "console")
                .whereLayer("register")
                .mayOnlyBeAccessedByLayers("wiring", "artemis")
                .whereLayer("deadletters")
                .mayOnlyBeAccessedByLayers("wiring", "administration", "monitoring", "alerts", "console")
                // Operators ask whether senders were told.
                .whereLayer("receipts")
                .mayOnlyBeAccessedByLayers("wiring", "administration")
                // Retention removes from the ledger what is over, and asks it what of the events is needed; reminders
                // ask it
                // who has not answered.
                .whereLayer("ledger")
                .mayOnlyBeAccessedByLayers(
                        "wiring", "receipts", "retention", "administration", "monitoring", "alerts", "console")
                .whereLayer("retention")
                .mayOnlyBeAccessedByLayers("wiring", "administration")
                .whereLayer("inquiries")
                .mayOnlyBeAccessedByLayers("wiring")
                .whereLayer("calendar")
                .mayOnlyBeAccessedByLayers("wiring", "ledger", "console")
                // The router asks whether there is room for a document.
                .whereLayer("disk")
                .mayOnlyBeAccessedByLayers("wiring", "routing", "administration", "monitoring", "alerts", "console")
                .whereLayer("text")
                .mayOnlyBeAccessedByLayers("directory", "ledger", "audit", "console")
                // Permissions go by the register of keys; operators and endpoints ask it.
                .whereLayer("keys")
                .mayOnlyBeAccessedByLayers(
                        "wiring", "artemis", "enrolment", "revocation", "inquiries", "administration")
                // Reads the register and revokes in it what other authorities have revoked.
                .whereLayer("revocation")
                .mayOnlyBeAccessedByLayers("wiring")
                // Issues and registers in one step, for operators and for endpoints.
                .whereLayer("enrolment")
                .mayOnlyBeAccessedByLayers("wiring", "inquiries", "administration", "monitoring", "alerts", "console")
                .whereLayer("authority")
                .mayOnlyBeAccessedByLayers("wiring", "enrolment", "administration")
                .whereLayer("signedlog")
                .mayOnlyBeAccessedByLayers("keys", "audit")
                .whereLayer("audit")
                .mayOnlyBeAccessedByLayers("wiring", "administration", "console")
                // Who may do what, and who guesses: everybody through whom people come in.
                .whereLayer("access")
                .mayOnlyBeAccessedByLayers("wiring", "administration", "audit", "console", "enrolment", "openid")
                .check(CLASSES);
    }

    @Test
    void packages_form_no_cycle() {
        slices().matching("vn.lienthong.broker.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void only_one_package_imports_artemis() {
        noClasses()
                .that()
                .resideOutsideOfPackage("vn.lienthong.broker.artemis")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.activemq..", "org.apache.qpid..", "io.netty..")
                .check(CLASSES);
    }

    @Test
    void the_exchange_does_not_know_its_client_library() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("vn.lienthong.client..")
                .check(CLASSES);
    }

    @Test
    void nothing_prints_and_nothing_sleeps() {
        noClasses()
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(CLASSES);
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(WITH_TESTS);
    }

    @Test
    void names_say_what_a_thing_is() {
        noClasses()
                .should()
                .haveNameMatching(".*(Manager|Helper|Util|Utils|Impl|Service)")
                .check(CLASSES);
    }
}
