package org.quarry.node.extension;

import java.util.List;
import org.quarry.node.model.ConditioningSource;
import org.quarry.node.model.ModelFiles;

/**
 * A family of models whose latents and conditionings fit each other. Its id is the {@code F} in the kind of a port, as in
 * {@code latent<F>}; wires between different families are refused.
 *
 * <pre>{@code
 * @Extension(id = "acme:doodle", name = "Doodle", doc = "Line drawings of 64 x 64.")
 * public final class Doodle implements ModelFamily {
 *     @Override
 *     public boolean recognises(ModelFiles model) {
 *         return "DoodlePipeline".equals(model.json("model_index.json").get("_class_name"));
 *     }
 *
 *     @Override
 *     public List<ConditioningSource> conditioning() {
 *         return List.of(new ConditioningSource("strokes", "text_encoder", "last_hidden_state"));
 *     }
 * }
 * }</pre>
 */
public interface ModelFamily {
    /** Whether a model is of this family. Asked only where Quarry itself knows none for it. */
    boolean recognises(ModelFiles model);

    /** What steers its denoising network: the node <i>Text encoder</i> makes that of a prompt. At least one. */
    List<ConditioningSource> conditioning();
}
