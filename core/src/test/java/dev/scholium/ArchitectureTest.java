package dev.scholium;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

/** The rules of ARCHITECTURE.md about what may know of what. */
@AnalyzeClasses(packages = "dev.scholium", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching("dev.scholium.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule dataKnowsOnlyFailuresFilesAndProgress = noClasses()
            .that()
            .resideInAPackage("dev.scholium.data..")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.scholium..")
                    .and(com.tngtech.archunit.base.DescribedPredicate.not(
                            com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage(
                                    "dev.scholium.data..",
                                    "dev.scholium.failure..",
                                    "dev.scholium.file..",
                                    "dev.scholium.progress.."))));

    @ArchTest
    static final ArchRule scoresAndReportsKnowNothingOfHowTheyCameAbout = noClasses()
            .that()
            .resideInAnyPackage("dev.scholium.evaluate..", "dev.scholium.report..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.scholium.teacher..", "dev.scholium.augment..", "dev.scholium.student..");

    @ArchTest
    static final ArchRule onlyTeachersSpeakToProviders = noClasses()
            .that()
            .resideOutsideOfPackage("dev.scholium.teacher..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.langchain4j..");

    @ArchTest
    static final ArchRule onlyReportsRenderPages = noClasses()
            .that()
            .resideOutsideOfPackage("dev.scholium.report..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("gg.jte..");

    @ArchTest
    static final ArchRule nothingNativeOrOfTheCommandLineIsHere = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.bytedeco..", "picocli..", "ch.qos.logback..", "ai.djl..");

    @ArchTest
    static final ArchRule namesSayWhatClassesDo = noClasses()
            .should()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Impl");

    @ArchTest
    static final ArchRule nothingPrintsOrExits = noClasses()
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(System.class, "exit", int.class);

    @ArchTest
    static final ArchRule chanceComesInByASeed = noClasses()
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Random.class)
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(SecureRandom.class, ThreadLocalRandom.class)
            .orShould()
            .callMethod(Math.class, "random");

    @ArchTest
    static final ArchRule timeComesInByAClock = noClasses()
            .that()
            .resideOutsideOfPackage("dev.scholium.run..")
            .should()
            .callMethod(Instant.class, "now");
}
