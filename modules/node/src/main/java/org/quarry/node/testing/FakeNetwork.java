package org.quarry.node.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.quarry.node.model.ModelException;
import org.quarry.node.model.Network;
import org.quarry.node.model.NetworkPort;
import org.quarry.node.model.NetworkPort.Element;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/**
 * A network made of lambdas. It wants the inputs that it declares, in their shapes, as a real one does.
 *
 * <pre>{@code
 * Network half = FakeNetwork.named("pocket/unet")
 *         .input("sample", Element.FLOAT32, -1, 4, -1, -1)
 *         .input("timestep", Element.INT64)
 *         .output("out_sample", Element.FLOAT32, inputs -> inputs.get("sample").times(0.5));
 * }</pre>
 */
public final class FakeNetwork implements Network {
    private final String name;
    private final List<NetworkPort> inputs = new ArrayList<>();
    private final Map<NetworkPort, Formula> outputs = new LinkedHashMap<>();

    /** Computes one output of a network. */
    @FunctionalInterface
    public interface Formula {
        /** The output for inputs that have been checked. */
        Tensor of(Map<String, Tensor> inputs);
    }

    private FakeNetwork(String name) {
        this.name = name;
    }

    /** A network without inputs and outputs, to be given some. */
    public static FakeNetwork named(String name) {
        return new FakeNetwork(name);
    }

    /** Adds an input. @param axes the size of each axis, -1 where any fits; none for a scalar */
    public FakeNetwork input(String input, Element type, Integer... axes) {
        inputs.add(new NetworkPort(input, type, List.of(axes)));
        return this;
    }

    /** Adds an output. @param axes the size of each axis, -1 where any fits */
    public FakeNetwork output(String output, Element type, Formula formula, Integer... axes) {
        outputs.put(new NetworkPort(output, type, List.of(axes)), formula);
        return this;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<NetworkPort> inputs() {
        return List.copyOf(inputs);
    }

    @Override
    public List<NetworkPort> outputs() {
        return List.copyOf(outputs.keySet());
    }

    @Override
    public Map<String, Tensor> execute(
            Map<String, Tensor> given, List<String> wanted, Network.Cancellation cancellation) {
        check(given, wanted);
        Map<String, Tensor> results = new LinkedHashMap<>();
        outputs.forEach((port, formula) -> {
            if (cancellation.cancelled()) {
                throw new CancellationException("cancelled in " + name);
            }
            if (wanted.isEmpty() || wanted.contains(port.name())) {
                results.put(port.name(), formula.of(given));
            }
        });
        return results;
    }

    private void check(Map<String, Tensor> given, List<String> wanted) {
        List<String> known = inputs.stream().map(NetworkPort::name).toList();
        if (given.size() != known.size() || !given.keySet().containsAll(known)) {
            throw new ModelException(name + ": found inputs " + given.keySet() + ", wanted " + known);
        }
        for (NetworkPort input : inputs) {
            Shape shape = given.getOrDefault(input.name(), Tensor.scalar(0)).shape();
            if (!fits(shape, input.axes())) {
                throw new ModelException(name + ": input " + input + " does not take shape " + shape);
            }
        }
        if (!wanted.stream().allMatch(output -> output(output))) {
            throw new ModelException(name + ": found outputs " + wanted + ", wanted some of " + outputs.keySet());
        }
    }

    private boolean output(String output) {
        return outputs.keySet().stream().anyMatch(port -> port.name().equals(output));
    }

    private static boolean fits(Shape shape, List<Integer> axes) {
        boolean single = shape.count() == 1 && axes.stream().allMatch(axis -> Math.abs(axis) == 1);
        return single
                || shape.rank() == axes.size()
                        && IntStream.range(0, axes.size())
                                .allMatch(axis -> axes.get(axis) < 0 || axes.get(axis) == shape.size(axis));
    }
}
