package org.quarry.engine;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReference;
import org.quarry.node.Call;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Port;
import org.quarry.tensor.Tensor;

/** Lets a test see whether its input is still reachable after it has run. */
@NodeInfo(id = "test:holding", version = 1, name = "Holding", category = "Test", doc = "Gives the mean.")
public final class Holding implements NodeFunction<Holding.In, Holding.Out> {
    static AtomicReference<WeakReference<Tensor>> receiver = new AtomicReference<>();

    public record In(@Port(doc = "Value") Tensor value) {}

    public record Out(@Port(doc = "Mean") Tensor mean) {}

    @Override
    public Out run(In in, Call call) {
        receiver.set(new WeakReference<>(in.value()));
        return new Out(Tensor.scalar(in.value().mean()));
    }
}
