package org.quarry.workflow;

import java.util.List;
import org.quarry.json.Json;
import org.quarry.json.JsonException;
import org.quarry.node.ApiVersion;

/**
 * What a module brings, as the index in its jar says.
 *
 * @param name its code name, with its version
 * @param api the version of the node API that it was compiled against
 * @param nodes empty if this version of the API does not accept that one
 * @param extensions empty if this version of the API does not accept that one
 */
public record ModuleIndex(
        String name, ApiVersion api, List<NodeDescriptor> nodes, List<ExtensionDescriptor> extensions) {
    /** Copies the lists. */
    public ModuleIndex {
        nodes = List.copyOf(nodes);
        extensions = List.copyOf(extensions);
    }

    /**
     * Reads an index.
     *
     * @throws JsonException if it is not an index; the message names the node and the member
     */
    public static ModuleIndex read(Json json) throws JsonException {
        return NodeIndex.read(json);
    }
}
