package org.quarry.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quarry.workflow.Samples.check;
import static org.quarry.workflow.Samples.nodes;
import static org.quarry.workflow.Samples.textToImage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One more wire is judged as a check of the whole workflow would judge it. */
class LinkCheckTest {
    private static LinkCheck links(Workflow workflow, Components components) {
        Check check = new Check(Samples.CATALOG, Samples.MODELS, components);
        return check.links(workflow, check.check(workflow).wires());
    }

    private static Optional<String> sentence(Workflow workflow, String from, String to) {
        return links(workflow, Components.NONE)
                .problem(Socket.parse(from), Socket.parse(to))
                .map(Problem::sentence);
    }

    @Test
    void every_wire_of_a_sound_workflow_may_be_drawn() {
        Workflow workflow = textToImage();
        LinkCheck links = links(workflow, Components.NONE);

        workflow.nodes()
                .forEach((name, node) -> node.inputs().forEach((port, input) -> {
                    if (input instanceof Input.Wires wires) {
                        wires.from()
                                .forEach(from -> assertThat(links.problem(from, new Socket(name, port)))
                                        .as(from + " -> " + name + "." + port)
                                        .isEmpty());
                    }
                }));
    }

    @Test
    void what_it_finds_for_any_two_ports_a_check_of_the_whole_finds_too() {
        Workflow workflow = textToImage();
        LinkCheck links = links(workflow, Components.NONE);
        int refused = 0;

        for (Map.Entry<Socket, Socket> pair : pairs(workflow)) {
            Optional<Problem> found = links.problem(pair.getKey(), pair.getValue());
            List<Problem> whole = check(workflow.with(pair.getValue(), new Input.Wires(List.of(pair.getKey()))))
                    .problems();
            if (found.isPresent()) {
                refused++;
                assertThat(whole)
                        .as(pair.toString())
                        .anySatisfy(problem -> assertThat(problem.getClass())
                                .isEqualTo(found.get().getClass()));
            } else {
                assertThat(whole)
                        .as(pair.toString())
                        .noneMatch(problem -> problem instanceof NodeProblem.Cycle
                                || problem instanceof WireProblem.WrongType
                                        && problem.node().equals(pair.getValue().node()));
            }
        }
        assertThat(refused).isGreaterThan(20);
    }

    private static List<Map.Entry<Socket, Socket>> pairs(Workflow workflow) {
        List<Map.Entry<Socket, Socket>> pairs = new ArrayList<>();
        PortFinder ports = new PortFinder(Samples.CATALOG, Components.NONE);
        for (String from : workflow.nodes().keySet()) {
            for (OutputPort output : ports.of(workflow, from).outputs()) {
                for (String to : workflow.nodes().keySet()) {
                    ports.of(workflow, to)
                            .inputs()
                            .forEach(input -> pairs.add(
                                    Map.entry(new Socket(from, output.name()), new Socket(to, input.name()))));
                }
            }
        }
        return pairs;
    }

    @Test
    void another_type_is_refused_in_words() {
        assertThat(sentence(textToImage(), "prompt.conditioning", "decode.latent"))
                .hasValueSatisfying(sentence ->
                        assertThat(sentence).startsWith("'prompt.conditioning' gives a Conditioning, wanted a Tensor"));
    }

    @Test
    void a_latent_of_another_family_is_refused() {
        Workflow workflow = nodes(
                "\"dream\": {\"type\": \"quarry:load-model@1\", \"model\": \"dream\"}",
                "\"big\": {\"type\": \"quarry:load-model@1\", \"model\": \"big\"}",
                "\"noise\": {\"type\": \"quarry:noise@1\", \"unet\": {\"from\": \"dream.unet\"}}",
                "\"decode\": {\"type\": \"quarry:decode@1\", \"vae\": {\"from\": \"big.vae\"}}");

        assertThat(sentence(workflow, "noise.noise", "decode.latent"))
                .hasValueSatisfying(sentence ->
                        assertThat(sentence).contains("latent<sd15>").contains("sdxl"));
    }

    @Test
    void the_circle_that_a_wire_would_close_is_named() {
        assertThat(sentence(textToImage(), "denoise.latent", "with.sample"))
                .contains("the wires run in a circle, with → guided → denoise → with; remove one of them");
        assertThat(sentence(textToImage(), "guided.guided", "guided.conditional"))
                .contains("the wires run in a circle, guided → guided; remove one of them");
    }

    @Test
    void a_value_that_changes_at_every_step_is_refused_where_one_is_wanted_for_the_run() {
        Workflow workflow = textToImage().with("step", PlacedNode.of(NodeType.parse("quarry:step@1")));

        assertThat(sentence(workflow, "step.sample", "denoise.noise"))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("changes at every denoising step"));
    }

    @Test
    void a_problem_that_is_there_already_is_no_reason_against_another_wire() {
        Workflow broken =
                textToImage().with(Socket.parse("decode.vae"), new Input.Wires(List.of(Socket.parse("noise.noise"))));

        assertThat(sentence(broken, "denoise.latent", "decode.latent")).isEmpty();
    }

    @Test
    void before_the_first_check_what_nodes_declare_is_enough_to_tell_types() {
        Check check = new Check(Samples.CATALOG, Samples.MODELS, Components.NONE);
        LinkCheck links = check.links(textToImage(), Map.of());

        assertThat(links.problem(Socket.parse("prompt.conditioning"), Socket.parse("decode.latent")))
                .isPresent();
        assertThat(links.problem(Socket.parse("denoise.latent"), Socket.parse("decode.latent")))
                .isEmpty();
    }

    @Test
    void at_an_instance_of_a_component_the_inner_node_decides() {
        Workflow workflow = nodes(
                Parts.IMAGE,
                "\"model\": {\"type\": \"quarry:load-model@1\", \"model\": \"dream\"}",
                Parts.instance("part", "me:outer@1", "outer.json", ""));
        LinkCheck links = links(workflow, Parts.FILES);

        assertThat(links.problem(Socket.parse("image.picture"), Socket.parse("part.image")))
                .isEmpty();
        assertThat(links.problem(Socket.parse("model.vae"), Socket.parse("part.image")))
                .hasValueSatisfying(problem -> assertThat(problem.message()).startsWith("node 'part', input 'image'"));
    }

    @Test
    void nodes_that_are_not_there_are_our_mistake() {
        LinkCheck links = links(textToImage(), Components.NONE);

        assertThatThrownBy(() -> links.problem(Socket.parse("nobody.out"), Socket.parse("decode.latent")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void all_ports_of_a_thousand_nodes_are_asked_without_a_check_of_the_whole_for_each() {
        Map<String, PlacedNode> many = new LinkedHashMap<>();
        for (int i = 0; i < 1000; i++) {
            many.put("n" + i, PlacedNode.of(NodeType.parse("quarry:add@1")));
        }
        Workflow workflow = new Workflow("", many, Optional.empty(), Layout.EMPTY, Map.of());
        LinkCheck links = links(workflow, Components.NONE);
        PortFinder ports = new PortFinder(Samples.CATALOG, Components.NONE);
        String output = ports.of(workflow, "n0").outputs().get(0).name();

        long start = System.nanoTime();
        for (int i = 1; i < 1000; i++) {
            links.problem(new Socket("n0", output), new Socket("n" + i, "a"));
        }

        // It takes some 20 ms; a check of the whole workflow for each would take minutes.
        assertThat((System.nanoTime() - start) / 1e9).isLessThan(10);
    }
}
