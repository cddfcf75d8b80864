package org.quarry.nodes.guidance;

import java.util.List;
import java.util.stream.Stream;
import org.quarry.diffusion.Guidance;
import org.quarry.diffusion.Guidance.InstructionScales;
import org.quarry.node.Call;
import org.quarry.node.Lazy;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.Port;
import org.quarry.tensor.Tensor;

/** Guidance by a picture and an instruction. */
@NodeInfo(
        id = "quarry:instruction-guidance",
        version = 1,
        name = "Instruction guidance",
        category = "Guidance",
        keywords = {"instruct", "pix2pix", "edit", "two scales", "cfg"},
        doc = """
            Guidance with two scales, for networks that edit a picture as an instruction says.
            Such a network is asked three times: with picture and instruction, with the picture only, with neither. The picture \
            scale says how closely to keep to the picture, the instruction scale how strongly to change it. Raise one against \
            the other: too much picture and nothing happens, too much instruction and the picture is lost. A prediction whose \
            factor is 0 is not computed: the one with the picture only at equal scales, the one with neither at picture scale 1.

            From Brooks et al. (2023), "InstructPix2Pix: Learning to Follow Image Editing Instructions", equation 3.\
            """)
public final class InstructionGuidance implements NodeFunction<InstructionGuidance.In, InstructionGuidance.Out> {
    /** The three predictions and how to combine them. */
    public record In(
            @Port(doc = "Prediction with the picture and the instruction", kind = "prediction<F>", shape = "B,C,H,W")
            Lazy<Tensor> instructed,

            @Port(
                    doc = "Prediction with the picture and an empty instruction",
                    kind = "prediction<F>",
                    shape = "B,C,H,W")
            Lazy<Tensor> pictured,

            @Port(doc = "Prediction with neither", kind = "prediction<F>", shape = "B,C,H,W")
            Lazy<Tensor> none,

            @Param(doc = "How closely to keep to the picture", value = 1.5, min = 0, max = 30, step = 0.1)
            double pictureScale,

            @Param(doc = "How strongly to follow the instruction", value = 7.5, min = 0, max = 30, step = 0.5)
            double instructionScale) {}

    /** The combination. */
    public record Out(
            @Port(doc = "Guided prediction", kind = "prediction<F>", shape = "B,C,H,W", bypass = "instructed")
            Tensor guided) {}

    @Override
    public Out run(In in, Call call) {
        InstructionScales scales = new InstructionScales(in.pictureScale(), in.instructionScale());
        List<Term> terms = Stream.of(
                        new Term("instructed", in.instructed(), scales.ofInstructed()),
                        new Term("pictured", in.pictured(), scales.ofPictured()),
                        new Term("none", in.none(), scales.ofNone()))
                .filter(term -> term.factor() != 0)
                .toList();
        call.demand(terms.stream().map(Term::prediction).toArray(Lazy<?>[]::new));
        terms.forEach(term -> term.requireAlike(terms.get(0)));
        return new Out(Guidance.sum(
                terms.stream().map(term -> term.prediction().get()).toList(),
                terms.stream().map(Term::factor).toList()));
    }

    private record Term(String input, Lazy<Tensor> prediction, double factor) {
        void requireAlike(Term first) {
            LazyGuidance.requireAlike(
                    input, prediction.get(), first.prediction().get());
        }
    }
}
