package org.quarry.engine;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.quarry.json.Json;
import org.quarry.node.Effect;
import org.quarry.node.NodeException;
import org.quarry.node.extension.Choice;
import org.quarry.workflow.ExtensionDescriptor;
import org.quarry.workflow.Extensions;
import org.quarry.workflow.InputPort;
import org.quarry.workflow.NodeDescriptor;
import org.quarry.workflow.ParamSpec;

/** Turns values from the file into the Java values that nodes take. */
final class Constants {
    private final Path inputFolder;
    private final Path outputFolder;
    private final Extensions extensions;

    Constants(Path inputFolder, Path outputFolder, Extensions extensions) {
        this.inputFolder = inputFolder;
        this.outputFolder = outputFolder;
        this.extensions = extensions;
    }

    /** @throws NodeException if the value does not fit the slot */
    Object of(Json value, InputSlot slot, InputPort port, NodeDescriptor descriptor) {
        if (value instanceof Json.Flag flag && slot.type() == boolean.class) {
            return flag.value();
        } else if (value instanceof Json.Numeral numeral && slot.type().isPrimitive()) {
            return number(numeral.value(), slot);
        } else if (value instanceof Json.Text text && slot.type() == String.class) {
            return text.text();
        } else if (value instanceof Json.Text text && slot.type() == Path.class) {
            return (descriptor.effect() == Effect.WRITES ? outputFolder : inputFolder).resolve(text.text());
        } else if (value instanceof Json.Text text && slot.type().isEnum()) {
            return choice(text.text(), slot, port);
        }
        throw new NodeException(
                slot.name(),
                "found " + value.kind() + ", wanted a " + port.type().label() + "; set another value");
    }

    private static Object number(BigDecimal value, InputSlot slot) {
        try {
            if (slot.type() == double.class) {
                return value.doubleValue();
            } else if (slot.type() == long.class) {
                // Seeds are unsigned: 2^63 and above stand for the negative half.
                return value.toBigIntegerExact().longValue();
            } else if (slot.type() == int.class) {
                return value.intValueExact();
            }
        } catch (ArithmeticException e) {
            throw new NodeException(slot.name(), "found " + value.toPlainString() + ", wanted a whole number", e);
        }
        throw new NodeException(slot.name(), "found a number, wanted true or false");
    }

    private Object choice(String written, InputSlot slot, InputPort port) {
        List<ParamSpec.Choice> choices = port.param().map(ParamSpec::choices).orElse(List.of());
        Optional<ExtensionDescriptor> contributed = choices.stream()
                .filter(choice ->
                        choice.name().equals(written) && !choice.module().isEmpty())
                .findFirst()
                .flatMap(choice -> extensions.find(written));
        if (contributed.isPresent()) {
            return Choice.of(written, extensions.object(contributed.get(), Object.class));
        }
        Object constant = constant(written, slot, choices);
        return slot.wrapping() == InputSlot.Wrapping.CHOICE ? InputSlot.choice(constant) : constant;
    }

    private static Object constant(String written, InputSlot slot, List<ParamSpec.Choice> choices) {
        String wanted = choices.stream()
                .filter(choice -> choice.name().equals(written))
                .map(ParamSpec.Choice::constant)
                .findFirst()
                .orElse(written);
        for (Object constant : slot.type().getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(wanted)) {
                return constant;
            }
        }
        throw new NodeException(
                slot.name(),
                "found '" + written + "', wanted one of "
                        + choices.stream().map(ParamSpec.Choice::name).toList());
    }
}
