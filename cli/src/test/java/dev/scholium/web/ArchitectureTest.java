package dev.scholium.web;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The border around the web. */
@AnalyzeClasses(
        packages = {"dev.scholium.cli", "dev.scholium.web"},
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule onlyTheWebSpeaksHttp = noClasses()
            .that()
            .resideOutsideOfPackage("dev.scholium.web..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "jakarta.servlet..");

    @ArchTest
    static final ArchRule theWebKnowsNoCommand = noClasses()
            .that()
            .resideInAPackage("dev.scholium.web..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.scholium.cli..");

    @ArchTest
    static final ArchRule queuesKnowNoHttp = noClasses()
            .that()
            .resideInAPackage("dev.scholium.web.batch..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "dev.scholium.web", "dev.scholium.web.serve..");
}
