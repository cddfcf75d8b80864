package org.quarry.editor.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quarry.editor.picture.LatentColours;
import org.quarry.editor.picture.ValuePictures;
import org.quarry.engine.RunResult;
import org.quarry.node.Effect;
import org.quarry.tensor.Mask;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Tensor;
import org.quarry.workflow.Flow;
import org.quarry.workflow.Flow.FlowNode;
import org.quarry.workflow.InputPort;
import org.quarry.workflow.Socket;

/** The pictures that a run's nodes give, and those that its last nodes show or write. */
final class RunPictures {
    private final ValuePictures values;

    /** @param values shows what modules bring */
    RunPictures(ValuePictures values) {
        this.values = values;
    }

    /** By the node that gives or takes them; what is no longer in the engine's cache is left out. */
    Map<String, List<Picture>> of(Flow flow, RunResult result) {
        Map<String, List<Picture>> pictures = new LinkedHashMap<>();
        for (FlowNode node : flow.nodes().values()) {
            List<Picture> own = node.perStep() ? List.of() : pictures(node, result);
            if (!own.isEmpty()) {
                pictures.put(node.name(), own);
            }
        }
        return pictures;
    }

    /** Masks are seen where there is nothing else to look at: of an opaque picture the mask is all white. */
    private List<Picture> pictures(FlowNode node, RunResult result) {
        List<Picture> pictures = new ArrayList<>();
        List<Picture> masks = new ArrayList<>();
        for (Socket socket : sockets(node)) {
            result.value(socket.toString()).ifPresent(value -> add(value, pictures, masks));
        }
        return List.copyOf(pictures.isEmpty() ? masks : pictures);
    }

    /** A node's outputs; of one that acts on the world, which has none to look at, what comes to it. */
    private static List<Socket> sockets(FlowNode node) {
        List<Socket> sockets = new ArrayList<>();
        node.descriptor().outputs().forEach(port -> sockets.add(new Socket(node.name(), port.name())));
        Effect effect = node.descriptor().effect();
        if (effect == Effect.SHOWS || effect == Effect.WRITES) {
            node.sources().values().forEach(source -> {
                if (source instanceof Flow.Source.Outputs outputs) {
                    sockets.addAll(outputs.from());
                }
            });
        }
        return sockets;
    }

    private void add(Object value, List<Picture> to, List<Picture> masks) {
        if (value instanceof Picture picture) {
            to.add(picture);
        } else if (value instanceof Mask mask) {
            masks.add(mask.picture());
        } else if (value instanceof List<?> list) {
            list.forEach(one -> add(one, to, masks));
        } else if (value instanceof Optional<?> optional) {
            optional.ifPresent(one -> add(one, to, masks));
        } else {
            values.of(value).ifPresent(to::add);
        }
    }

    /** What the first node that makes a picture of a latent shows of the latent's colours. */
    Optional<LatentColours> colours(Flow flow, RunResult result) {
        for (FlowNode node : flow.nodes().values()) {
            for (InputPort port : node.descriptor().inputs()) {
                if (port.kind().startsWith("latent")
                        && node.sources().get(port.name()) instanceof Flow.Source.Outputs outputs) {
                    Optional<Tensor> latent = result.value(outputs.from().get(0).toString())
                            .filter(Tensor.class::isInstance)
                            .map(Tensor.class::cast)
                            .filter(LatentColours::fits);
                    List<Picture> own = pictures(node, result);
                    if (latent.isPresent() && !own.isEmpty()) {
                        return LatentColours.fitted(latent.get(), own.get(0));
                    }
                }
            }
        }
        return Optional.empty();
    }
}
