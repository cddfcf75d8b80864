package org.quarry.engine;

import java.util.List;
import java.util.Optional;
import org.quarry.json.Json;
import org.quarry.json.JsonWriter;
import org.quarry.node.Effect;
import org.quarry.node.Param;
import org.quarry.node.model.ModelRequest;
import org.quarry.workflow.NodeDescriptor;
import org.quarry.workflow.ParamSpec;

/**
 * The keys of all nodes of a graph: each over the node's type, its parameters, the content of the files and models that
 * these name, and the keys of what it reads. One pass in the order of the graph; names do not matter.
 */
final class Keys {
    private final Graph graph;
    private final Contents contents;
    private final Key.Writer writer = new Key.Writer();
    private final Key[] keys;
    private final boolean[] sound;
    private final Trace[] traces;

    private Keys(Graph graph, Contents contents) {
        this.graph = graph;
        this.contents = contents;
        keys = new Key[graph.size()];
        sound = new boolean[graph.size()];
        traces = new Trace[graph.size()];
        for (int node = 0; node < keys.length; node++) {
            compute(node);
        }
    }

    static Keys of(Graph graph, Contents contents) {
        return new Keys(graph, contents);
    }

    Key key(int node) {
        return keys[node];
    }

    /** Whether a result may be kept under the node's key: the key says all, and the node does nothing but compute. */
    boolean keepable(int node) {
        return sound[node] && !graph.acts(node) && !graph.perStep(node);
    }

    /** Whether the key says all that the result depends on. */
    boolean sound(int node) {
        return sound[node];
    }

    Trace trace(int node) {
        return traces[node];
    }

    private void compute(int node) {
        NodeDescriptor descriptor = graph.descriptor(node);
        Inlet[] inlets = graph.inlets(node);
        Trace.Mark[] marks = new Trace.Mark[inlets.length];
        writer.text(descriptor.type().id()).number(descriptor.type().version()).text(descriptor.module());
        sound[node] = descriptor.effect() != Effect.WRITES;
        for (int i = 0; i < inlets.length; i++) {
            writer.text(inlets[i].port.name());
            marks[i] =
                    inlets[i].constant == null ? wires(node, inlets[i]) : constant(node, inlets[i], inlets[i].constant);
        }
        keys[node] = writer.finish();
        traces[node] = new Trace(descriptor.type().toString(), keys[node], marks);
    }

    private Trace.Mark constant(int node, Inlet inlet, Json constant) {
        String text = JsonWriter.line(constant);
        Optional<String> content = Optional.of("");
        if (constant instanceof Json.Text named) {
            if (namesModel(inlet)) {
                content = contents.model(named.text());
            } else if (hasRole(inlet, Param.Role.MODEL_PARTS)) {
                content = contents.models(ModelRequest.namesIn(named.text()));
            } else if (namesFile(node, inlet)) {
                content = contents.file(named.text());
            } else {
                content = Optional.of(contributor(inlet, named.text()));
            }
        }
        sound[node] &= content.isPresent();
        writer.text(text).text(content.orElse(""));
        return new Trace.Mark(inlet, text, content.orElse(""), new Key[0]);
    }

    private Trace.Mark wires(int node, Inlet inlet) {
        // Which model or file a wire will name is not known before the run.
        sound[node] &= !namesModel(inlet) && !hasRole(inlet, Param.Role.MODEL_PARTS) && !namesFile(node, inlet);
        Key[] sources = new Key[inlet.nodes.length];
        writer.number(sources.length);
        for (int i = 0; i < sources.length; i++) {
            int source = inlet.nodes[i];
            sources[i] = keys[source];
            sound[node] &= sound[source];
            writer.key(sources[i]).number(inlet.outputs[i]);
        }
        return new Trace.Mark(inlet, "", "", sources);
    }

    /** The module that brings a choice, with its version; empty for a node's own choices and for other texts. */
    private static String contributor(Inlet inlet, String written) {
        return inlet.port.param().map(ParamSpec::choices).orElse(List.of()).stream()
                .filter(choice -> choice.name().equals(written))
                .map(ParamSpec.Choice::module)
                .findFirst()
                .orElse("");
    }

    static boolean namesModel(Inlet inlet) {
        return hasRole(inlet, Param.Role.MODEL);
    }

    private static boolean hasRole(Inlet inlet, Param.Role role) {
        return inlet.port.param().filter(param -> param.role() == role).isPresent();
    }

    private boolean namesFile(int node, Inlet inlet) {
        return graph.descriptor(node).effect() == Effect.READS
                && inlet.port.type().javaName().equals("java.nio.file.Path");
    }
}
