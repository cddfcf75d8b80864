package org.quarry.architecture.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where to cut a row of steps so that loading the parts one after the other never takes much more memory than the weights have in the
 * end.
 *
 * <p>While ONNX Runtime makes a session it lays out the kernels of convolutions as the processor likes them, and keeps all of them as
 * they were until the last is done. What a part has twice finds room where later parts are yet to come: the part that has most of it is
 * loaded first, which no other order does better.
 */
final class Division {
    /** More of them save little: with all weights twice, five parts of the best sizes take 1.03 times the weights. */
    private static final int MOST_PARTS = 5;

    /** Places to cut that are tried, spread evenly over the weights. */
    private static final int PLACES = 40;

    private final List<Load> steps;
    private final Load all;

    /** Places to cut, as numbers of steps before them, and what these steps load. */
    private final List<Integer> places = new ArrayList<>();

    private final List<Load> before = new ArrayList<>();

    Division(List<Load> steps) {
        this.steps = steps;
        this.all = steps.stream().reduce(Load.NONE, Load::plus);
        Load sum = Load.NONE;
        long next = 0;
        for (int step = 0; step < steps.size(); step++) {
            if (sum.bytes() > next) {
                places.add(step);
                before.add(sum);
                next = sum.bytes() + all.bytes() / PLACES;
            }
            sum = sum.plus(steps.get(step));
        }
    }

    /**
     * The fewest parts that take at most so many times their weights at any time while loading, or else the best ones.
     *
     * @return before which step each ends
     */
    List<Integer> within(double times) {
        Cut best = new Cut(List.of(), peak(List.of()));
        for (int parts = 2; parts <= MOST_PARTS && best.peak > times * all.bytes(); parts++) {
            Cut cut = best(new ArrayList<>(), parts - 1);
            best = cut.peak < best.peak ? cut : best;
        }
        List<Integer> ends =
                new ArrayList<>(best.places.stream().map(places::get).toList());
        ends.add(steps.size());
        return ends;
    }

    /** @param places as indices, in order */
    private record Cut(List<Integer> places, long peak) {}

    /** The best of all that begin with these places. */
    private Cut best(List<Integer> begun, int more) {
        if (more == 0) {
            return new Cut(List.copyOf(begun), peak(begun));
        }
        Cut best = new Cut(List.of(), Long.MAX_VALUE);
        int first = begun.isEmpty() ? 0 : begun.get(begun.size() - 1) + 1;
        for (int place = first; place < places.size(); place++) {
            begun.add(place);
            Cut cut = best(begun, more - 1);
            best = cut.peak < best.peak ? cut : best;
            begun.remove(begun.size() - 1);
        }
        return best;
    }

    private long peak(List<Integer> cuts) {
        List<Load> parts = new ArrayList<>();
        Load done = Load.NONE;
        for (int cut : cuts) {
            parts.add(new Load(
                    before.get(cut).bytes() - done.bytes(), before.get(cut).twice() - done.twice()));
            done = before.get(cut);
        }
        parts.add(new Load(all.bytes() - done.bytes(), all.twice() - done.twice()));
        parts.sort(Comparator.comparingLong(Load::twice).reversed());
        long loaded = 0;
        long peak = 0;
        for (Load part : parts) {
            peak = Math.max(peak, loaded + part.bytes() + part.twice());
            loaded += part.bytes();
        }
        return peak;
    }
}
