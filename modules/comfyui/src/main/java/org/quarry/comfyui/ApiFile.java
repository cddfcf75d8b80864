package org.quarry.comfyui;

import java.nio.charset.StandardCharsets;
import org.quarry.json.Json;
import org.quarry.json.JsonException;
import org.quarry.json.JsonLimits;
import org.quarry.json.JsonReader;
import org.quarry.node.NodeException;
import org.quarry.node.extension.Extension;
import org.quarry.node.extension.WorkflowImporter;

/** What ComfyUI's "Export (API)" writes: an object of nodes by number, each with its class and its inputs. */
@Extension(
        id = "quarry:comfyui",
        name = "ComfyUI, API format",
        endings = ".json",
        doc = "Makes a workflow of a graph from text to image that ComfyUI exported for its API, with its LoRAs and"
                + " ControlNets, models in several files and runs in several parts.")
public final class ApiFile implements WorkflowImporter {
    @Override
    public boolean recognises(String text) {
        try {
            // Cheap for the many files that are something else.
            return text.contains("\"class_type\"")
                    && root(text) instanceof Json.Members nodes
                    && nodes.members().values().stream()
                            .allMatch(node -> node instanceof Json.Members members
                                    && members.member("class_type").isPresent());
        } catch (JsonException e) {
            return false;
        }
    }

    @Override
    public Imported read(String text) {
        try {
            return new Translation(new ApiGraph((Json.Members) root(text))).workflow();
        } catch (JsonException e) {
            throw new NodeException("", "the file is no JSON: " + e.getMessage(), e);
        }
    }

    private static Json root(String text) throws JsonException {
        return JsonReader.read(text.getBytes(StandardCharsets.UTF_8), JsonLimits.DEFAULT)
                .root();
    }
}
