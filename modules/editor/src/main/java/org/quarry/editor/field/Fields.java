package org.quarry.editor.field;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.quarry.node.Param;
import org.quarry.workflow.InputPort;
import org.quarry.workflow.ParamSpec;

/**
 * Makes the field that suits a parameter.
 *
 * @param models the names of the models at hand
 * @param folder that files are relative to
 */
public record Fields(Supplier<List<String>> models, Supplier<Path> folder) {
    /** The field of a parameter. @throws IllegalArgumentException if the port is none */
    public ValueField of(InputPort port) {
        ParamSpec spec =
                port.param().orElseThrow(() -> new IllegalArgumentException("'" + port.name() + "' is no parameter"));
        ValueField field = made(port, spec);
        field.setName(port.name());
        return field;
    }

    private ValueField made(InputPort port, ParamSpec spec) {
        if (!spec.choices().isEmpty()) {
            return new ChoiceField(spec.choices());
        }
        switch (spec.role()) {
            case SEED:
                return new SeedField();
            case LONG_TEXT:
                return new LongTextField();
            case MODEL:
                return new NameField(models);
            case PLAIN, MODEL_PARTS, GUIDANCE:
                break;
        }
        return switch (port.type().javaName()) {
            case "boolean" -> new FlagField();
            case "int", "long" -> new NumberField(spec, true);
            case "double" -> new NumberField(spec, false);
            case "java.nio.file.Path" -> new FileField(folder);
            default -> new LineField();
        };
    }

    /** Whether a field wants a line of its own below its label. */
    public static boolean wide(InputPort port) {
        return port.param().filter(spec -> spec.role() == Param.Role.LONG_TEXT).isPresent();
    }
}
