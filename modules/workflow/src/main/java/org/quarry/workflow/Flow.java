package org.quarry.workflow;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.quarry.json.Json;

/**
 * A checked workflow in the form that runs: components replaced by their content, muted and bypassed nodes gone, defaults
 * filled in, every wire's ends there, no cycle.
 *
 * @param nodes by name, each after all that it needs; a node inside a component is named {@code instance/node}
 */
public record Flow(Map<String, FlowNode> nodes) {
    /** Copies the map, keeping its order. */
    public Flow {
        nodes = Collections.unmodifiableMap(new LinkedHashMap<>(nodes));
    }

    /**
     * A node that can run.
     *
     * @param name unique in the flow
     * @param descriptor what it declares
     * @param sources for every declared input except an optional one that is not linked
     * @param perStep whether it is evaluated anew at each step of a driver
     */
    public record FlowNode(String name, NodeDescriptor descriptor, Map<String, Source> sources, boolean perStep) {
        /** Copies the map, in the order of the declared inputs. */
        public FlowNode {
            sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
        }
    }

    /** Where an input's value comes from. */
    public sealed interface Source {
        /** A value from the file, or a default; already checked against the port's type and range. */
        record Constant(Json value) implements Source {}

        /** Outputs of other nodes: one, or for a list any number. */
        record Outputs(List<Socket> from) implements Source {
            /** Copies the list. */
            public Outputs {
                from = List.copyOf(from);
            }
        }
    }
}
