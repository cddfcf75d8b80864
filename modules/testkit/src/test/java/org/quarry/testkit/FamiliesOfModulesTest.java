package org.quarry.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.engine.Engine;
import org.quarry.engine.Quarry;
import org.quarry.engine.Setup;
import org.quarry.node.model.ConditioningSource;
import org.quarry.node.model.Model;
import org.quarry.node.model.Models;
import org.quarry.tensor.Tensor;
import org.quarry.workflow.Extensions;
import org.quarry.workflow.NodeCatalog;

/** A family of models that a module brings: the example of {@code extending.md}, compiled and asked. */
class FamiliesOfModulesTest {
    private static final String BROKEN = """
                package acme;
                import java.util.List;
        import java.util.concurrent.atomic.AtomicReference;
                import org.quarry.node.extension.*;
                import org.quarry.node.model.*;
                @Extension(id = "acme:broken", name = "Broken", doc = "Throws.")
                public final class Broken implements ModelFamily {
                    @Override public boolean recognises(ModelFiles model) { throw new IllegalStateException("broken"); }
                    @Override public List<ConditioningSource> conditioning() { return List.of(); }
                }
        """;

    @TempDir
    Path folder;

    private Path models;

    @BeforeEach
    void a_model_that_quarry_does_not_know() throws IOException {
        models = folder.resolve("models");
        TinyModel.setup(models);
        Path index = models.resolve("tiny/model_index.json");
        Files.writeString(index, Files.readString(index).replace("OnnxStableDiffusionPipeline", "DoodlePipeline"));
    }

    private Setup setup(ClassLoader... modules) {
        List<ClassLoader> loaders = new java.util.ArrayList<>(List.of(getClass().getClassLoader()));
        loaders.addAll(List.of(modules));
        return Setup.standard().withModels(List.of(models)).withDevice("cpu").withLoaders(loaders);
    }

    private ClassLoader examples() {
        return ModuleOfSource.ofExamples("node/extending.md", folder.resolve("classes"));
    }

    @Test
    void without_the_module_its_family_is_unknown() {
        try (Models opened = setup().openModels()) {
            assertThat(opened.describe("tiny").orElseThrow().family()).isEqualTo("unknown");
            assertThat(opened.open("tiny").conditioning()).isEmpty();
        }
    }

    @Test
    void with_the_module_it_is_recognised_with_its_conditioning() {
        try (Models opened = setup(examples()).openModels()) {
            assertThat(opened.describe("tiny").orElseThrow().family()).isEqualTo("acme:doodle");
            assertThat(opened.open("tiny").conditioning())
                    .containsExactly(
                            new ConditioningSource("encoder_hidden_states", "text_encoder", "last_hidden_state"));
        }
    }

    @Test
    void a_module_that_comes_or_goes_while_models_are_open_is_noticed() {
        List<ClassLoader> quarry = List.of(getClass().getClassLoader());
        Extensions without = NodeCatalog.discover(quarry).extensions();
        AtomicReference<Extensions> modules = new AtomicReference<>(without);
        try (Models opened = setup().openModels(modules::get)) {
            Model tiny = opened.open("tiny");
            assertThat(opened.describe("tiny").orElseThrow().family()).isEqualTo("unknown");

            modules.set(NodeCatalog.discover(List.of(examples())).extensions());
            assertThat(opened.describe("tiny").orElseThrow().family()).isEqualTo("acme:doodle");
            assertThat(tiny.conditioning())
                    .as("of a model that was open before")
                    .hasSize(1);

            modules.set(without);
            assertThat(opened.describe("tiny").orElseThrow().family()).isEqualTo("unknown");
        }
    }

    @Test
    void what_was_computed_without_a_family_is_computed_again_with_it() {
        List<ClassLoader> quarry = List.of(getClass().getClassLoader());
        AtomicReference<NodeCatalog> modules = new AtomicReference<>(NodeCatalog.discover(quarry));
        Setup setup = setup();
        try (Engine engine =
                new Engine(modules.get(), setup.openModels(() -> modules.get().extensions()), setup.engine())) {
            Quarry drawing = Quarry.load(Path.of("src/test/resources/org/quarry/testkit/tiny-picture.json"))
                    .on(engine)
                    .to("noise");
            Object first = drawing.run().orThrow().value("noise.noise").orElseThrow();
            Object kept = drawing.run().orThrow().value("noise.noise").orElseThrow();
            modules.set(NodeCatalog.discover(List.of(getClass().getClassLoader(), examples())));
            engine.use(modules.get());
            Object again = drawing.run().orThrow().value("noise.noise").orElseThrow();

            assertThat(kept).isSameAs(first);
            assertThat(again).isNotSameAs(first);
        }
    }

    @Test
    void its_prompt_is_encoded_as_it_says() {
        try (Engine engine = setup(examples()).open()) {
            Tensor latent = Quarry.load(Path.of("src/test/resources/org/quarry/testkit/tiny-picture.json"))
                    .on(engine)
                    .to("denoise")
                    .run()
                    .orThrow()
                    .value("denoise.latent", Tensor.class);

            assertThat(latent.shape().size(1)).isEqualTo(4);
        }
    }

    @Test
    void a_family_that_fails_keeps_no_other_from_being_asked() {
        ClassLoader broken = ModuleOfSource.of(folder.resolve("broken"), BROKEN);

        try (Models opened = setup(broken, examples()).openModels()) {
            assertThat(opened.describe("tiny").orElseThrow().family()).isEqualTo("acme:doodle");
        }
    }
}
