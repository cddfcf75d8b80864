package org.quarry.architecture.graph;

import static org.quarry.architecture.graph.Protos.attribute;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * A tensor that a graph computes, or an absent operand. Operations add a node to the graph; their names are the formulas'. In
 * {@link #reshape}, 0 keeps the size of an axis and -1 stands for what is left.
 *
 * @param graph to which it belongs
 * @param name within the graph; empty for an absent operand
 */
public record Value(Graph graph, String name) {
    private static final double LARGEST_HALF = 65504;

    /** This plus another one; sizes of 1 are repeated. */
    public Value plus(Value other) {
        return graph.apply("Add", List.of(this, other));
    }

    /** This minus another one; sizes of 1 are repeated. */
    public Value minus(Value other) {
        return graph.apply("Sub", List.of(this, other));
    }

    /** This times another one, element by element; sizes of 1 are repeated. */
    public Value times(Value other) {
        return graph.apply("Mul", List.of(this, other));
    }

    /** Each element times a number. */
    public Value times(double factor) {
        return times(graph.number(factor));
    }

    /** Whole numbers divided by another one, what is left over cut off. */
    public Value dividedBy(long other) {
        return graph.apply("Div", List.of(this, graph.whole(other)));
    }

    /** The matrix product over the last two axes. */
    public Value matrixTimes(Value other) {
        return graph.apply("MatMul", List.of(this, other));
    }

    /**
     * The matrix product with a transposed matrix. One operator of ONNX Runtime: with a transposition of its own, loading would hold
     * all weights twice.
     */
    public Value timesTransposed(Value matrix) {
        return graph.applyOfRuntime("FusedMatMul", List.of(this, matrix), Protos.attribute("transB", 1L));
    }

    /** The sine of each element. */
    public Value sin() {
        return graph.apply("Sin", List.of(this));
    }

    /** The cosine of each element. */
    public Value cos() {
        return graph.apply("Cos", List.of(this));
    }

    /** x σ(x), the sigmoid linear unit (Elfwing et al. 2017). */
    public Value silu() {
        return times(graph.apply("Sigmoid", List.of(this)));
    }

    /** x Φ(x), the Gaussian error linear unit (Hendrycks and Gimpel 2016). */
    public Value gelu() {
        return graph.apply("Gelu", List.of(this));
    }

    /** Its approximation by a hyperbolic tangent (the same paper, section 2). */
    public Value geluByTanh() {
        return graph.apply("Gelu", List.of(this), attribute("approximate", "tanh"));
    }

    /** Its approximation x σ(1.702 x) (the same paper, section 2). */
    public Value quickGelu() {
        return times(graph.apply("Sigmoid", List.of(times(1.702))));
    }

    /** Other axes for the same elements. */
    public Value reshape(long... axes) {
        return reshape(graph.whole(axes));
    }

    /** Other axes for the same elements, sizes that are computed. */
    public Value reshape(Value axes) {
        return graph.apply("Reshape", List.of(this, axes));
    }

    /** Its axes in another order. */
    public Value transpose(long... order) {
        return graph.apply("Transpose", List.of(this), attribute("perm", boxed(order)));
    }

    /** New axes of size 1 at these places. */
    public Value unsqueeze(long... places) {
        return graph.apply("Unsqueeze", List.of(this, graph.whole(places)));
    }

    /** The sizes of its axes. */
    public Value shape() {
        return graph.apply("Shape", List.of(this));
    }

    /** The sizes of its axes from one to another, the latter not included. */
    public Value shape(long from, long to) {
        return graph.apply("Shape", List.of(this), attribute("start", from), attribute("end", to));
    }

    /** Its elements along an axis from one place to another, the latter not included. */
    public Value slice(long axis, long from, long to) {
        return slice(axis, graph.whole(from), graph.whole(to));
    }

    /** The same with places that are computed. */
    public Value slice(long axis, Value from, Value to) {
        return graph.apply("Slice", List.of(this, from, to, graph.whole(axis)));
    }

    /** Those along an axis that whole numbers name. */
    public Value gather(long axis, Value indices) {
        return graph.apply("Gather", List.of(this, indices), attribute("axis", axis));
    }

    /** Equal parts along an axis. */
    public List<Value> split(long axis, int parts) {
        return graph.several(
                parts,
                node -> node.setOpType("Split")
                        .addInput(name)
                        .addAttribute(attribute("axis", axis))
                        .addAttribute(attribute("num_outputs", parts)));
    }

    /** This and others, one after the other along an axis. */
    public Value concat(long axis, Value... others) {
        List<Value> all = java.util.stream.Stream.concat(java.util.stream.Stream.of(this), Arrays.stream(others))
                .toList();
        return graph.apply("Concat", all, attribute("axis", axis));
    }

    /** Repeated where its size is 1 to the sizes that another value computes. */
    public Value expand(Value sizes) {
        return graph.apply("Expand", List.of(this, sizes));
    }

    /** As another type of ONNX. */
    Value cast(int type) {
        return graph.apply("Cast", List.of(this), attribute("to", type));
    }

    /** In 32 bits, for sums that grow beyond what fewer hold. */
    public Value exact() {
        return graph.precision() == Precision.FLOAT32 ? this : cast(Protos.FLOAT);
    }

    /** Kept within what 16 bits hold, where these are computed with. */
    public Value finite() {
        if (graph.precision() == Precision.FLOAT32) {
            return this;
        }
        return graph.apply("Clip", List.of(this, graph.number(-LARGEST_HALF), graph.number(LARGEST_HALF)));
    }

    /** What was computed in 32 bits, as all else is computed. */
    public Value inexact() {
        return graph.asComputed(this, Protos.FLOAT);
    }

    /** Each element kept between two whole numbers. */
    public Value clipped(long least, long most) {
        return graph.apply("Min", List.of(atLeast(least), graph.whole(most)));
    }

    /** Each whole number, or the least one where it is below that. */
    public Value atLeast(long least) {
        return graph.apply("Max", List.of(this, graph.whole(least)));
    }

    /** This value's vectors where whole numbers are below a bound, else another's. @param numbers of this shape without the last axis */
    public Value whereBelow(Value numbers, long bound, Value otherwise) {
        Value below = graph.apply("Less", List.of(numbers, graph.whole(bound)));
        return graph.apply("Where", List.of(below.unsqueeze(-1), this, otherwise));
    }

    /** 1 where a whole number is equal to this one, else 0. */
    public Value isEqualTo(long number) {
        return graph.apply("Equal", List.of(this, graph.whole(number))).cast(Protos.INT64);
    }

    /** For each row of whole numbers the first place of its largest, of shape {@code B,1}. */
    public Value placeOfLargest() {
        return graph.apply("ArgMax", List.of(cast(Protos.INT32)), attribute("axis", 1));
    }

    /** From {@code B,L,D} the vectors at one place for each row. @param places of shape {@code B,1} */
    public Value atPlaces(Value places) {
        return graph.apply("GatherND", List.of(this, places), attribute("batch_dims", 1));
    }

    private static List<Long> boxed(long... numbers) {
        return LongStream.of(numbers).boxed().toList();
    }
}
