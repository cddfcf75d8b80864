package org.quarry.node.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.quarry.node.Param;
import org.quarry.node.Port;
import org.quarry.node.Previous;

/** Reads the components of a node's two records. */
final class ComponentReader {
    private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9]*");
    /** A node in a workflow file is one object of its inputs and this word. */
    private static final String TAKEN = "type";

    private final Types types;
    private final Problems problems;
    private final PortType.Reader portTypes;
    private final ParameterReader parameters;

    ComponentReader(Elements elements, Types types, Problems problems, ParameterReader.KnownChoices known) {
        this.types = types;
        this.problems = problems;
        this.portTypes = new PortType.Reader(elements, problems);
        this.parameters = new ParameterReader(elements, problems, known);
    }

    /** Adds ports and parameters to a node's part of the index. */
    void read(TypeElement in, TypeElement out, Map<String, Object> entry) {
        List<DeclaredPort> inputs = new ArrayList<>();
        boolean readsStep = false;
        boolean remembers = false;
        for (RecordComponentElement component : in.getRecordComponents()) {
            if (component.getAnnotation(Previous.class) != null) {
                checkPrevious(component, out);
                remembers = true;
            } else if (isStep(component)) {
                readsStep = true;
            } else {
                input(component).ifPresent(inputs::add);
            }
        }
        List<DeclaredPort> outputs = new ArrayList<>();
        for (RecordComponentElement component : out.getRecordComponents()) {
            output(component).ifPresent(outputs::add);
        }
        check(inputs, outputs);
        Entries.put(entry, "readsStep", readsStep);
        Entries.put(entry, "remembers", remembers);
        Entries.put(entry, "inputs", inputs.stream().map(DeclaredPort::input).toList());
        Entries.put(entry, "outputs", outputs.stream().map(DeclaredPort::output).toList());
    }

    private void check(List<DeclaredPort> inputs, List<DeclaredPort> outputs) {
        Notation notation = new Notation(inputs, problems);
        inputs.forEach(notation::checkInput);
        outputs.forEach(notation::checkOutput);
        for (DeclaredPort output : outputs) {
            boolean found = output.bypass().isEmpty()
                    || inputs.stream()
                            .anyMatch(input -> input.name().equals(output.bypass())
                                    && input.type().sameAs(output.type())
                                    && !input.type().demand().equals("per-step"));
            if (!found) {
                problems.add(
                        output.component(),
                        "output '" + output.name() + "': bypass names '" + output.bypass()
                                + "', which is no input of type "
                                + PortType.Reader.shown(output.component().asType())
                                + "; name one, or leave bypass out");
            }
        }
    }

    private boolean isStep(RecordComponentElement component) {
        boolean annotated = component.getAnnotation(Port.class) != null || component.getAnnotation(Param.class) != null;
        return !annotated && portTypes.binaryName(component.asType()).equals("org.quarry.node.Step");
    }

    private void checkPrevious(RecordComponentElement component, TypeElement out) {
        TypeMirror type = component.asType();
        boolean fits = portTypes.binaryName(type).equals("java.util.Optional")
                && type instanceof DeclaredType optional
                && optional.getTypeArguments().size() == 1
                && types.isSameType(optional.getTypeArguments().get(0), out.asType());
        if (!fits) {
            problems.add(
                    component,
                    "@Previous '" + component.getSimpleName() + "' is " + PortType.Reader.shown(type)
                            + "; wanted Optional<" + out.getSimpleName() + ">, this node's own earlier outputs");
        }
        if (component.getAnnotation(Port.class) != null || component.getAnnotation(Param.class) != null) {
            problems.add(
                    component, "@Previous '" + component.getSimpleName() + "' is no port; take @Port or @Param away");
        }
    }

    private Optional<DeclaredPort> input(RecordComponentElement component) {
        String name = component.getSimpleName().toString();
        Port port = component.getAnnotation(Port.class);
        Param param = component.getAnnotation(Param.class);
        if (port == null && param == null || port != null && param != null) {
            problems.add(
                    component,
                    "input '" + name + "' needs one of @Port, for what is linked, and @Param, for what is set"
                            + (port == null ? "" : "; it has both"));
            return Optional.empty();
        }
        checkName(component, "input", param == null ? port.doc() : param.doc());
        Optional<PortType> type = portTypes.input(component, "input '" + name + "'");
        if (type.isEmpty()) {
            return Optional.empty();
        }
        if (param == null) {
            if (!type.get().open().isEmpty()) {
                problems.add(
                        component,
                        "input '" + name + "' is " + PortType.Reader.shown(component.asType())
                                + ", which is set in place; declare it by @Param");
            }
            if (!port.bypass().isEmpty()) {
                problems.add(component, "input '" + name + "' has a bypass, which is said of outputs");
            }
            return Optional.of(new DeclaredPort(
                    component, type.get(), port.kind(), port.shape(), port.doc().strip(), "", Map.of()));
        }
        if (!ParameterReader.supported(type.get())) {
            problems.add(
                    component,
                    "parameter '" + name + "' is " + PortType.Reader.shown(component.asType())
                            + ", which cannot be set in place; wanted boolean, int, long, double, String, Path "
                            + "or an enum, "
                            + "or @Port instead of @Param");
            return Optional.empty();
        }
        Map<String, Object> read = parameters.read(component, type.get(), param);
        return Optional.of(
                new DeclaredPort(component, type.get(), "", "", param.doc().strip(), "", read));
    }

    private Optional<DeclaredPort> output(RecordComponentElement component) {
        String name = component.getSimpleName().toString();
        Port port = component.getAnnotation(Port.class);
        if (port == null || component.getAnnotation(Param.class) != null) {
            problems.add(component, "output '" + name + "' needs @Port and nothing else; a parameter is an input");
            return Optional.empty();
        }
        checkName(component, "output", port.doc());
        return portTypes
                .output(component, "output '" + name + "'")
                .map(type -> new DeclaredPort(
                        component, type, port.kind(), port.shape(), port.doc().strip(), port.bypass(), Map.of()));
    }

    private void checkName(RecordComponentElement component, String what, String doc) {
        String name = component.getSimpleName().toString();
        if (!NAME.matcher(name).matches() || what.equals("input") && name.equals(TAKEN)) {
            problems.add(
                    component,
                    what + " '" + name + "': wanted a name of letters a to z and digits that starts small"
                            + ", other than 'type', because it is written into files");
        }
        if (doc.isBlank()) {
            problems.add(component, what + " '" + name + "' has no doc, which users read; write one");
        }
    }
}
