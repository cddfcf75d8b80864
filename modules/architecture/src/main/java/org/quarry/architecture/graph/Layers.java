package org.quarry.architecture.graph;

import static org.quarry.architecture.graph.Protos.attribute;

import ai.onnx.proto.OnnxMl.AttributeProto;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.quarry.architecture.checkpoint.CheckpointException;
import org.quarry.architecture.checkpoint.LowRank;
import org.quarry.architecture.checkpoint.StoredTensor;
import org.quarry.architecture.checkpoint.Weights;

/** The layers of a network by the names of their weights. One part of the network, as {@code down_blocks.0.resnets.1}, is a scope. */
public final class Layers {
    /** Begins the names of the inputs that tell how strongly the changes of another file count; its number follows. */
    public static final String STRENGTH = "adapter_strength.";

    private final Graph graph;
    private final Weights weights;
    private final String prefix;
    private final Set<String> used;

    /** The linear layers and convolutions, which other files can change. */
    private final Set<String> changed;

    /** All of a network's layers. */
    public Layers(Graph graph, Weights weights) {
        this.graph = graph;
        this.weights = weights;
        this.prefix = "";
        this.used = new TreeSet<>();
        this.changed = new TreeSet<>();
    }

    private Layers(Layers whole, String prefix) {
        this.graph = whole.graph;
        this.weights = whole.weights;
        this.prefix = prefix;
        this.used = whole.used;
        this.changed = whole.changed;
    }

    /** The graph that they write. */
    public Graph graph() {
        return graph;
    }

    /** The layers of a part. */
    public Layers in(String part) {
        return new Layers(this, prefix + part + ".");
    }

    /** The layers of a part of a list. */
    public Layers in(String list, int index) {
        return in(list + "." + index);
    }

    /** Whether there is a tensor of a name. */
    public boolean has(String name) {
        return weights.find(prefix + name).isPresent();
    }

    /** The tensor of a name, of so many axes. @throws CheckpointException if it is missing or has others */
    public StoredTensor tensor(String name, int axes) {
        StoredTensor tensor = weights.tensor(prefix + name);
        used.add(prefix + name);
        if (tensor.axes().size() != axes) {
            throw new CheckpointException(weights.what() + ": the tensor '" + prefix + name + "' has the shape "
                    + tensor.shape() + ", one of " + axes + " axes was wanted");
        }
        return tensor;
    }

    /** A tensor as it is. */
    public Value weight(String name, int axes) {
        return graph.weight(tensor(name, axes));
    }

    /** The names of the tensors that no layer took. */
    public List<String> unused() {
        return weights.without(used);
    }

    /** {@code x Wᵀ + b}, the bias where there is one; a 1 x 1 convolution is a linear layer of the pixels. */
    public Value linear(String name, Value x) {
        Layers layer = in(name);
        Value inputs = x;
        Value matrix = graph.weight(layer.matrix());
        for (LowRank change : changes(name)) {
            // x Wᵀ + s (x Aᵀ) Bᵀ as one product of what stands side by side: two products and a sum take a fifth
            // longer.
            Value inner = x.timesTransposed(graph.weight(matrix(change.down())));
            inputs = inputs.concat(-1, inner.times(strength(change)));
            matrix = matrix.concat(1, graph.weight(matrix(change.up())));
        }
        Value product = inputs.timesTransposed(matrix);
        return layer.has("bias") ? product.plus(layer.weight("bias", 1)) : product;
    }

    private List<LowRank> changes(String name) {
        changed.add(prefix + name);
        return weights.changes().getOrDefault(prefix + name, List.of());
    }

    /** @throws CheckpointException if a change is of what is neither a linear layer nor a convolution here */
    public void requireAllChanged() {
        weights.changes().forEach((layer, changes) -> {
            if (!changed.contains(layer)) {
                throw new CheckpointException(changes.get(0).down().file() + " changes '" + layer + "' of "
                        + weights.what() + ", and only changes of linear layers and convolutions are computed; take"
                        + " another LoRA of the same");
            }
        });
    }

    /** As told at each run, times the file's own factor. */
    private Value strength(LowRank change) {
        return graph.optionalInput(STRENGTH + change.source(), List.of()).times(change.scale());
    }

    private static StoredTensor matrix(StoredTensor half) {
        return half.shaped(half.axes().subList(0, 2));
    }

