package io.atlas.launcher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which package may know which. Modules are guarded by the build; this guards what lies inside and across them. */
@AnalyzeClasses(packages = "io.atlas", importOptions = ImportOption.DoNotIncludeTests.class)
class ArrowsTest {
    private static final String[] CORES = {
        "io.atlas.domain..",
        "io.atlas.gateway.ledger..",
        "io.atlas.oms.order..",
        "io.atlas.venue.book..",
        "io.atlas.venue.model..",
        "io.atlas.venue.core..",
        "io.atlas.md.book..",
        "io.atlas.wire.feed.."
    };

    @ArchTest
    static final ArchRule theGatewayKnowsNoOtherService = noClasses()
            .that()
            .resideInAPackage("io.atlas.gateway..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.atlas.oms..", "io.atlas.venue..");

    @ArchTest
    static final ArchRule theOmsKnowsNoOtherService = noClasses()
            .that()
            .resideInAPackage("io.atlas.oms..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.atlas.gateway..", "io.atlas.venue..");

    @ArchTest
    static final ArchRule theVenueKnowsNoOtherService = noClasses()
            .that()
            .resideInAPackage("io.atlas.venue..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.atlas.gateway..", "io.atlas.oms..");

    @ArchTest
    static final ArchRule nobodyKnowsTheLauncher = noClasses()
            .that()
            .resideOutsideOfPackage("io.atlas.launcher..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.atlas.launcher..");

    @ArchTest
    static final ArchRule domainKnowsTheJdkOnly = classes()
            .that()
            .resideInAPackage("io.atlas.domain..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.atlas.domain..", "java..");

    @ArchTest
    static final ArchRule wireKnowsNoService = noClasses()
            .that()
            .resideInAPackage("io.atlas.wire..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.atlas.gateway..", "io.atlas.oms..", "io.atlas.venue..", "io.atlas.md..", "io.atlas.console..");

    @ArchTest
    static final ArchRule fixIsSpokenAtTheEdgesOnly = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.atlas.gateway.fix..", "io.atlas.console.fix..", "io.atlas.launcher.fix..", "io.atlas.bench..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("quickfix..");

    @ArchTest
    static final ArchRule kafkaIsKnownToTheLogAndTheToolsOnly = noClasses()
            .that()
            .resideOutsideOfPackages("io.atlas.wire.log..", "io.atlas.launcher..", "io.atlas.bench..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule coresKnowNoOutsideWorld = noClasses()
            .that()
            .resideInAnyPackage(CORES)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "quickfix..", "io.aeron..", "java.io..", "java.nio..");

    @ArchTest
    static final ArchRule coresHaveNoClock = noClasses()
            .that()
            .resideInAnyPackage(CORES)
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.time.Clock")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");

    @ArchTest
    static final ArchRule coresHaveNoThread = noClasses()
            .that()
            .resideInAnyPackage(CORES)
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Thread.class)
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("java.util.concurrent..");

    /** Inside the gateway: FIX and the service know the features, which know the ledger; never the other way. */
    @ArchTest
    static final ArchRule gatewayFeaturesKnowNoAdapter = noClasses()
            .that()
            .resideInAnyPackage("io.atlas.gateway.order..", "io.atlas.gateway.risk..", "io.atlas.gateway.client..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.atlas.gateway.fix..");

    @ArchTest
    static final ArchRule theLedgerKnowsNoFeature = noClasses()
            .that()
            .resideInAPackage("io.atlas.gateway.ledger..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.atlas.gateway",
                    "io.atlas.gateway.order..",
                    "io.atlas.gateway.risk..",
                    "io.atlas.gateway.client..",
                    "io.atlas.gateway.fix..");

    @ArchTest
    static final ArchRule theBookKnowsNoFeature = noClasses()
            .that()
            .resideInAnyPackage("io.atlas.venue.book..", "io.atlas.venue.model..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.atlas.venue", "io.atlas.venue.core..");
}
