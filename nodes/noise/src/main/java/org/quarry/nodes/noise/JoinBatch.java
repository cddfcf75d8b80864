package org.quarry.nodes.noise;

import java.util.List;
import org.quarry.node.Call;
import org.quarry.node.NodeException;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Port;
import org.quarry.tensor.Tensor;

/** Several batches as one. */
@NodeInfo(
        id = "quarry:join-batch",
        version = 1,
        name = "Join batch",
        category = "Noise",
        keywords = {"concatenate", "batch", "list", "merge", "stack"},
        doc = """
                Puts latents or noise one after the other into one batch.
                What comes after works on all of them at once: several seeds become several pictures in one run.""")
public final class JoinBatch implements NodeFunction<JoinBatch.In, JoinBatch.Out> {
    /** What to join. */
    public record In(
            @Port(doc = "What to join, in order; all of one size", kind = "K", shape = "?,C,H,W")
            List<Tensor> parts) {}

    /** All in one. */
    public record Out(
            @Port(doc = "One batch of all of them", kind = "K", shape = "?,C,H,W")
            Tensor batch) {}

    @Override
    public Out run(In in, Call call) {
        for (Tensor part : in.parts()) {
            if (!part.shape().with(0, 1).equals(in.parts().get(0).shape().with(0, 1))) {
                throw new NodeException(
                        "parts",
                        "found shapes " + in.parts().get(0).shape() + " and " + part.shape()
                                + "; only the first number, the batch, may differ");
            }
        }
        if (in.parts().isEmpty()) {
            throw new NodeException("parts", "there is nothing to join; link at least one");
        }
        return new Out(Tensor.concatenate(in.parts()));
    }
}
