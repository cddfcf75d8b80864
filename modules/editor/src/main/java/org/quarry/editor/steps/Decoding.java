package org.quarry.editor.steps;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.quarry.engine.Engine;
import org.quarry.engine.RunRequest;
import org.quarry.engine.RunResult;
import org.quarry.json.Json;
import org.quarry.node.NodeFunction;
import org.quarry.node.model.Model;
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
    private final NodeFunction<?, ?> function;
    private final FlowNode node;
    private final Model model;
    private final LoneCall call;

    private Decoding(NodeFunction<?, ?> function, FlowNode node, Model model, LoneCall call) {
        this.function = function;
        this.node = node;
        this.model = model;
        this.call = call;
    }

    /** As a flow decodes; empty if it does not. @throws IllegalStateException if its model cannot be opened */
    static Optional<Decoding> of(Flow flow, Engine engine) {
        return flow.nodes().values().stream()
                .filter(Decoding::decodes)
                .findFirst()
                .map(node -> new Decoding(
                        engine.nodes().function(node.descriptor()),
                        node,
                        model(flow, node, engine),
                        new LoneCall(engine.models())));
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
    private static Model model(Flow flow, FlowNode node, Engine engine) {
        String from = node.descriptor().inputs().stream()
                .filter(Decoding::isVae)
                .map(port -> node.sources().get(port.name()))
                .filter(Source.Outputs.class::isInstance)
                .map(source -> ((Source.Outputs) source).from().get(0).toString())
                .findFirst()
                .orElseThrow();
        RunResult result = engine.run(RunRequest.of(flow).to(from), event -> {});
        return result.value(from)
                .map(Model.class::cast)
                .orElseThrow(() -> new IllegalStateException(
                        result.failures().isEmpty()
                                ? from + " gives no model"
                                : result.failures().get(0).message()));
    }

    /** The first picture of a batch of latents. */
    Picture picture(Tensor latents) {
        return pictures(function, latents.rows(0, 1)).get(0);
    }

    private <I extends Record, O extends Record> List<Picture> pictures(NodeFunction<I, O> decoder, Tensor latent) {
        O out = decoder.run(input(decoder, latent), call);
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
    private <I extends Record> I input(NodeFunction<I, ?> decoder, Tensor latent) {
        Class<?> type = Arrays.stream(decoder.getClass().getMethods())
                .filter(method -> method.getName().equals("run") && !method.isBridge())
                .findFirst()
                .orElseThrow()
                .getParameterTypes()[0];
        Object[] arguments = Arrays.stream(type.getRecordComponents())
                .map(component -> argument(component, latent))
                .toArray();
        Constructor<?> constructor = type.getConstructors()[0];
        return (I) invoke(() -> constructor.newInstance(arguments));
    }

    private Object argument(RecordComponent component, Tensor latent) {
        if (component.getType() == Tensor.class) {
            return latent;
        } else if (component.getType() == Model.class) {
            return model;
        }
        if (!(node.sources().get(component.getName()) instanceof Source.Constant constant)) {
            throw new IllegalStateException(node.name() + "." + component.getName() + " is no value");
        } else if (constant.value() instanceof Json.Flag flag) {
            return flag.value();
        }
        BigDecimal number = ((Json.Numeral) constant.value()).value();
        if (component.getType() == int.class) {
            return number.intValueExact();
        }
        return component.getType() == long.class ? (Object) number.longValueExact() : (Object) number.doubleValue();
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
