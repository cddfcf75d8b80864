package org.quarry.editor.canvas;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds things on an endless plane by where they are: a grid of squares, each with what touches it. */
final class SpatialIndex<T> {
    private static final double SIDE = 512;
    /** What touches more squares is asked every time instead of being listed in each. */
    private static final int LARGE = 64;

    private final Map<Long, List<T>> squares = new HashMap<>();
    private final Map<T, Rectangle2D> bounds = new HashMap<>();
    private final Set<T> large = new LinkedHashSet<>();

    /** Puts a thing somewhere, or elsewhere. */
    void put(T thing, Rectangle2D at) {
        remove(thing);
        bounds.put(thing, at);
        if (count(at) > LARGE) {
            large.add(thing);
            return;
        }
        forSquares(
                at,
                square -> squares.computeIfAbsent(square, key -> new ArrayList<>(8))
                        .add(thing));
    }

    void remove(T thing) {
        Rectangle2D at = bounds.remove(thing);
        if (at != null && !large.remove(thing)) {
            forSquares(at, square -> {
                List<T> there = squares.get(square);
                if (there != null) {
                    there.remove(thing);
                    if (there.isEmpty()) {
                        squares.remove(square);
                    }
                }
            });
        }
    }

    /** Whatever touches an area, each once, in no order. */
    Collection<T> touching(Rectangle2D area) {
        if (count(area) > squares.size()) {
            return bounds.entrySet().stream()
                    .filter(entry -> touch(entry.getValue(), area))
                    .map(Map.Entry::getKey)
                    .toList();
        }
        Set<T> found = new LinkedHashSet<>();
        forSquares(area, square -> {
            List<T> there = squares.get(square);
            if (there != null) {
                there.stream().filter(thing -> touches(thing, area)).forEach(found::add);
            }
        });
        large.stream().filter(thing -> touches(thing, area)).forEach(found::add);
        return found;
    }

    private boolean touches(T thing, Rectangle2D area) {
        Rectangle2D at = bounds.get(thing);
        return at != null && touch(at, area);
    }

    /** Unlike {@link Rectangle2D#intersects}, level lines and points count. */
    private static boolean touch(Rectangle2D a, Rectangle2D b) {
        return a.getX() <= b.getMaxX() && b.getX() <= a.getMaxX() && a.getY() <= b.getMaxY() && b.getY() <= a.getMaxY();
    }

    private static double count(Rectangle2D at) {
        return (at.getWidth() / SIDE + 1) * (at.getHeight() / SIDE + 1);
    }

    private static void forSquares(Rectangle2D at, java.util.function.LongConsumer work) {
        int right = square(at.getMaxX());
        int bottom = square(at.getMaxY());
        for (int x = square(at.getX()); x <= right; x++) {
            for (int y = square(at.getY()); y <= bottom; y++) {
                work.accept((long) x << 32 | y & 0xFFFF_FFFFL);
            }
        }
    }

    private static int square(double at) {
        return (int) Math.floor(at / SIDE);
    }
}
