package org.quarry.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.quarry.json.Json;
import org.quarry.json.JsonException;
import org.quarry.node.ApiVersion;
import org.quarry.node.Effect;
import org.quarry.node.Param;

/** Reads what a module's index says. Members that are left out have their defaults. */
final class NodeIndex {
    private final Json.Members object;
    private final String place;

    private NodeIndex(Json json, String place) throws JsonException {
        if (!(json instanceof Json.Members members)) {
            throw new JsonException(place + ": found " + json.kind() + ", wanted an object");
        }
        this.object = members;
        this.place = place;
    }

    /** @throws JsonException if it is not an index; the message names the node and the member */
    static ModuleIndex read(Json json) throws JsonException {
        NodeIndex index = new NodeIndex(json, "the index");
        String module = index.text("module");
        ApiVersion api = index.api();
        // What another version of the API declares, this one may not be able to read.
        if (!ApiVersion.CURRENT.accepts(api)) {
            return new ModuleIndex(module, api, List.of(), List.of());
        }
        List<NodeDescriptor> nodes = new ArrayList<>();
        for (Json node : index.elements("nodes")) {
            nodes.add(new NodeIndex(node, "node " + nodes.size()).named("node").node(module));
        }
        List<ExtensionDescriptor> extensions = new ArrayList<>();
        for (Json extension : index.elements("extensions")) {
            extensions.add(new NodeIndex(extension, "extension " + extensions.size())
                    .named("extension")
                    .extension(module));
        }
        return new ModuleIndex(module, api, nodes, extensions);
    }

    private ApiVersion api() throws JsonException {
        try {
            return ApiVersion.parse(text("api", "1.0"));
        } catch (IllegalArgumentException e) {
            throw new JsonException(place + ": " + e.getMessage(), e);
        }
    }

    private ExtensionDescriptor extension(String module) throws JsonException {
        return new ExtensionDescriptor(
                text("id"),
                text("name", text("id")),
                text("doc", ""),
                module,
                text("class"),
                texts("implements"),
                text("value", ""),
                text("color", ""),
                texts("endings"));
    }

    private NodeIndex named(String what) throws JsonException {
        return new NodeIndex(object, what + " '" + text("id") + "'");
    }

    private NodeDescriptor node(String module) throws JsonException {
        List<InputPort> inputs = new ArrayList<>();
        for (Json input : elements("inputs")) {
            inputs.add(new NodeIndex(input, place + ", an input").input());
        }
        List<OutputPort> outputs = new ArrayList<>();
        for (Json output : elements("outputs")) {
            outputs.add(new NodeIndex(output, place + ", an output").output());
        }
        return new NodeDescriptor(
                type(),
                text("name"),
                text("category", ""),
                text("doc", ""),
                constant("effect", Effect.NONE),
                texts("keywords"),
                module,
                text("class"),
                inputs,
                outputs,
                flag("readsStep"),
                flag("remembers"));
    }

    private NodeType type() throws JsonException {
        String written = text("id") + "@" + (int) number("version", 1);
        try {
            return NodeType.parse(written);
        } catch (IllegalArgumentException e) {
            throw new JsonException(place + ": " + e.getMessage(), e);
        }
    }

    private InputPort input() throws JsonException {
        Optional<ParamSpec> param = Optional.empty();
        if (object.member("param").isPresent()) {
            param = Optional.of(new NodeIndex(object.member("param").get(), place + ", param").param());
        }
        return new InputPort(
                text("name"),
                new ValueType(text("type")),
                constant("arity", InputPort.Arity.ONE),
                constant("demand", InputPort.Demand.EAGER),
                text("kind", ""),
                text("shape", ""),
                text("doc", ""),
                param);
    }

    private OutputPort output() throws JsonException {
        return new OutputPort(
                text("name"),
                new ValueType(text("type")),
                flag("list"),
                text("kind", ""),
                text("shape", ""),
                text("doc", ""),
                text("bypass", ""));
    }

    private ParamSpec param() throws JsonException {
        List<ParamSpec.Choice> choices = new ArrayList<>();
        for (Json choice : elements("choices")) {
            NodeIndex member = new NodeIndex(choice, place + ", a choice");
            choices.add(new ParamSpec.Choice(member.text("name"), member.text("constant"), member.text("doc", "")));
        }
        Json initial =
                object.member("initial").orElseThrow(() -> new JsonException(place + ": member 'initial' is missing"));
        return new ParamSpec(
                initial,
                number("min", Double.NEGATIVE_INFINITY),
                number("max", Double.POSITIVE_INFINITY),
                number("step", 0),
                constant("role", Param.Role.PLAIN),
                choices,
                text("open", ""),
                texts("endings"));
    }

    private String text(String name) throws JsonException {
        if (object.member(name).isEmpty()) {
            throw new JsonException(place + ": member '" + name + "' is missing");
        }
        return text(name, "");
    }

    private String text(String name, String otherwise) throws JsonException {
        Json value = object.member(name).orElse(Json.of(otherwise));
        if (value instanceof Json.Text text) {
            return text.text();
        }
        throw wrong(name, value, "a text");
    }

    private double number(String name, double otherwise) throws JsonException {
        Optional<Json> value = object.member(name);
        if (value.isEmpty()) {
            return otherwise;
        }
        if (value.get() instanceof Json.Numeral numeral) {
            return numeral.value().doubleValue();
        }
        throw wrong(name, value.get(), "a number");
    }

    private boolean flag(String name) throws JsonException {
        Json value = object.member(name).orElse(Json.of(false));
        if (value instanceof Json.Flag flag) {
            return flag.value();
        }
        throw wrong(name, value, "true or false");
    }

    private List<Json> elements(String name) throws JsonException {
        Json value = object.member(name).orElse(new Json.Elements(List.of()));
        if (value instanceof Json.Elements array) {
            return array.elements();
        }
        throw wrong(name, value, "an array");
    }

    private List<String> texts(String name) throws JsonException {
        List<String> texts = new ArrayList<>();
        for (Json element : elements(name)) {
            texts.add(element instanceof Json.Text text ? text.text() : "");
        }
        return texts;
    }

    private <E extends Enum<E>> E constant(String name, E otherwise) throws JsonException {
        Optional<Json> value = object.member(name);
        if (value.isEmpty()) {
            return otherwise;
        }
        String written = text(name);
        for (E constant : otherwise.getDeclaringClass().getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(written)) {
                return constant;
            }
        }
        throw new JsonException(place + ": member '" + name + "' is '" + written + "', which is unknown");
    }

    private JsonException wrong(String name, Json found, String wanted) {
        return new JsonException(place + ": member '" + name + "' is " + found.kind() + ", wanted " + wanted);
    }
}
