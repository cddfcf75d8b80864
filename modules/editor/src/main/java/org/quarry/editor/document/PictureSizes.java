package org.quarry.editor.document;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.quarry.node.model.ModelDescription;
import org.quarry.workflow.Checked;
import org.quarry.workflow.Input;
import org.quarry.workflow.KnownModels;
import org.quarry.workflow.PlacedNode;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Wire;

/** How large pictures will be that a node decodes from latents: as many times as large as its autoencoder says. */
final class PictureSizes {
    private static final int AXES = 4;

    private PictureSizes() {}

    /** What each output gives, with the shapes of pictures where they are known. It may read a model's settings. */
    static Map<Socket, Wire> filled(Checked checked, KnownModels models) {
        Map<Socket, Wire> wires = new LinkedHashMap<>(checked.wires());
        wires.replaceAll((socket, wire) ->
                wire.type().label().equals("Picture") && wire.shape().isEmpty()
                        ? checked.workflow()
                                .find(socket.node())
                                .flatMap(node -> shape(node, checked.wires(), models))
                                .map(shape -> new Wire(
                                        wire.type(), wire.list(), wire.kind(), shape, wire.perStep(), wire.model()))
                                .orElse(wire)
                        : wire);
        return wires;
    }

    private static Optional<String> shape(PlacedNode node, Map<Socket, Wire> wires, KnownModels models) {
        Optional<List<String>> latent = incoming(node, wires)
                .filter(wire -> wire.kind().startsWith("latent"))
                .map(wire -> List.of(wire.shape().split(",")))
                .filter(sizes -> sizes.size() == AXES)
                .findFirst();
        Optional<Integer> factor = incoming(node, wires)
                .filter(wire -> wire.kind().startsWith("vae") && !wire.model().isEmpty())
                .findFirst()
                .flatMap(wire -> models.describe(wire.model()))
                .map(ModelDescription::sizes)
                .map(sizes -> sizes.get("factor"));
        if (latent.isEmpty() || factor.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of("3," + times(latent.get().get(2), factor.get()) + ","
                + times(latent.get().get(AXES - 1), factor.get()));
    }

    private static Stream<Wire> incoming(PlacedNode node, Map<Socket, Wire> wires) {
        return node.inputs().values().stream()
                .filter(Input.Wires.class::isInstance)
                .flatMap(input -> ((Input.Wires) input).from().stream())
                .filter(wires::containsKey)
                .map(wires::get);
    }

    private static String times(String size, int factor) {
        return size.chars().allMatch(Character::isDigit) && size.length() < 8
                ? String.valueOf(Long.parseLong(size) * factor)
                : "?";
    }
}
