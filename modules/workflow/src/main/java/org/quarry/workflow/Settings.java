package org.quarry.workflow;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.quarry.json.Json;
import org.quarry.node.NodeException;
import org.quarry.node.Param;

/** Sets parameters of a workflow by their written names, {@code node.parameter}, as a command line or a program does. */
public final class Settings {
    private static final int LONGEST_NUMBER = 100;
    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]{1,4})?");

    private final NodeCatalog catalog;
    private final PortFinder ports;

    /** Settings of the nodes and components at hand. */
    public Settings(NodeCatalog catalog, Components components) {
        this.catalog = catalog;
        this.ports = new PortFinder(catalog, components);
    }

    /**
     * The workflow with one parameter set; a link that was there is gone.
     *
     * @param socket {@code node.parameter}; of a component's instance {@code instance.input}
     * @param text as a user types it: {@code 7.5}, {@code true}, {@code euler-ancestral}, a prompt without quotation marks
     * @throws NodeException if there is no such parameter, or the text does not fit it
     */
    public Workflow set(Workflow workflow, String socket, String text) {
        Workflow current = new Migration(catalog).carry(workflow);
        Socket at = socket(socket);
        return set(current, at, value(port(current, at), text));
    }

    /**
     * The workflow with one parameter set; a link that was there is gone.
     *
     * @param socket {@code node.parameter}; of a component's instance {@code instance.input}
     * @throws NodeException if there is no such parameter, or the value does not fit it
     */
    public Workflow set(Workflow workflow, String socket, Json value) {
        return set(new Migration(catalog).carry(workflow), socket(socket), value);
    }

    /**
     * What {@link #set(Workflow, String, String)} would put there.
     *
     * @throws NodeException if there is no such parameter, or the text does not fit it
     */
    public Json value(Workflow workflow, String socket, String text) {
        Workflow current = new Migration(catalog).carry(workflow);
        Socket at = socket(socket);
        Json value = value(port(current, at), text);
        set(current, at, value);
        return value;
    }

    /**
     * Other seeds for a workflow, another picture: a value for each seed that is not linked. Of each kind of node the first
     * one gets the given value. Those that differ from it count on from there in the order of the workflow, and those that
     * are equal stay equal: six pictures of six seeds are six pictures again.
     *
     * @param first read as unsigned; what lies beyond 2^64 - 1 begins again at 0
     */
    public Map<Socket, Json> seeds(Workflow workflow, long first) {
        Map<String, List<Json>> distinct = new HashMap<>();
        Map<Socket, Json> seeds = new LinkedHashMap<>();
        for (Socket socket : seeds(workflow)) {
            List<Json> known = distinct.computeIfAbsent(
                    placed(workflow, socket).type().id() + "." + socket.port(), kind -> new ArrayList<>());
            Json old = seed(workflow, socket);
            if (!known.contains(old)) {
                known.add(old);
            }
            seeds.put(socket, seed(first + known.indexOf(old)));
        }
        return seeds;
    }

    private Json seed(Workflow workflow, Socket seed) {
        PlacedNode node = placed(workflow, seed);
        return node.inputs().get(seed.port()) instanceof Input.Value written
                ? written.value()
                : port(workflow, seed).param().map(ParamSpec::initial).orElse(seed(0));
    }

    private static Json seed(long value) {
        return new Json.Numeral(new BigDecimal(Long.toUnsignedString(value)));
    }

    private static PlacedNode placed(Workflow workflow, Socket at) {
        return Objects.requireNonNull(workflow.nodes().get(at.node()), at.node());
    }

    /** The seeds of a workflow's nodes that are not linked: what a new picture is drawn from. */
    List<Socket> seeds(Workflow workflow) {
        List<Socket> seeds = new ArrayList<>();
        workflow.nodes()
                .forEach((name, node) -> ports.of(node).forEach((input, port) -> {
                    boolean seed = port.param()
                            .filter(param -> param.role() == Param.Role.SEED)
                            .isPresent();
                    if (seed && !(node.inputs().get(input) instanceof Input.Wires)) {
                        seeds.add(new Socket(name, input));
                    }
                }));
        return seeds;
    }

    private Workflow set(Workflow workflow, Socket at, Json value) {
        Problems problems = new Problems();
        new ParameterCheck(problems).check(at, port(workflow, at), value);
        List<Problem> found = problems.inOrderOf(workflow);
        if (!found.isEmpty()) {
            throw refusal(at, found.get(0).sentence());
        }
        return workflow.with(at, new Input.Value(value));
    }

    private static Socket socket(String written) {
        try {
            return Socket.parse(written);
        } catch (IllegalArgumentException e) {
            throw new NodeException("", "found '" + written + "'; wanted a parameter like prompt.text", e);
        }
    }

    private InputPort port(Workflow workflow, Socket at) {
        PlacedNode node = workflow.nodes().get(at.node());
        if (node == null) {
            String nearest =
                    new Suggestions().nearest(at.node(), workflow.nodes().keySet());
            String known = workflow.nodes().isEmpty()
                    ? "the workflow has no nodes"
                    : "there are " + Phrases.list(workflow.nodes().keySet());
            throw refusal(at, "there is no node '" + at.node() + "'" + Phrases.instead(nearest, known));
        }
        Map<String, InputPort> known = ports.of(node);
        InputPort port = known.get(at.port());
        if (port == null) {
            throw refusal(at, why(node, at.port(), known));
        }
        return port;
    }

    private String why(PlacedNode node, String port, Map<String, InputPort> known) {
        if (node.component().isEmpty() && catalog.find(node.type().id()).isEmpty()) {
            return "no installed module brings '" + node.type().id() + "', so nothing is known of its parameters";
        }
        List<String> parameters = known.entrySet().stream()
                .filter(entry -> entry.getValue().param().isPresent())
                .map(Map.Entry::getKey)
                .toList();
        String nearest = new Suggestions().nearest(port, parameters);
        return "the node has no parameter '" + port + "'"
                + Phrases.instead(nearest, Phrases.has(parameters, "parameter"));
    }

    /** A text that does not fit becomes a text, so that the check finds the words for it. */
    private static Json value(InputPort port, String text) {
        boolean number = port.param().filter(param -> param.choices().isEmpty()).isPresent()
                && List.of("int", "long", "double").contains(port.type().javaName());
        if (number && text.length() <= LONGEST_NUMBER && NUMBER.matcher(text).matches()) {
            return new Json.Numeral(new BigDecimal(text));
        }
        boolean flag = port.type().javaName().equals("boolean") && (text.equals("true") || text.equals("false"));
        return flag ? Json.of(text.equals("true")) : Json.of(text);
    }

    private static NodeException refusal(Socket at, String sentence) {
        return new NodeException("cannot set '" + at + "': " + sentence);
    }
}