    private StoredTensor matrix() {
        StoredTensor stored = weights.tensor(prefix + "weight");
        boolean pointwise =
                stored.axes().size() == 4 && stored.axes().subList(2, 4).equals(List.of(1L, 1L));
        return pointwise ? tensor("weight", 4).shaped(stored.axes().subList(0, 2)) : tensor("weight", 2);
    }

    /** A convolution of pixels with the same padding on all sides. */
    public Value convolution(String name, Value x, int stride, int padding) {
        return convolution(name, x, stride, List.of((long) padding, (long) padding, (long) padding, (long) padding));
    }

    /** @param padding top, left, bottom, right */
    public Value convolution(String name, Value x, int stride, List<Long> padding) {
        Layers layer = in(name);
        AttributeProto[] step = {attribute("strides", List.of((long) stride, (long) stride)), attribute("pads", padding)
        };
        Value whole = graph.apply("Conv", List.of(x, layer.weight("weight", 4), layer.weight("bias", 1)), step);
        for (LowRank change : changes(name)) {
            Value inner = graph.apply("Conv", List.of(x, graph.weight(kernel(change.down()))), step);
            whole = whole.plus(
                    graph.apply("Conv", List.of(inner.times(strength(change)), graph.weight(kernel(change.up())))));
        }
        return whole;
    }

    /** Of the changes of convolutions by single pixels some files keep matrices. */
    private static StoredTensor kernel(StoredTensor half) {
        List<Long> axes = half.axes();
        return axes.size() == 4 ? half : half.shaped(List.of(axes.get(0), axes.get(1), 1L, 1L));
    }

    /** Normalisation over groups of channels of {@code B,C,H,W} (Wu and He 2018). */
    public Value groupNorm(String name, Value x, int groups, double epsilon) {
        Layers layer = in(name);
        StoredTensor scale = layer.tensor("weight", 1);
        long channels = scale.axes().get(0);
        if (channels % groups != 0) {
            throw new CheckpointException(weights.what() + ": " + prefix + name + " has " + channels
                    + " channels, which are no " + groups + " equal groups; its settings are another model's");
        }
        Value ones = graph.numbers(java.util.Collections.nCopies(groups, 1.0), List.of((long) groups));
        Value zeros = graph.numbers(java.util.Collections.nCopies(groups, 0.0), List.of((long) groups));
        Value normal = graph.apply(
                        "InstanceNormalization",
                        List.of(x.reshape(0, groups, -1), ones, zeros),
                        attribute("epsilon", epsilon))
                .reshape(x.shape());
        List<Long> perChannel = List.of(channels, 1L, 1L);
        return normal.times(graph.weight(scale.shaped(perChannel)))
                .plus(graph.weight(layer.tensor("bias", 1).shaped(perChannel)));
    }

    /** Normalisation of the last axis (Ba et al. 2016). */
    public Value layerNorm(String name, Value x, double epsilon) {
        Layers layer = in(name);
        return graph.apply(
                "LayerNormalization",
                List.of(x, layer.weight("weight", 1), layer.weight("bias", 1)),
                attribute("epsilon", epsilon));
    }

    /** Normalisation of the last axis without weights. */
    public Value plainLayerNorm(Value x, long width, double epsilon) {
        Value ones = graph.numbers(java.util.Collections.nCopies((int) width, 1.0), List.of(width));
        return graph.apply("LayerNormalization", List.of(x, ones), attribute("epsilon", epsilon));
    }

    /** Division of the last axis by its root mean square (Zhang and Sennrich 2019). */
    public Value rootMeanSquareNorm(String name, Value x, double epsilon) {
        return graph.apply(
                "SimplifiedLayerNormalization",
                List.of(x, in(name).weight("weight", 1)),
                attribute("epsilon", epsilon));
    }

    /** The same of what is computed in 32 bits, as it always is here; the result is as all else. */
    public Value exactRootMeanSquareNorm(String name, Value x, double epsilon) {
        if (graph.precision() == Precision.FLOAT32) {
            return rootMeanSquareNorm(name, x, epsilon);
        }
        StoredTensor scale = in(name).tensor("weight", 1);
        Value ones = graph.exactNumbers(
                java.util.Collections.nCopies((int) scale.elements(), 1.0), List.of(scale.elements()));
        Value normal = graph.apply("SimplifiedLayerNormalization", List.of(x, ones), attribute("epsilon", epsilon));
        return normal.inexact().times(graph.weight(scale));
    }

    /** The vectors of tokens. */
    public Value embedding(String name, Value ids) {
        return weight(name + ".weight", 2).gather(0, ids);
    }
}
