package org.quarry.engine;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.quarry.json.Json;
import org.quarry.node.Lazy;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.PerStep;
import org.quarry.node.Port;
import org.quarry.node.Previous;
import org.quarry.node.Step;
import org.quarry.workflow.InputPort;
import org.quarry.workflow.NodeDescriptor;
import org.quarry.workflow.NodeType;
import org.quarry.workflow.OutputPort;
import org.quarry.workflow.ParamSpec;
import org.quarry.workflow.ValueType;

/** Reads from a loaded class what a module's index would say of it. */
final class Descriptors {
    static final String MODULE = "org.quarry.test 1.0";

    private Descriptors() {}

    static NodeDescriptor of(Class<?> node) {
        NodeInfo about = node.getAnnotation(NodeInfo.class);
        Type[] records = ((ParameterizedType) node.getGenericInterfaces()[0]).getActualTypeArguments();
        List<InputPort> inputs = new ArrayList<>();
        boolean readsStep = false;
        boolean remembers = false;
        for (RecordComponent component : ((Class<?>) records[0]).getRecordComponents()) {
            if (component.getType() == Step.class) {
                readsStep = true;
            } else if (component.isAnnotationPresent(Previous.class)) {
                remembers = true;
            } else {
                inputs.add(input(component));
            }
        }
        List<OutputPort> outputs = Arrays.stream(((Class<?>) records[1]).getRecordComponents())
                .map(Descriptors::output)
                .toList();
        return new NodeDescriptor(
                new NodeType(about.id(), about.version()),
                about.name(),
                about.category(),
                about.doc(),
                about.effect(),
                List.of(about.keywords()),
                MODULE,
                node.getName(),
                inputs,
                outputs,
                readsStep,
                remembers);
    }

    private static OutputPort output(RecordComponent component) {
        boolean list = component.getType() == List.class;
        Class<?> type = raw(list ? argument(component.getGenericType()) : component.getGenericType());
        String kind = component.isAnnotationPresent(Port.class)
                ? component.getAnnotation(Port.class).kind()
                : "";
        return new OutputPort(component.getName(), new ValueType(type.getName()), list, kind, "", "", "");
    }

    private static InputPort input(RecordComponent component) {
        Type type = component.getGenericType();
        InputPort.Arity arity = raw(type) == Optional.class
                ? InputPort.Arity.OPTIONAL
                : raw(type) == List.class ? InputPort.Arity.LIST : InputPort.Arity.ONE;
        type = arity == InputPort.Arity.ONE ? type : argument(type);
        InputPort.Demand demand = raw(type) == Lazy.class
                ? InputPort.Demand.LAZY
                : raw(type) == PerStep.class ? InputPort.Demand.PER_STEP : InputPort.Demand.EAGER;
        Class<?> value = raw(demand == InputPort.Demand.EAGER ? type : argument(type));
        Optional<ParamSpec> param =
                Optional.ofNullable(component.getAnnotation(Param.class)).map(about -> param(about, value));
        String kind = component.isAnnotationPresent(Port.class)
                ? component.getAnnotation(Port.class).kind()
                : "";
        return new InputPort(component.getName(), new ValueType(value.getName()), arity, demand, kind, "", "", param);
    }

    private static ParamSpec param(Param about, Class<?> type) {
        List<ParamSpec.Choice> choices = type.isEnum()
                ? Arrays.stream(type.getEnumConstants())
                        .map(constant -> ((Enum<?>) constant).name())
                        .map(name -> new ParamSpec.Choice(name.toLowerCase().replace('_', '-'), name, ""))
                        .toList()
                : List.of();
        return new ParamSpec(
                initial(about, type, choices), about.min(), about.max(), about.step(), about.role(), choices);
    }

    private static Json initial(Param about, Class<?> type, List<ParamSpec.Choice> choices) {
        if (type == boolean.class) {
            return Json.of(about.on());
        } else if (type.isPrimitive()) {
            return Json.of(about.value());
        }
        return Json.of(about.text().isEmpty() && type.isEnum() ? choices.get(0).name() : about.text());
    }

    private static Type argument(Type type) {
        return ((ParameterizedType) type).getActualTypeArguments()[0];
    }

    private static Class<?> raw(Type type) {
        return type instanceof ParameterizedType parameterized
                ? (Class<?>) parameterized.getRawType()
                : (Class<?>) type;
    }
}
