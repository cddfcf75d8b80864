package org.quarry.editor.steps;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.quarry.engine.Engine;
import org.quarry.engine.LoneNode;
import org.quarry.engine.RunRequest;
import org.quarry.engine.RunResult;
import org.quarry.json.Json;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Tensor;
import org.quarry.workflow.Flow;
import org.quarry.workflow.Flow.FlowNode;
import org.quarry.workflow.Flow.Source;
import org.quarry.workflow.InputPort;

/**
 * Decodes latents as a node of the workflow does: the first that makes pictures of a latent and a model. Takes as long as
 * that node, so not on the event thread.
 */
final class Decoding {
    private final LoneNode decoder;
    private final Map<String, Object> model;
    private final String latent;

    private Decoding(LoneNode decoder, Map<String, Object> model, String latent) {
        this.decoder = decoder;
        this.model = model;
        this.latent = latent;
    }

    /** As a flow decodes; empty if it does not. @throws IllegalStateException if its model cannot be opened */
    static Optional<Decoding> of(Flow flow, Engine engine) {
        return flow.nodes().values().stream()
                .filter(Decoding::decodes)
                .findFirst()
                .map(node -> of(flow, node, engine));
    }

    private static Decoding of(Flow flow, FlowNode node, Engine engine) {
        String model = input(node, port -> isVae(port) && wired(node, port));
        Source source = Objects.requireNonNull(node.sources().get(model), model);
        return new Decoding(
                engine.lone(RunRequest.of(flow), node.name()),
                Map.of(
                        model,
                        value(flow, ((Source.Outputs) source).from().get(0).toString(), engine)),
                input(node, Decoding::isLatent));
    }

    private static String input(FlowNode node, Predicate<InputPort> wanted) {
        return node.descriptor().inputs().stream()
                .filter(wanted)
                .map(InputPort::name)
                .findFirst()
                .orElseThrow();
    }

    /** One of a latent, a model and numbers that stand in the workflow. */
    private static boolean decodes(FlowNode node) {
        List<InputPort> inputs = node.descriptor().inputs();
        return inputs.stream().filter(Decoding::isLatent).count() == 1
                && inputs.stream()
                                .filter(port -> isVae(port) && wired(node, port))
                                .count()
                        == 1
                && inputs.stream()
                        .allMatch(port -> isLatent(port)
                                || isVae(port)
                                || node.sources().get(port.name()) instanceof Source.Constant constant
                                        && (constant.value() instanceof Json.Numeral
                                                || constant.value() instanceof Json.Flag))
                && node.descriptor().outputs().stream()
                        .anyMatch(port -> port.type().javaName().equals(Picture.class.getName()));
    }

    private static boolean isLatent(InputPort port) {
        return port.type().javaName().equals(Tensor.class.getName());
    }

    private static boolean isVae(InputPort port) {
        return port.kind().startsWith("vae");
    }

    private static boolean wired(FlowNode node, InputPort port) {
        return node.sources().get(port.name()) instanceof Source.Outputs;
    }

    /** The model as the run had it, with parts of others; the engine mostly has it still. */
    private static Object value(Flow flow, String from, Engine engine) {
        RunResult result = engine.run(RunRequest.of(flow).to(from), event -> {});
        return result.value(from)
                .orElseThrow(() -> new IllegalStateException(
                        result.failures().isEmpty()
                                ? from + " gives no model"
                                : result.failures().get(0).message()));
    }

    /** The first picture of a batch of latents. */
    Picture picture(Tensor latents) {
        Map<String, Object> given = new HashMap<>(model);
        given.put(latent, latents.rows(0, 1));
        return decoder.run(given).values().stream()
                .flatMap(value -> value instanceof List<?> list ? list.stream() : Stream.of(value))
                .filter(Picture.class::isInstance)
                .map(Picture.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the decoder gave no picture"));
    }
}
