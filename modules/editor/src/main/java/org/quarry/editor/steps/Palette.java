package org.quarry.editor.steps;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quarry.editor.picture.LatentColours;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Tensor;

/** The colours of latents by model: the usual ones until a run has shown what the model's decoder makes of them. */
final class Palette {
    private final Map<String, LatentColours> learnt = new HashMap<>();

    /** Takes over what a run has shown. */
    void learn(Driver driver, LatentColours colours) {
        learnt.put(driver.model(), colours);
    }

    /** A tensor in colours, if it is one of latents. */
    Optional<Picture> picture(Driver driver, Tensor tensor) {
        if (!LatentColours.fits(tensor)) {
            return Optional.empty();
        }
        int channels = tensor.shape().size(1);
        @Nullable LatentColours known = learnt.get(driver.model());
        boolean same = known != null && known.channels() == channels;
        LatentColours colours = known != null && same ? known : LatentColours.usual(driver.family(), channels);
        return Optional.of(colours.of(tensor));
    }
}
