package org.quarry.nodes.textencoder;

import org.quarry.node.NodeException;

/**
 * Which of CLIP's hidden states steers the denoising network.
 *
 * @param fromEnd 1 the last, 2 the one before; 0 the one that the family was trained with
 */
record ClipLayer(int fromEnd) {
    private static final String PARAMETER = "clipSkip";

    /** Stable Diffusion XL and 3 (Podell et al. 2023, section 2.1; Esser et al. 2024, appendix B.3). */
    private static final int LAST_BUT_ONE = 2;

    /** The output with it as the last layer's norm leaves it, which is how Stable Diffusion 1 and 2 take it. */
    String normalised(Encoder encoder) {
        if (fromEnd <= 1) {
            return encoder.lastHiddenState();
        }
        String output = "clip_skip_" + (fromEnd - 1);
        if (!encoder.gives(output)) {
            throw refused("is " + fromEnd + ", and " + encoder.network().name() + " does not give that state; "
                    + (encoder.gives("clip_skip_1")
                            ? "set a smaller number"
                            : "set 0, or take the model as .safetensors, which gives all of them"));
        }
        return output;
    }

    /** The output with it as it is, which is how Stable Diffusion XL and 3 take it. */
    String plain(Encoder encoder) {
        int back = fromEnd == 0 ? LAST_BUT_ONE : fromEnd;
        int states = encoder.hiddenStates();
        if (back >= states) {
            throw refused("is " + fromEnd + ", and " + encoder.network().name() + " has " + (states - 1)
                    + " layers; set at most that");
        }
        return "hidden_states." + (states - back);
    }

    /** Refuses a choice where there is none. @param why as a part of a sentence */
    void requireUsual(String why) {
        if (fromEnd != 0) {
            throw refused("is " + fromEnd + ", and " + why + "; set 0");
        }
    }

    private static NodeException refused(String why) {
        return new NodeException(PARAMETER, why);
    }
}
