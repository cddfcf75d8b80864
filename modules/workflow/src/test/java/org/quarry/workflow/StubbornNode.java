package org.quarry.workflow;

import java.util.Map;
import org.quarry.node.Call;
import org.quarry.node.NodeException;
import org.quarry.node.NodeFunction;

/** A node that cannot read what its first version wrote, and gives up in two ways. */
public final class StubbornNode implements NodeFunction<StubbornNode.In, StubbornNode.Out> {
    public record In() {}

    public record Out(double value) {}

    @Override
    public Out run(In in, Call call) {
        return new Out(1);
    }

    @Override
    public Map<String, Object> migrate(Map<String, Object> inputs, int version) {
        if (inputs.containsKey("odd")) {
            return Map.of("odd", 'x');
        }
        if (inputs.containsKey("broken")) {
            throw new IllegalStateException("no such thing");
        }
        throw new NodeException("version 1 was withdrawn; draw the node again");
    }
}
