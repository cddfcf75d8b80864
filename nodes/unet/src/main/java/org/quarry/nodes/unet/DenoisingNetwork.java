package org.quarry.nodes.unet;

import java.util.Map;
import java.util.Set;
import org.quarry.diffusion.LatentPacking;
import org.quarry.node.NodeException;
import org.quarry.node.model.Conditioning;
import org.quarry.node.model.Model;
import org.quarry.node.model.Network;
import org.quarry.node.model.NetworkPort;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/**
 * The network of a model that is asked at each step: a UNet, or a transformer in its place.
 *
 * @param model whose it is
 * @param network the UNet or the transformer
 */
record DenoisingNetwork(Model model, Network network) {
    /** Where each token of a picture stands: only networks that read a latent as a sequence of tokens ask for it. */
    static final String PICTURE_POSITIONS = "img_ids";

    private static final String TRANSFORMER = "transformer";
    private static final int TOKEN_PLACES = 4;
    private static final int REFINER_SIZES = 5;
    private static final int MASK_AND_PICTURE = 5;
    private static final int PICTURE = 4;

    /** What comes out of a text encoder, by all names that networks have for it. */
    private static final Set<String> OF_TEXT = Set.of("encoder_hidden_states", "text_embeds", "pooled_projections");

    /** What Guidance embedding adds. */
    private static final Set<String> SCALES = Set.of("guidance", "timestep_cond");

    static DenoisingNetwork of(Model model) {
        boolean transformer = model.description().components().contains(TRANSFORMER);
        return new DenoisingNetwork(model, model.network(transformer ? TRANSFORMER : "unet"));
    }

    NetworkPort sample() {
        return network.inputLike("sample", "hidden_states");
    }

    NetworkPort timestep() {
        return network.inputLike("timestep", "t");
    }

    boolean wants(String input) {
        return network.input(input).isPresent();
    }

    /** Whether it is told five numbers of sizes and beauty, and not six of sizes; an export may leave their count open. */
    boolean refines(String input) {
        int count = network.input(input)
                .map(port -> port.axes().get(port.axes().size() - 1))
                .orElse(0);
        boolean marked = model.has("model_index.json")
                && model.json("model_index.json").get("requires_aesthetics_score") == Boolean.TRUE;
        return count == REFINER_SIZES || (count < 0 && marked);
    }

    /** Whether it reads a latent as FLUX does: as tokens of 2 x 2 places, which say by themselves where they stand. */
    boolean packs() {
        return wants(PICTURE_POSITIONS);
    }

    /** Whether it is a transformer of pictures: these cut a latent into squares of 2 x 2 places. */
    boolean patches() {
        return sample().name().equals("hidden_states");
    }

    /** The latent in the form that it reads. @throws NodeException if it has other channels than it was trained on */
    Tensor read(Tensor latent, boolean joined) {
        int wanted = channels();
        int found = latent.shape().size(1);
        if (wanted > 0 && wanted != found) {
            String what = "the network of " + name() + " looks at " + wanted + " channels, found " + found + "; ";
            throw new NodeException(joined ? "conditioning" : "sample", what + instead(wanted, found, joined));
        }
        return packs() ? LatentPacking.pack(latent) : latent;
    }

    private int channels() {
        NetworkPort port = sample();
        if (packs()) {
            return port.axes().size() == 3 && port.axes().get(2) > 0
                    ? port.axes().get(2) / TOKEN_PLACES
                    : -1;
        }
        return port.axes().size() == 4 ? port.axes().get(1) : -1;
    }

    private static String instead(int wanted, int found, boolean joined) {
        int missing = wanted - found;
        if (missing == MASK_AND_PICTURE || missing == PICTURE) {
            return "add " + missing + " by Channel conditioning: 5 are mask and masked picture, 4 a picture";
        } else if (joined) {
            return "it was not trained to look at more than a sample of its own: leave out Channel conditioning, or"
                    + " load a model that has " + found;
        }
        return "the latent is of another family: link the Load model of this network to Noise source or VAE encode";
    }

    /** What it said, as a latent. @param latent the shape of the one that it was given */
    Tensor answer(Tensor output, Shape latent) {
        return output.shape().rank() == 3 ? LatentPacking.unpack(output, latent.size(2), latent.size(3)) : output;
    }

    /** @throws NodeException if a prompt was encoded for another family, or carries a scale that nobody here reads */
    void check(Conditioning conditioning) {
        Map<String, Tensor> given = conditioning.inputs();
        for (NetworkPort input : network.inputs()) {
            if (OF_TEXT.contains(input.name())) {
                check(input, given);
            }
        }
        SCALES.stream()
                .filter(scale -> given.containsKey(scale) && !wants(scale))
                .findFirst()
                .ifPresent(scale -> {
                    throw new NodeException(
                            "conditioning",
                            "it carries the guidance scale of another model ('" + scale + "'), and the network of "
                                    + name()
                                    + " is not told one; leave out Guidance embedding"
                                    + (model.description().family().equals("flux") ? "" : ", and use CFG combine"));
                });
    }

    private void check(NetworkPort input, Map<String, Tensor> given) {
        Tensor value = given.get(input.name());
        int width = input.axes().isEmpty() ? -1 : input.axes().get(input.axes().size() - 1);
        if (value != null && (width < 0 || width == value.shape().size(-1))) {
            return;
        }
        String found = value == null
                ? "found " + given.keySet() + ", wanted '" + input.name() + "', too"
                : "found '" + input.name() + "' of width " + value.shape().size(-1) + ", wanted " + width;
        throw new NodeException(
                "conditioning",
                found + ": the prompt was encoded for another family than " + name() + ", which is of "
                        + model.description().family()
                        + "; link a Text encoder, and its Tokenizer, to the Load model of this network");
    }

    String name() {
        return model.description().name();
    }
}
