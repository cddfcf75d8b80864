package org.quarry.comfyui;

import java.util.Map;
import java.util.Optional;
import org.quarry.comfyui.ApiGraph.ApiNode;
import org.quarry.comfyui.ApiGraph.Wire;
import org.quarry.json.Json;

/**
 * One run, whichever nodes say it.
 *
 * @param node the sampler
 * @param guider the node that the model is linked to
 * @param positive the prompt
 * @param negative what to stay away from, if the run is guided
 * @param cfg the strength of the guidance
 * @param noise whether noise is added
 * @param seed of the noise
 * @param sampler ComfyUI's name of the method
 * @param settings what Denoise is to know of the method
 * @param steps the noise levels
 */
record Sampling(
        ApiNode node,
        ApiNode guider,
        Wire positive,
        Optional<Wire> negative,
        Json cfg,
        boolean noise,
        Json seed,
        String sampler,
        Map<String, Json> settings,
        Steps steps) {
    Sampling {
        settings = Map.copyOf(settings);
    }
}
