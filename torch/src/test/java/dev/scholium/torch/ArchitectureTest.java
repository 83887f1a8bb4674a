package dev.scholium.torch;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.bytedeco.pytorch.global.torch;

@AnalyzeClasses(packages = "dev.scholium", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching("dev.scholium.torch.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyTorchTouchesNativeNumerics = noClasses()
            .that()
            .resideOutsideOfPackage("dev.scholium.torch..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bytedeco..");

    @ArchTest
    static final ArchRule classesAreNamedForWhatTheyAre = noClasses()
            .should()
            .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)")
            .orShould()
            .haveSimpleNameStartingWith("Abstract");

    @ArchTest
    static final ArchRule randomnessAndExitsComeFromOutside = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.Random")
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .accessField(System.class, "out");

    /**
     * So that none lies on another device than those that it meets: they take the device, or a tensor that lies there.
     */
    @ArchTest
    static final ArchRule tensorsOutOfNothingAreMadeInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage("dev.scholium.torch.tensor..")
            .should()
            .callMethodWhere(target(owner(type(torch.class)))
                    .and(target(nameMatching("empty|zeros|ones|full|arange|range|eye|tensor|scalar_tensor|from_blob"
                            + "|rand|randn|randint|randperm|linspace"))))
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.bytedeco.pytorch.TensorOptions");
}
