package org.quarry.workflow;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.quarry.json.Json;

/**
 * A node in a workflow. Nothing in it needs the node's module to be there, so a workflow with an unknown node is edited
 * and saved without loss.
 *
 * @param type which node it is; of a component the component's own id and version
 * @param inputs by port name, in the order of the file
 * @param mode whether it takes part
 * @param component the file it stands for, if it is an instance of a component
 * @param extras members of the file that this version does not know; kept as they are
 */
public record PlacedNode(
        NodeType type,
        Map<String, Input> inputs,
        Mode mode,
        Optional<ComponentLink> component,
        Map<String, Json> extras) {
    /** Copies the maps, keeping their order. */
    public PlacedNode {
        inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        extras = Collections.unmodifiableMap(new LinkedHashMap<>(extras));
    }

    /** An active node of a type without anything at its inputs. */
    public static PlacedNode of(NodeType type) {
        return new PlacedNode(type, Map.of(), Mode.ACTIVE, Optional.empty(), Map.of());
    }

    /** This node with something else at one input. */
    public PlacedNode with(String input, Input value) {
        Map<String, Input> changed = new LinkedHashMap<>(inputs);
        changed.put(input, value);
        return withInputs(changed);
    }

    /** This node with other inputs. */
    public PlacedNode withInputs(Map<String, Input> changed) {
        return new PlacedNode(type, changed, mode, component, extras);
    }

    /** This node in another mode. */
    public PlacedNode with(Mode changed) {
        return new PlacedNode(type, inputs, changed, component, extras);
    }

    /** Whether a node takes part in a run. */
    public enum Mode {
        /** It does. */
        ACTIVE,
        /**
         * It does not, nor does anything that needs it. An input that may stay unlinked, or takes a list, does without
         * the wires of muted nodes.
         */
        MUTED,
        /** Its declared outputs pass on their declared inputs. */
        BYPASSED
    }

    /**
     * The workflow file that a component instance stands for.
     *
     * @param file relative to the file it is written in
     * @param hash of the file's bytes when it was linked, {@code sha256:…}; empty if any content will do
     * @param extras members of the file that this version does not know; kept as they are
     */
    public record ComponentLink(String file, String hash, Map<String, Json> extras) {
        /** Copies the map, keeping its order. */
        public ComponentLink {
            extras = Collections.unmodifiableMap(new LinkedHashMap<>(extras));
        }
    }
}
