package org.quarry.architecture.naming;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.quarry.architecture.checkpoint.StoredTensor;
import org.quarry.architecture.checkpoint.Weights;

/**
 * The modulations of a transformer that have a scale and a shift and no gate. Diffusers stores the scale first, the authors of FLUX and
 * Stable Diffusion 3 the shift: apart they are the same, whatever file they or their changes are from.
 */
public final class LastModulations {
    private static final Pattern LINEAR =
            Pattern.compile("(norm_out|(transformer_blocks\\.\\d+)\\.norm1_context)\\.linear\\.(weight|bias)");

    private LastModulations() {}

    /** The same weights with these modulations under {@code scale} and {@code shift}; others as they are. */
    public static Weights apart(Weights weights) {
        Map<String, StoredTensor> apart = new LinkedHashMap<>();
        weights.tensors().forEach((name, tensor) -> apart.putAll(apart(weights, name, tensor)));
        return new Weights(weights.what(), apart, weights.changes());
    }

    private static Map<String, StoredTensor> apart(Weights weights, String name, StoredTensor tensor) {
        Matcher linear = LINEAR.matcher(name);
        if (!linear.matches() || goesOn(weights, linear)) {
            return Map.of(name, tensor);
        }
        return halves(linear.group(1), "." + linear.group(3), tensor);
    }

    /** In all blocks but the last the text has a gate, too, and FLUX's text has one everywhere. */
    private static boolean goesOn(Weights weights, Matcher linear) {
        String block = linear.group(2);
        return block != null && weights.find(block + ".attn.to_add_out.weight").isPresent();
    }

    /** What Diffusers stores as one layer. @param norm as in {@code norm_out} @param kind as in {@code .weight} */
    static Map<String, StoredTensor> halves(String norm, String kind, StoredTensor linear) {
        return Map.of(norm + ".scale" + kind, linear.part(0, 2), norm + ".shift" + kind, linear.part(1, 2));
    }
}
