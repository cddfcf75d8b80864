package org.quarry.node.model;

import java.util.List;

/**
 * An input or output that a network declares.
 *
 * @param name the network's own name for it
 * @param type how its elements are stored
 * @param axes the size of each axis, -1 where any size fits; empty for a scalar
 */
public record NetworkPort(String name, Element type, List<Integer> axes) {
    /** Copies the list. */
    public NetworkPort {
        axes = List.copyOf(axes);
    }

    static NetworkPort like(List<NetworkPort> ports, String... names) {
        for (String name : names) {
            for (NetworkPort port : ports) {
                if (port.name().equals(name)) {
                    return port;
                }
            }
        }
        return ports.get(0);
    }

    /** How a network stores the elements of a tensor. */
    public enum Element {
        /** IEEE 754, 64 bits. */
        FLOAT64,
        /** IEEE 754, 32 bits. */
        FLOAT32,
        /** IEEE 754, 16 bits. */
        FLOAT16,
        /** The upper half of a 32-bit float. */
        BFLOAT16,
        /** Whole numbers of 64 bits. */
        INT64,
        /** Whole numbers of 32 bits. */
        INT32,
        /** Whole numbers of 8 bits, unsigned. */
        UINT8,
        /** Truth values. */
        BOOL
    }

    /** As in {@code sample float32 [?, 4, ?, ?]}. */
    @Override
    public String toString() {
        return name + " " + type.name().toLowerCase(java.util.Locale.ROOT) + " "
                + axes.stream().map(axis -> axis < 0 ? "?" : axis.toString()).toList();
    }
}
