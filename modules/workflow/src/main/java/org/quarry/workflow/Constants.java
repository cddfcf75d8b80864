package org.quarry.workflow;

import java.util.Optional;
import org.quarry.json.Json;

/** The values that stand at inputs. */
final class Constants {
    private Constants() {}

    /** The value at an input, given in place or by default; empty if it is linked or has none. */
    static Optional<Json> at(FlatNode node, InputPort port) {
        if (node.inputs().get(port.name()) instanceof Input.Value value) {
            return Optional.of(value.value());
        }
        return node.wires(port.name()).isEmpty() ? port.param().map(ParamSpec::initial) : Optional.empty();
    }
}
