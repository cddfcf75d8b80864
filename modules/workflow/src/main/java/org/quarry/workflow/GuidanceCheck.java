package org.quarry.workflow;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.quarry.json.Json;
import org.quarry.node.Param;
import org.quarry.node.model.ModelDescription;

/**
 * Whether predictions are guided twice: by a network that was distilled with guidance in it (Meng et al., 2023, "On Distillation of
 * Guided Diffusion Models") and is told the scale, and by a node that moves one prediction away from another.
 */
final class GuidanceCheck {
    /** The size that models have whose network is told a scale. */
    private static final String TOLD = "guidance";

    private static final String PREDICTION = "prediction";

    private final FlatNode node;
    private final NodeDescriptor known;
    private final String guiding;

    /** @param linked what is linked to the node's inputs, by name */
    GuidanceCheck(FlatNode node, NodeDescriptor known, LinkedModels models, Map<String, Facts> linked) {
        this.node = node;
        this.known = known;
        Optional<ModelDescription> asked = models.asked();
        this.guiding = asked.isPresent()
                ? asked.filter(model -> model.sizes().containsKey(TOLD))
                        .map(ModelDescription::name)
                        .orElse("")
                : linked.values().stream()
                        .map(Facts::guiding)
                        .filter(model -> !model.isEmpty())
                        .findFirst()
                        .orElse("");
    }

    /** The model that guides by itself what an output of a kind gives; empty if none does. */
    String guiding(Kind output) {
        return output.word().equals(PREDICTION) ? guiding : "";
    }

    void check(Problems problems) {
        if (guiding.isEmpty()) {
            return;
        }
        for (InputPort port : known.inputs()) {
            if (port.param()
                    .filter(param -> param.role() == Param.Role.GUIDANCE)
                    .isPresent()) {
                Socket at = node.at(port.name());
                Constants.at(node, port)
                        .filter(Json.Numeral.class::isInstance)
                        .map(scale -> ((Json.Numeral) scale).value())
                        .filter(scale -> scale.compareTo(BigDecimal.ONE) != 0)
                        .ifPresent(scale -> problems.add(
                                new ValueProblem.GuidedTwice(at.node(), at.port(), scale.toPlainString(), guiding)));
            }
        }
    }
}
