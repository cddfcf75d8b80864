package org.quarry.application;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which module may use which: the table that the poms follow, checked on what ships. */
class ArrowsTest {
    private static final JavaClasses SHIPPED = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("org.quarry");

    /** A module, the modules of ours that it may use, and the packages of others that it must not. */
    private record Arrows(String module, Set<String> may, List<String> never) {
        @Override
        public String toString() {
            return module + " uses "
                    + (may.isEmpty() ? "no other module" : "only " + String.join(", ", new TreeSet<>(may)));
        }
    }

    private static final List<String> SWING = List.of("javax.swing..", "java.awt..");
    private static final List<String> NO_WORLD =
            List.of("javax.swing..", "java.awt..", "java.io..", "java.nio.file..", "java.net..", "java.util.logging..");

    static Stream<Arrows> table() {
        return Stream.of(
                new Arrows("tensor", Set.of(), List.of("java.awt..", "javax.swing..", "java.util.logging..")),
                new Arrows("json", Set.of(), SWING),
                new Arrows("diffusion", Set.of("tensor"), NO_WORLD),
                new Arrows("node", Set.of("tensor"), List.of("javax.swing..", "java.awt..", "java.util.logging..")),
                new Arrows("workflow", Set.of("node", "json"), SWING),
                new Arrows("extension", Set.of("workflow", "node", "json"), SWING),
                new Arrows("engine", Set.of("workflow", "node", "tensor", "json"), SWING),
                new Arrows("architecture", Set.of("json"), SWING),
                new Arrows("onnx", Set.of("node", "tensor", "json", "architecture"), SWING),
                new Arrows("comfyui", Set.of("node", "json"), SWING),
                new Arrows("cli", Set.of("engine", "extension", "workflow", "node", "tensor", "json"), SWING),
                new Arrows(
                        "editor",
                        Set.of("engine", "extension", "workflow", "node", "tensor", "json"),
                        List.of("picocli..")));
    }

    @ParameterizedTest
    @MethodSource("table")
    void a_module_uses_only_what_the_table_says(Arrows arrows) {
        String[] own = Stream.concat(Stream.of(arrows.module()), arrows.may().stream())
                .map(module -> "org.quarry." + module + "..")
                .toArray(String[]::new);

        noClasses()
                .that()
                .resideInAPackage("org.quarry." + arrows.module() + "..")
                .should()
                .dependOnClassesThat(resideInAPackage("org.quarry..").and(not(resideInAnyPackage(own))))
                .orShould()
                .dependOnClassesThat(resideInAnyPackage(arrows.never().toArray(String[]::new)))
                .allowEmptyShould(true)
                .check(SHIPPED);
    }

    @Test
    void a_stage_of_nodes_uses_tensors_the_node_API_the_papers_and_no_other_stage() {
        Set<String> stages = new TreeSet<>();
        SHIPPED.that(resideInAPackage("org.quarry.nodes..")).forEach(node -> stages.add(stage(node)));

        assertThat(stages).hasSizeGreaterThanOrEqualTo(10);
        for (String stage : stages) {
            noClasses()
                    .that()
                    .resideInAPackage(stage + "..")
                    .should()
                    .dependOnClassesThat(resideInAPackage("org.quarry..")
                            .and(not(resideInAnyPackage(
                                    stage + "..",
                                    "org.quarry.node..",
                                    "org.quarry.tensor..",
                                    "org.quarry.diffusion.."))))
                    .check(SHIPPED);
        }
    }

    @Test
    void only_the_image_stage_touches_pictures_of_the_JDK_and_no_stage_a_window() {
        DescribedPredicate<JavaClass> pictures = resideInAnyPackage("java.awt.image..", "java.awt.color..")
                .or(belongToAnyOf(java.awt.Graphics2D.class, java.awt.RenderingHints.class));

        noClasses()
                .that()
                .resideInAPackage("org.quarry.nodes..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("javax.swing..", "java.awt..").and(not(pictures)))
                .check(SHIPPED);
        noClasses()
                .that()
                .resideInAPackage("org.quarry.nodes..")
                .and()
                .resideOutsideOfPackage("org.quarry.nodes.image..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.awt..", "javax.imageio..")
                .check(SHIPPED);
    }

    @ParameterizedTest
    @MethodSource("owners")
    void a_library_has_one_owner(String library, String owner) {
        classes()
                .that()
                .resideInAPackage("org.quarry..")
                .and()
                .resideOutsideOfPackages(owner)
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage(library)))
                .check(SHIPPED);
    }

    static Stream<Arguments> owners() {
        return Stream.of(
                Arguments.of("tools.jackson..", "org.quarry.json.."),
                Arguments.of("ai.onnxruntime..", "org.quarry.onnx.."),
                Arguments.of("ai.onnx..", "org.quarry.architecture.."),
                Arguments.of("com.google.protobuf..", "org.quarry.architecture.."),
                Arguments.of("picocli..", "org.quarry.cli.."),
                Arguments.of("com.mxgraph..", "org.quarry.editor.canvas.."),
                Arguments.of("org.openide..", "org.quarry.editor.."));
    }

    @Test
    void no_package_is_in_two_modules() {
        TreeMap<String, Set<String>> homes = new TreeMap<>();
        for (JavaClass shipped : SHIPPED) {
            shipped.getSource()
                    .ifPresent(source -> homes.computeIfAbsent(shipped.getPackageName(), name -> new TreeSet<>())
                            .add(jar(source.getUri().toString())));
        }

        assertThat(homes).allSatisfy((name, jars) -> assertThat(jars).hasSize(1));
    }

    private static String stage(JavaClass node) {
        return String.join(".", List.of(node.getPackageName().split("\\.")).subList(0, 4));
    }

    private static String jar(String uri) {
        return uri.replaceFirst("(\\.jar!|/classes/).*", "");
    }
}
