package org.quarry.nodes.unet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.quarry.node.Call;
import org.quarry.node.NodeException;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Port;
import org.quarry.node.model.Conditioning;
import org.quarry.tensor.Tensor;

/** More channels for a network to look at. */
@NodeInfo(
        id = "quarry:channel-conditioning",
        version = 1,
        name = "Channel conditioning",
        category = "Denoising",
        keywords = {"inpainting", "instruct", "pix2pix", "concat", "mask", "masked image", "depth"},
        doc = """
            Gives the network more to look at beside the sample: channels that stay the same at every step.
            For networks that were trained so. An inpainting network of Stable Diffusion has 9 channels: link the mask of the \
            latent's size, 1 where it shall be painted, and then the latent of the picture with the masked part in grey. \
            InstructPix2Pix has 8: link the picture's latent, and for the prediction without a picture the same times 0. Its \
            authors take the latent without the autoencoder's scale: multiply by 1/0.18215 = 5.49.
            Channels are joined in the order of the wires, after those of the sample.

            Rombach et al. (2022), "High-Resolution Image Synthesis with Latent Diffusion Models", §4.3.2; Brooks et al. (2023), \
            "InstructPix2Pix".\
            """)
public final class ChannelConditioning implements NodeFunction<ChannelConditioning.In, ChannelConditioning.Out> {
    /** By which name UNet step finds the channels. */
    static final String CHANNELS = "concat";

    /** The text's conditioning and the channels. */
    public record In(
            @Port(doc = "What the picture shall show", kind = "conditioning<F>")
            Conditioning conditioning,

            @Port(doc = "The channels, in order: masks, latents", shape = "?,?,H,W")
            List<Tensor> channels) {}

    /** Both. */
    public record Out(
            @Port(
                    doc = "The conditioning with its channels, for UNet step",
                    kind = "conditioning<F>",
                    bypass = "conditioning")
            Conditioning conditioning) {}

    @Override
    public Out run(In in, Call call) {
        if (in.channels().isEmpty()) {
            throw new NodeException("channels", "there is none; link what the network was trained to look at");
        }
        Map<String, Tensor> inputs = new HashMap<>(in.conditioning().inputs());
        List<Tensor> all = new ArrayList<>(in.channels());
        if (inputs.containsKey(CHANNELS)) {
            all.add(0, inputs.get(CHANNELS));
        }
        inputs.put(CHANNELS, Channels.join("channels", all));
        return new Out(new Conditioning(inputs));
    }
}
