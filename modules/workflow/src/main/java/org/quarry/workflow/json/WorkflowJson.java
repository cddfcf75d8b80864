package org.quarry.workflow.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.quarry.json.Json;
import org.quarry.json.JsonException;
import org.quarry.workflow.ComponentInterface;
import org.quarry.workflow.Input;
import org.quarry.workflow.Layout;
import org.quarry.workflow.NodeType;
import org.quarry.workflow.PlacedNode;
import org.quarry.workflow.PlacedNode.ComponentLink;
import org.quarry.workflow.PlacedNode.Mode;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Workflow;

/**
 * The format, read. A node is one object: {@code type}, what else Quarry says of it, and its inputs. What Quarry says is
 * named by Java's keywords, {@code switch} and {@code import}, because no port can ever have such a name; members whose
 * names are no Java names at all are extras.
 */
final class WorkflowJson {
    static final String TYPE = "type";
    static final String MODE = "switch";
    static final String COMPONENT = "import";
    static final String FROM = "from";

    private static final Set<String> TOP =
            Set.of(FormatMigrations.COUNTER, "title", "component", "nodes", "layout", "frames", "notes");
    private static final Pattern PORT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private WorkflowJson() {}

    static Workflow workflow(Fields file) throws JsonException {
        Map<String, PlacedNode> nodes = new LinkedHashMap<>();
        Fields written = file.object("nodes");
        if (written.members().size() > WorkflowReader.MOST_NODES) {
            throw file.at(
                    "nodes",
                    "the workflow has " + written.members().size() + " nodes, more than the "
                            + WorkflowReader.MOST_NODES + " allowed");
        }
        for (String name : written.members().keySet()) {
            if (!Workflow.isNodeName(name)) {
                throw written.at(
                        name,
                        "found a node named '" + shortened(name)
                                + "'; wanted a name of 1 to 200 letters without '.' and '/'");
            }
            nodes.put(name, node(written.object(name)));
        }
        Optional<ComponentInterface> component =
                file.has("component") ? Optional.of(component(file.object("component"))) : Optional.empty();
        return new Workflow(file.text("title", ""), nodes, component, layout(file), file.without(TOP));
    }

    private static PlacedNode node(Fields node) throws JsonException {
        Map<String, Input> inputs = new LinkedHashMap<>();
        Map<String, Json> extras = new LinkedHashMap<>();
        for (Map.Entry<String, Json> member : node.members().entrySet()) {
            String name = member.getKey();
            if (name.equals(TYPE) || name.equals(MODE) || name.equals(COMPONENT)) {
                continue;
            }
            if (PORT.matcher(name).matches()) {
                inputs.put(name, input(node, name, member.getValue()));
            } else {
                extras.put(name, member.getValue());
            }
        }
        return new PlacedNode(type(node), inputs, mode(node), link(node), extras);
    }

    private static NodeType type(Fields node) throws JsonException {
        try {
            return NodeType.parse(node.text(TYPE));
        } catch (IllegalArgumentException e) {
            throw node.at(TYPE, String.valueOf(e.getMessage()));
        }
    }

    private static Mode mode(Fields node) throws JsonException {
        String written = node.text(MODE, "active");
        return switch (written) {
            case "active" -> Mode.ACTIVE;
            case "muted" -> Mode.MUTED;
            case "bypassed" -> Mode.BYPASSED;
            default ->
                throw node.at(
                        MODE, "found \"switch\": \"" + shortened(written) + "\"; wanted active, muted or bypassed");
        };
    }

    private static Optional<ComponentLink> link(Fields node) throws JsonException {
        if (!node.has(COMPONENT)) {
            return Optional.empty();
        }
        Fields link = node.object(COMPONENT);
        return Optional.of(
                new ComponentLink(link.text("file"), link.text("hash", ""), link.without(Set.of("file", "hash"))));
    }

    private static Input input(Fields node, String name, Json value) throws JsonException {
        if (isWire(value)) {
            return new Input.Wires(List.of(socket(node, name, value)));
        }
        if (value instanceof Json.Elements array && array.elements().stream().allMatch(WorkflowJson::isWire)) {
            List<Socket> from = new ArrayList<>();
            for (Json element : array.elements()) {
                from.add(socket(node, name, element));
            }
            return new Input.Wires(from);
        }
        return new Input.Value(value);
    }

