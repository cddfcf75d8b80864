package org.quarry.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.diffusion.Schedule;
import org.quarry.engine.Engine;
import org.quarry.engine.Quarry;
import org.quarry.engine.WorkflowException;
import org.quarry.json.Json;
import org.quarry.tensor.Tensor;
import org.quarry.workflow.Check;
import org.quarry.workflow.Checked;
import org.quarry.workflow.Components;
import org.quarry.workflow.Input;
import org.quarry.workflow.KnownModels;
import org.quarry.workflow.ModuleNotes;
import org.quarry.workflow.NodeCatalog;
import org.quarry.workflow.ParamSpec;
import org.quarry.workflow.Problem;
import org.quarry.workflow.Socket;
import org.quarry.workflow.ValueProblem;
import org.quarry.workflow.Workflow;
import org.quarry.workflow.json.WorkflowReader;

/** Samplers and schedules that a module brings: the examples of {@code extending.md}, compiled and run. */
class ChoicesOfModulesTest {
    private static final Path WORKFLOW = Path.of("src/test/resources/org/quarry/testkit/tiny-picture.json");

    @TempDir
    static Path folder;

    private static Engine engine;

    @BeforeAll
    static void open() {
        ClassLoader module = ModuleOfSource.ofExamples("node/extending.md", folder.resolve("classes"));
        engine = TinyModel.setup(folder.resolve("models"))
                .withLoaders(List.of(ChoicesOfModulesTest.class.getClassLoader(), module))
                .open();
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    private static Quarry workflow() {
        return Quarry.load(WORKFLOW).on(engine).to("denoise", "schedule");
    }

    private static Tensor latent(String sampler) {
        return workflow().with("denoise.sampler", sampler).run().orThrow().value("denoise.latent", Tensor.class);
    }

    @Test
    void a_node_offers_them_after_its_own() {
        List<ParamSpec.Choice> choices = engine.nodes()
                .find("quarry:denoise")
                .orElseThrow()
                .input("sampler")
                .orElseThrow()
                .param()
                .orElseThrow()
                .choices();

        assertThat(choices)
                .extracting(ParamSpec.Choice::name)
                .startsWith("ddim")
                .endsWith("acme:plain-steps");
        assertThat(choices.get(choices.size() - 1).doc())
                .isEqualTo("Goes straight to the predicted picture, without fresh noise.");
        assertThat(choices.get(choices.size() - 1).module()).isEqualTo("com.acme.examples 1.0");
    }

    @Test
    void a_sampler_of_a_module_runs() {
        // Without added noise DDIM is the example's formula; the two differ by rounding.
        assertThat(latent("acme:plain-steps").rootMeanSquareDifference(latent("ddim")))
                .isLessThan(1e-5);
        assertThat(latent("acme:plain-steps").rootMeanSquareDifference(latent("heun")))
                .isGreaterThan(1e-4);
    }

    @Test
    void a_schedule_of_a_module_runs() {
        Schedule schedule = workflow()
                .with("schedule.sigmas", "acme:even-sigmas")
                .run()
                .orThrow()
                .value("schedule.schedule", Schedule.class);

        double first = schedule.at(0).sigma() - schedule.at(1).sigma();
        for (int i = 1; i + 1 < schedule.steps(); i++) {
            // Levels are found again by their timestep, in floats.
            assertThat(schedule.at(i).sigma() - schedule.at(i + 1).sigma()).isCloseTo(first, within(1e-3 * first));
        }
    }

    @Test
    void a_workflow_notes_the_module_of_a_choice_and_says_where_that_is_missing_what_to_install() throws Exception {
        Workflow workflow = WorkflowReader.read(WORKFLOW).workflow();
        Input chosen = new Input.Value(Json.of("acme:plain-steps"));
        Workflow noted = ModuleNotes.update(workflow.with(new Socket("denoise", "sampler"), chosen), engine.nodes());
        NodeCatalog without = NodeCatalog.discover(List.of(ChoicesOfModulesTest.class.getClassLoader()));

        Checked checked = new Check(without, KnownModels.UNKNOWN, Components.NONE).check(noted);

        assertThat(checked.problems())
                .filteredOn(ValueProblem.UnknownChoice.class::isInstance)
                .singleElement()
                .extracting(Problem::message)
                .asString()
                .startsWith("node 'denoise', input 'sampler': no installed module brings 'acme:plain-steps'; it is in"
                        + " com.acme.examples 1.0, whose centre is not known: install its file with 'quarry"
                        + " modules install FILE', or 'quarry modules install com.acme.examples --from"
                        + " CENTRE', or choose one of ddim,");
    }

    @Test
    void one_that_is_missing_is_told_with_what_there_is() {
        assertThatThrownBy(() ->
                        workflow().with("denoise.sampler", "acme:plain-step").run())
                .isInstanceOf(WorkflowException.class)
                .hasMessageContaining("acme:plain-step")
                .hasMessageContaining("acme:plain-steps");
    }
}
