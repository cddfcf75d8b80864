package org.quarry.editor.canvas;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.quarry.workflow.ComponentInterface;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Workflow;

/** The inner ports that a component shows outside, looked up anew only when it declares others. */
final class Exposed {
    private Optional<ComponentInterface> known = Optional.empty();
    private Set<Socket> inputs = Set.of();
    private Set<Socket> outputs = Set.of();

    Set<Socket> inputs(Workflow workflow) {
        look(workflow);
        return inputs;
    }

    Set<Socket> outputs(Workflow workflow) {
        look(workflow);
        return outputs;
    }

    private void look(Workflow workflow) {
        Optional<ComponentInterface> now = workflow.component();
        if (now.orElse(null) != known.orElse(null)) {
            known = now;
            inputs = now.stream()
                    .flatMap(ports -> ports.inputs().values().stream())
                    .flatMap(List::stream)
                    .collect(Collectors.toUnmodifiableSet());
            outputs = now.stream()
                    .flatMap(ports -> ports.outputs().values().stream())
                    .collect(Collectors.toUnmodifiableSet());
        }
    }
}
