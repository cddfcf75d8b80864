package org.quarry.architecture.checkpoint;

import java.util.Arrays;
import java.util.Optional;

/** How a checkpoint stores numbers, by the names of the safetensors format. */
public enum ElementType {
    /** IEEE 754, 64 bits. */
    F64(8),
    /** IEEE 754, 32 bits. */
    F32(4),
    /** IEEE 754, 16 bits. */
    F16(2),
    /** The upper half of a 32-bit float. */
    BF16(2),
    /** 8-bit float, 4 bits of exponent, finite values only (Micikevicius et al. 2022). */
    F8_E4M3(1),
    /** 8-bit float, 5 bits of exponent (Micikevicius et al. 2022). */
    F8_E5M2(1),
    /** Whole numbers of 64 bits. */
    I64(8),
    /** Whole numbers of 32 bits. */
    I32(4),
    /** Whole numbers of 16 bits. */
    I16(2),
    /** Whole numbers of 8 bits. */
    I8(1),
    /** Whole numbers of 64 bits, unsigned. */
    U64(8),
    /** Whole numbers of 32 bits, unsigned. */
    U32(4),
    /** Whole numbers of 16 bits, unsigned. */
    U16(2),
    /** Whole numbers of 8 bits, unsigned. */
    U8(1),
    /** Truth values, one byte each. */
    BOOL(1);

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    /** Of one element. */
    public int bytes() {
        return bytes;
    }

    /** Whether networks can have their weights in it. */
    public boolean floating() {
        return ordinal() <= F8_E5M2.ordinal();
    }

    static Optional<ElementType> of(String name) {
        return Arrays.stream(values())
                .filter(type -> type.name().equals(name) || (name.equals("F8_E4M3FN") && type == F8_E4M3))
                .findFirst();
    }
}
