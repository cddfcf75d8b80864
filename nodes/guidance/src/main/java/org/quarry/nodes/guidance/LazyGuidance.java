package org.quarry.nodes.guidance;

import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import org.quarry.node.Call;
import org.quarry.node.Lazy;
import org.quarry.node.NodeException;
import org.quarry.tensor.Tensor;

/** Two predictions that are asked for only when they count. */
record LazyGuidance(Lazy<Tensor> conditional, Lazy<Tensor> unconditional, Call call) {
    /**
     * The guided prediction; at scale 1, where every method gives the conditional one, only that is computed.
     *
     * @param method from the unconditional and the conditional prediction
     */
    Tensor guide(double scale, BinaryOperator<Tensor> method) {
        return scale == 1 ? conditional.get() : both(method);
    }

    /** What a method makes of both predictions, whose networks run as one batch. */
    <T> T both(BiFunction<Tensor, Tensor, T> method) {
        call.demand(conditional, unconditional);
        requireAlike("unconditional", unconditional.get(), conditional.get());
        return method.apply(unconditional.get(), conditional.get());
    }

    /** Predictions for batches or pictures of different sizes cannot be compared. @param input which is at fault */
    static void requireAlike(String input, Tensor one, Tensor other) {
        if (!one.shape().equals(other.shape())) {
            throw new NodeException(
                    input,
                    "found a prediction of shape " + one.shape() + " beside one of " + other.shape()
                            + "; wanted equal shapes: let both UNet steps look at the same sample");
        }
    }
}
