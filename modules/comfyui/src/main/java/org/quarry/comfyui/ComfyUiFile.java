package org.quarry.comfyui;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.quarry.json.Json;
import org.quarry.json.JsonException;
import org.quarry.json.JsonLimits;
import org.quarry.json.JsonReader;
import org.quarry.node.NodeException;
import org.quarry.node.extension.Extension;
import org.quarry.node.extension.WorkflowImporter;

/**
 * What ComfyUI saves: with "Save", the graph as it stands on the canvas; with "Export (API)", an object of nodes by number,
 * each with its class and its inputs; and both in each picture that it makes.
 */
@Extension(
        id = "quarry:comfyui",
        name = "ComfyUI",
        endings = {".json", ".png"},
        doc = "Makes a workflow of a graph of ComfyUI, in either of its forms or in a picture that it made. Runs"
                + " from text or pictures, inpainting, LoRAs and ControlNets become nodes that do the same; what"
                + " has no counterpart becomes a placeholder.")
public final class ComfyUiFile implements WorkflowImporter {
    @Override
    public boolean recognises(String text) {
        try {
            // Cheap for the many files that are something else.
            return (text.contains("\"class_type\"") || text.contains("\"links\""))
                    && root(text) instanceof Json.Members members
                    && (api(members).isPresent() || UiGraph.recognises(members));
        } catch (JsonException e) {
            return false;
        }
    }

    @Override
    public Imported read(String text) {
        try {
            Json.Members root = (Json.Members) root(text);
            Optional<Json.Members> api = api(root);
            if (api.isPresent()) {
                return new Translation(new ApiGraph(api.get()), Canvas.EMPTY).workflow();
            }
            UiGraph graph = new UiGraph(root);
            return new Translation(new ApiGraph(graph.nodes()), graph.canvas()).workflow();
        } catch (JsonException e) {
            throw new NodeException("", "the file is no JSON: " + e.getMessage(), e);
        }
    }

    /** The nodes of the form for the API, which some programs put into a member of its own. */
    private static Optional<Json.Members> api(Json.Members root) {
        Json inner = root.member("prompt").orElse(root);
        boolean api = inner instanceof Json.Members nodes
                && !nodes.members().isEmpty()
                && nodes.members().values().stream()
                        .allMatch(node -> node instanceof Json.Members members
                                && members.member("class_type").isPresent());
        return api ? Optional.of((Json.Members) inner) : Optional.empty();
    }

    private static Json root(String text) throws JsonException {
        return JsonReader.read(text.getBytes(StandardCharsets.UTF_8), JsonLimits.DEFAULT)
                .root();
    }
}
