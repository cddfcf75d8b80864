package org.quarry.comfyui;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.quarry.comfyui.ApiGraph.ApiNode;
import org.quarry.comfyui.ApiGraph.Wire;
import org.quarry.comfyui.WorkflowText.Placed;
import org.quarry.json.Json;

/** Nodes that nothing here does the work of: they keep their values and wires, and say so. */
final class Placeholders {
    private static final Pattern PORT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern SEAM =
            Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[^A-Za-z0-9]+");

    private final Draft draft;
    private final Function<Wire, Optional<String>> outputs;

    /** @param outputs what gives the value of a wire, where that needs nothing but the wire */
    Placeholders(Draft draft, Function<Wire, Optional<String>> outputs) {
        this.draft = draft;
        this.outputs = outputs;
    }

    /** The output that stands for a wire from a node that is not known. @param links by input */
    String output(Wire wire, Map<String, String> links) {
        String name = placed(wire.from(), links);
        return name + (wire.output() == 0 ? ".output" : ".output" + (wire.output() + 1));
    }

    /** One that nothing needs: it is muted, so that the rest runs. */
    void alone(ApiNode node) {
        String name = placed(node, Map.of());
        draft.workflow().placed(name).set("switch", Json.of("muted"));
    }

    private String placed(ApiNode node, Map<String, String> links) {
        String slug = slug(node.type());
        String name = draft.name(slug, node, String.join(" ", links.values()));
        if (!draft.workflow().holds(name)) {
            draft.carry(node);
            draft.note(
                    node,
                    "nothing here does the same; node '" + name
                            + "' keeps its place and its values: put others there, or" + " delete it and link past it");
            Placed placed = draft.workflow().node(name, "comfyui:" + slug + "@1", node);
            node.inputs().members().keySet().forEach(input -> input(node, input, placed, links));
        }
        return name;
    }

    private void input(ApiNode node, String input, Placed placed, Map<String, String> links) {
        String port = PORT.matcher(input).matches() ? input : slug(input).replace('-', '_');
        String port2 = port.equals("type") || port.equals("switch") || port.equals("import") ? port + "_" : port;
        Optional<String> from = links.containsKey(input)
                ? Optional.of(links.get(input))
                : draft.graph().wire(node, input).flatMap(outputs);
        from.ifPresentOrElse(
                output -> placed.link(port2, output),
                () -> placed.set(port2, node.inputs().members().getOrDefault(input, Json.of(""))));
    }

    /** {@code ImageBlur} becomes {@code image-blur}. */
    private static String slug(String type) {
        String words =
                SEAM.matcher(type).replaceAll("-").toLowerCase(Locale.ROOT).replaceAll("^[^a-z]+|-+$", "");
        return words.isEmpty() ? "node" : words;
    }
}
