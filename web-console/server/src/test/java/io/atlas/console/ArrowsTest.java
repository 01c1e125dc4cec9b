package io.atlas.console;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which package of the console may know which. */
@AnalyzeClasses(packages = "io.atlas.console", importOptions = ImportOption.DoNotIncludeTests.class)
class ArrowsTest {
    private static final String[] STEPPED = {
        "io.atlas.console.client..",
        "io.atlas.console.view..",
        "io.atlas.console.channel..",
        "io.atlas.console.socket.."
    };

    @ArchTest
    static final ArchRule fixIsSpokenInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage("io.atlas.console.fix..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("quickfix..");

    @ArchTest
    static final ArchRule theNetworkIsKnownInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage("io.atlas.console.http..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.netty..");

    @ArchTest
    static final ArchRule whatIsShownHasNoClockAndNoThread = noClasses()
            .that()
            .resideInAnyPackage(STEPPED)
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.time.Clock")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Thread.class)
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("java.util.concurrent..");

    @ArchTest
    static final ArchRule theViewKnowsNoPage = noClasses()
            .that()
            .resideInAPackage("io.atlas.console.view..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.atlas.console.channel..",
                    "io.atlas.console.socket..",
                    "io.atlas.console.client..",
                    "io.atlas.console.http..",
                    "io.atlas.console.order..");

    @ArchTest
    static final ArchRule theChannelsKnowNoSocket = noClasses()
            .that()
            .resideInAPackage("io.atlas.console.channel..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.atlas.console.socket..", "io.atlas.console.http..");
}
