package org.quarry.nodes.unet;

import java.util.List;
import java.util.Optional;
import org.quarry.node.Call;
import org.quarry.node.NodeException;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.Port;
import org.quarry.node.Step;
import org.quarry.node.model.Conditioning;
import org.quarry.node.model.Model;
import org.quarry.node.model.Network;
import org.quarry.node.model.NetworkPort;
import org.quarry.tensor.Tensor;

/** Where the denoising network looks. */
@NodeInfo(
        id = "quarry:attention-step",
        version = 1,
        name = "Attention step",
        category = "Denoising",
        keywords = {"cross-attention", "attention map", "daam", "prompt-to-prompt", "explain", "word"},
        doc = """
            Asks the denoising network how much each place of the current sample looks at each token of the prompt.
            The shares of a place add up to 1 over all tokens. Most of them go to the start token, which says nothing: that is \
            how a place looks away. Observe steps takes the mean over a run, Word maps draws it.

            The network must have been exported with such outputs, named cross_attention or cross_attention_ and a layer; those \
            of pocket and pocket-turbo have them. They are computed for this node only, in a run of the network of its own.

            Hertz et al. (2023), "Prompt-to-Prompt Image Editing with Cross-Attention Control"; Tang et al. (2023), "What the \
            DAAM".\
            """)
public final class AttentionStep implements NodeFunction<AttentionStep.In, AttentionStep.Out> {
    private static final String OUTPUT = "cross_attention";

    /** The network, what it looks at and in which layer. */
    public record In(
            @Port(doc = "The model whose network is run", kind = "unet<F>")
            Model unet,

            @Port(doc = "The prompt, as the UNet step has it", kind = "conditioning<F>")
            Conditioning conditioning,

            @Port(
                    doc = "The noisy latent that looks; left open, the sample of the current step",
                    kind = "latent<F>",
                    shape = "B,unet.channels,H,W")
            Optional<Tensor> sample,

            @Param(doc = "Which layer of the network, as in up_1; empty for the mean that the network itself gives")
            String layer,

            Step step) {}

    /** The shares. */
    public record Out(
            @Port(
                    doc = "For each token, the share of each place's look that it gets: mean over the heads",
                    kind = "attention<F>",
                    shape = "B,?,?,?")
            Tensor attention) {}

    @Override
    public Out run(In in, Call call) {
        Network network = DenoisingNetwork.of(in.unet()).network();
        String output = output(in, network);
        UnetInputs inputs = UnetInputs.of(new UnetStep.In(in.unet(), in.conditioning(), in.sample(), in.step()));
        return new Out(call.runOne(network, inputs.evaluation().inputs(), output));
    }

    private static String output(In in, Network network) {
        String wanted =
                in.layer().isBlank() ? OUTPUT : OUTPUT + "_" + in.layer().strip();
        List<String> told = network.outputs().stream()
                .map(NetworkPort::name)
                .filter(name -> name.equals(OUTPUT) || name.startsWith(OUTPUT + "_"))
                .toList();
        if (told.contains(wanted)) {
            return wanted;
        } else if (told.isEmpty()) {
            throw new NodeException(
                    "unet",
                    "the network of " + in.unet().description().name()
                            + " does not tell where it looks: found the outputs "
                            + network.outputs().stream().map(NetworkPort::name).toList() + ", wanted " + OUTPUT
                            + "; take pocket or pocket-turbo, or export the network with its attention");
        }
        List<String> layers = told.stream()
                .filter(name -> !name.equals(OUTPUT))
                .map(name -> name.substring(OUTPUT.length() + 1))
                .toList();
        throw new NodeException(
                "layer",
                "found '" + in.layer() + "'; the network of "
                        + in.unet().description().name() + " tells of the layers " + layers + ": take one of them");
    }
}
