// SPDX-License-Identifier: Apache-2.0
package vn.lienthong;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The arrows between the packages of this module. A new arrow is added here first, with its reason. */
final class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("vn.lienthong");
    private static final JavaClasses WITH_TESTS = new ClassFileImporter().importPackages("vn.lienthong");

    @Test
    void packages_depend_on_each_other_in_the_listed_directions_only() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("edxml")
                .definedBy("vn.lienthong.edxml")
                .layer("wire")
                .definedBy("vn.lienthong.edxml.wire")
                .layer("protocol")
                .definedBy("vn.lienthong.protocol")
                .layer("json")
                .definedBy("vn.lienthong.protocol.json")
                .layer("config")
                .definedBy("vn.lienthong.config")
                .layer("trust")
                .definedBy("vn.lienthong.trust")
                .layer("signature")
                .definedBy("vn.lienthong.signature")
                .layer("client")
                .definedBy("vn.lienthong.client")
                // The wire classes are one way to write the model; nobody else may see the misspelt names.
                .whereLayer("wire")
                .mayOnlyBeAccessedByLayers("edxml")
                .whereLayer("edxml")
                .mayOnlyBeAccessedByLayers("protocol", "json", "trust", "signature", "client")
                // Problems in a settings file are problems of the catalogue.
                .whereLayer("protocol")
                .mayOnlyBeAccessedByLayers("config", "json", "trust", "client")
                .whereLayer("trust")
                .mayOnlyBeAccessedByLayers("client")
                // What others signed is reported; trust knows nothing of it.
                .whereLayer("signature")
                .mayOnlyBeAccessedByLayers("client")
                // Proofs and heads are read from what travels by whoever verifies them.
                .whereLayer("json")
                .mayOnlyBeAccessedByLayers("trust", "client")
                .whereLayer("config")
                .mayOnlyBeAccessedByLayers("client")
                .whereLayer("client")
                .mayNotBeAccessedByAnyLayer()
                .check(CLASSES);
    }

    @Test
    void packages_form_no_cycle() {
        slices().matching("vn.lienthong.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void only_the_client_knows_the_transport() {
        noClasses()
                .that()
                .resideOutsideOfPackage("vn.lienthong.client")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.jms..", "org.apache.activemq..", "io.netty..")
                .check(CLASSES);
    }

    @Test
    void no_public_signature_mentions_the_transport_or_a_library() {
        methods()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .resideOutsideOfPackages("vn.lienthong.edxml.wire", "vn.lienthong.protocol.json")
                .should(mentionOnlyOursAndTheJdk())
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
        noMethods()
                .that()
                .arePublic()
                .and()
                .areStatic()
                .should()
                .haveNameMatching("getInstance")
                .check(CLASSES);
    }

    private static ArchCondition<JavaMethod> mentionOnlyOursAndTheJdk() {
        return new ArchCondition<>("mention only our types and those of the JDK") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                List<JavaClass> mentioned = Stream.concat(
                                Stream.of(method.getRawReturnType()), method.getRawParameterTypes().stream())
                        .map(JavaClass::getBaseComponentType)
                        .toList();
                for (JavaClass type : mentioned) {
                    boolean fine = type.isPrimitive()
                            || type.getPackageName().startsWith("java.")
                            || type.getPackageName().startsWith("javax.xml.")
                            || type.getPackageName().startsWith("vn.lienthong");
                    if (!fine) {
                        events.add(SimpleConditionEvent.violated(
                                method, method.getFullName() + " mentions " + type.getName()));
                    }
                }
            }
        };
    }
}