    private static boolean isWire(Json value) {
        return value instanceof Json.Members object
                && object.members().size() == 1
                && object.members().containsKey(FROM);
    }

    private static Socket socket(Fields fields, String member, Json wire) throws JsonException {
        Json from = ((Json.Members) wire).members().get(FROM);
        if (!(from instanceof Json.Text text)) {
            throw fields.at(member, "'from' is " + kind(from) + ", wanted a port like \"unet.prediction\"");
        }
        return socket(fields, member, text.text());
    }

    private static Socket socket(Fields fields, String member, String written) throws JsonException {
        try {
            return Socket.parse(written);
        } catch (IllegalArgumentException e) {
            throw fields.at(member, String.valueOf(e.getMessage()));
        }
    }

    private static String kind(@org.jspecify.annotations.Nullable Json value) {
        return value == null ? "missing" : value.kind();
    }

    private static ComponentInterface component(Fields component) throws JsonException {
        Map<String, List<Socket>> inputs = new LinkedHashMap<>();
        Fields writtenInputs = component.object("inputs");
        for (String name : writtenInputs.members().keySet()) {
            checkPort(writtenInputs, name);
            List<Socket> fed = new ArrayList<>();
            for (Json inner : writtenInputs.elements(name)) {
                if (!(inner instanceof Json.Text text)) {
                    throw writtenInputs.at(name, "found " + inner.kind() + ", wanted a port like \"prompt.text\"");
                }
                fed.add(socket(writtenInputs, name, text.text()));
            }
            if (fed.isEmpty()) {
                throw writtenInputs.at(name, "input '" + name + "' feeds nothing; wanted a port like \"prompt.text\"");
            }
            inputs.put(name, fed);
        }
        Map<String, Socket> outputs = new LinkedHashMap<>();
        Fields writtenOutputs = component.object("outputs");
        for (String name : writtenOutputs.members().keySet()) {
            checkPort(writtenOutputs, name);
            outputs.put(name, socket(writtenOutputs, name, writtenOutputs.text(name)));
        }
        return new ComponentInterface(
                type(component),
                component.text("doc", ""),
                inputs,
                outputs,
                component.without(Set.of(TYPE, "doc", "inputs", "outputs")));
    }

    private static void checkPort(Fields ports, String name) throws JsonException {
        boolean reserved = name.equals(TYPE) || name.equals(MODE) || name.equals(COMPONENT);
        if (reserved || !PORT.matcher(name).matches()) {
            throw ports.at(
                    name,
                    "found a port named '" + shortened(name)
                            + "'; wanted a name of letters, digits and _ that is none of type, switch, import");
        }
    }

    private static Layout layout(Fields file) throws JsonException {
        Map<String, Layout.Place> places = new LinkedHashMap<>();
        Fields written = file.object("layout");
        for (String name : written.members().keySet()) {
            Fields place = written.object(name);
            double[] at = place.numbers("at", 2);
            places.put(name, new Layout.Place(at[0], at[1], place.without(Set.of("at"))));
        }
        List<Layout.Frame> frames = new ArrayList<>();
        for (Fields frame : file.objects("frames")) {
            double[] at = frame.numbers("at", 2);
            double[] size = frame.numbers("size", 2);
            frames.add(new Layout.Frame(
                    frame.text("title", ""),
                    at[0],
                    at[1],
                    size[0],
                    size[1],
                    frame.text("colour", ""),
                    frame.without(Set.of("title", "at", "size", "colour"))));
        }
        List<Layout.Note> notes = new ArrayList<>();
        for (Fields note : file.objects("notes")) {
            double[] at = note.numbers("at", 2);
            notes.add(new Layout.Note(
                    note.text("text"),
                    at[0],
                    at[1],
                    note.number("width"),
                    note.without(Set.of("text", "at", "width"))));
        }
        return new Layout(places, frames, notes);
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 57) + "…";
    }
}
