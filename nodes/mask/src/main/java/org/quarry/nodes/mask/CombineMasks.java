package org.quarry.nodes.mask;

import java.util.ArrayList;
import java.util.List;
import org.quarry.node.Call;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.Port;
import org.quarry.tensor.Mask;

/** Two masks to one. */
@NodeInfo(
        id = "quarry:combine-masks",
        version = 1,
        name = "Combine masks",
        category = "Mask",
        keywords = {"union", "intersection", "difference", "add", "subtract", "and", "or"},
        doc = """
            Makes one mask of two: their union, intersection or difference.
            Of several masks each is combined with its partner; a single second mask serves all.\
            """)
public final class CombineMasks implements NodeFunction<CombineMasks.In, CombineMasks.Out> {
    /** The masks and how. */
    public record In(
            @Port(doc = "The first masks") List<Mask> first,

            @Port(doc = "The second masks: as many, or one for all")
            List<Mask> second,

            @Param(doc = "What is covered afterwards") Combining combining) {}

    /** The combined masks. */
    public record Out(
            @Port(doc = "One mask of each two", bypass = "first")
            List<Mask> masks) {}

    @Override
    public Out run(In in, Call call) {
        List<Mask> combined = new ArrayList<>();
        for (int i = 0; i < Partners.count(in.first(), "second", in.second()); i++) {
            Mask one = in.first().get(i);
            Mask other = Partners.at(in.second(), i);
            Partners.sameSize(
                    "second", Partners.size(other.width(), other.height()), Partners.size(one.width(), one.height()));
            combined.add(new Mask(
                    one.coverage().combine(other.coverage(), in.combining().formula())));
        }
        return new Out(combined);
    }
}
