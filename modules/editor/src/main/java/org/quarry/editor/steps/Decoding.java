package org.quarry.editor.steps;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.quarry.engine.Engine;
import org.quarry.node.NodeFunction;
import org.quarry.node.model.Model;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Tensor;
import org.quarry.workflow.Flow;
import org.quarry.workflow.Flow.FlowNode;
import org.quarry.workflow.Flow.Source;
import org.quarry.workflow.InputPort;
import org.quarry.workflow.NodeDescriptor;

/**
 * Decodes latents as a node of the workflow does: the first that makes pictures of a latent and a model. Takes as long as
 * that node, so not on the event thread.
 */
final class Decoding {
    private final NodeFunction<?, ?> function;
    private final Model model;
    private final LoneCall call;

    private Decoding(NodeFunction<?, ?> function, Model model, LoneCall call) {
        this.function = function;
        this.model = model;
        this.call = call;
    }

    /** As a flow decodes; empty if it does not. */
    static Optional<Decoding> of(Flow flow, Engine engine) {
        return flow.nodes().values().stream()
                .filter(node -> decodes(node.descriptor()))
                .findFirst()
                .flatMap(node -> model(flow, node, engine)
                        .map(model -> new Decoding(
                                engine.nodes().function(node.descriptor()), model, new LoneCall(engine.models()))));
    }

    private static boolean decodes(NodeDescriptor node) {
        List<InputPort> inputs = node.inputs();
        return inputs.size() == 2
                && inputs.stream().anyMatch(port -> port.type().javaName().equals(Tensor.class.getName()))
                && inputs.stream().anyMatch(port -> port.kind().startsWith("vae"))
                && node.outputs().stream()
                        .anyMatch(port -> port.type().javaName().equals(Picture.class.getName()));
    }

    private static Optional<Model> model(Flow flow, FlowNode node, Engine engine) {
        return node.descriptor().inputs().stream()
                .filter(port -> port.kind().startsWith("vae"))
                .map(port -> node.sources().get(port.name()))
                .filter(Source.Outputs.class::isInstance)
                .map(source ->
                        flow.nodes().get(((Source.Outputs) source).from().get(0).node()))
                .filter(found -> found != null)
                .findFirst()
                .flatMap(found -> Driver.modelOf(flow, found))
                .map(engine.models()::open);
    }

    /** The first picture of a batch of latents. */
    Picture picture(Tensor latents) {
        return pictures(function, latents.rows(0, 1)).get(0);
    }

    private <I extends Record, O extends Record> List<Picture> pictures(NodeFunction<I, O> node, Tensor latent) {
        O out = node.run(input(node, latent), call);
        List<Picture> pictures = new ArrayList<>();
        for (RecordComponent component : out.getClass().getRecordComponents()) {
            Object value = invoke(() -> component.getAccessor().invoke(out));
            if (value instanceof Picture picture) {
                pictures.add(picture);
            } else if (value instanceof List<?> list) {
                list.stream().filter(Picture.class::isInstance).forEach(one -> pictures.add((Picture) one));
            }
        }
        return pictures;
    }

    @SuppressWarnings("unchecked")
    private <I extends Record> I input(NodeFunction<I, ?> node, Tensor latent) {
        Class<?> type = Arrays.stream(node.getClass().getMethods())
                .filter(method -> method.getName().equals("run") && !method.isBridge())
                .findFirst()
                .orElseThrow()
                .getParameterTypes()[0];
        Object[] arguments = Arrays.stream(type.getRecordComponents())
                .map(component -> component.getType() == Tensor.class ? latent : model)
                .toArray();
        Constructor<?> constructor = type.getConstructors()[0];
        return (I) invoke(() -> constructor.newInstance(arguments));
    }

    private interface Reflective {
        Object go() throws ReflectiveOperationException;
    }

    private static Object invoke(Reflective action) {
        try {
            return action.go();
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause() == null ? e : e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a node's record cannot be read", e);
        }
    }
}
