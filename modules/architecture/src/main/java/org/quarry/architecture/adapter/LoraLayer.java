package org.quarry.architecture.adapter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.quarry.architecture.checkpoint.CheckpointException;
import org.quarry.architecture.checkpoint.Numbers;
import org.quarry.architecture.checkpoint.Safetensors;
import org.quarry.architecture.checkpoint.StoredTensor;

/**
 * One layer that a LoRA changes.
 *
 * @param stored its name in the file
 * @param component {@code denoiser}, or a text encoder's name in a folder
 * @param name within that component
 * @param down the half that the layer's input goes through first
 * @param up the other half
 * @param scale alpha / rank, or what PEFT's settings say instead; 1 where the file has no alpha
 */
record LoraLayer(String stored, String component, String name, StoredTensor down, StoredTensor up, double scale) {
    private static final String DENOISER = "denoiser";
    private static final String PEFT = "base_model.model.";

    /** Of kohya, Diffusers in its order of appearance, and PEFT. */
    private static final Pattern HALF = Pattern.compile("(.*?)(?:\\.lora_|\\.lora\\.|_lora\\.|\\.lora_linear_layer\\.)"
            + "(?:(down|A(?:\\.\\w+)?)|up|B(?:\\.\\w+)?)\\.weight");

    private static final Pattern ALPHA = Pattern.compile("(.*?)(?:_lora)?\\.alpha");

    /** What begins a layer's name says which component it is of; the first that fits counts. */
    private static final List<Map.Entry<String, String>> PREFIXES = List.of(
            Map.entry("lora_unet_", DENOISER),
            Map.entry("lora_transformer_", DENOISER),
            Map.entry("lora_te1_", "text_encoder"),
            Map.entry("lora_te2_", "text_encoder_2"),
            Map.entry("lora_te3_", "text_encoder_3"),
            Map.entry("lora_te_", "text_encoder"),
            Map.entry("unet.", DENOISER),
            Map.entry("transformer.", DENOISER),
            Map.entry("model.diffusion_model.", DENOISER),
            Map.entry("diffusion_model.", DENOISER),
            Map.entry("text_encoder.", "text_encoder"),
            Map.entry("text_encoder_2.", "text_encoder_2"),
            Map.entry("text_encoder_3.", "text_encoder_3"));

    /** Other ways of changing weights that come in files of the same kind, by what ends their tensors' names. */
    private static final List<Map.Entry<Pattern, String>> OTHERS = List.of(
            Map.entry(Pattern.compile("\\.hada_[wt][12](_[ab])?$"), "LoHa"),
            Map.entry(Pattern.compile("\\.lokr_[wt][12](_[ab])?$"), "LoKr"),
            Map.entry(Pattern.compile("\\.(dora_scale|lora_magnitude_vector(\\.\\w+)?(\\.weight)?)$"), "DoRA"),
            Map.entry(Pattern.compile("\\.oft_(blocks|diag)$"), "OFT"),
            Map.entry(Pattern.compile("\\.lora_mid\\.weight$"), "LoCon with Tucker's decomposition"),
            Map.entry(Pattern.compile("\\.(diff|diff_b|w_norm|b_norm)$"), "whole differences of weights"),
            Map.entry(Pattern.compile("\\.[ab][12]\\.weight$"), "GLoRA"),
            Map.entry(Pattern.compile("\\.on_input$"), "IA3"));

    /** A layer whose two halves are being gathered. */
    private static final class Halves {
        private final List<StoredTensor> down = new ArrayList<>();
        private final List<StoredTensor> up = new ArrayList<>();
    }

    /** All layers of a file. @throws CheckpointException if it is no LoRA, or of a kind that is not computed */
    static List<LoraLayer> all(Safetensors file) {
        Map<String, Halves> halves = new TreeMap<>();
        Map<String, StoredTensor> alphas = new TreeMap<>();
        file.tensors().forEach((name, tensor) -> {
            refuseOthers(file, name);
            Matcher half = HALF.matcher(name);
            Matcher alpha = ALPHA.matcher(name);
            if (half.matches()) {
                Halves layer = halves.computeIfAbsent(half.group(1), key -> new Halves());
                (half.group(2) == null ? layer.up : layer.down).add(tensor);
            } else if (alpha.matches() && tensor.elements() == 1) {
                alphas.put(alpha.group(1), tensor);
            }
        });
        if (halves.isEmpty()) {
            throw new CheckpointException(
                    file.file() + " is no LoRA: none of its " + file.tensors().size()
                            + " tensors is named lora_down, lora_up, lora_A or lora_B; choose another file");
        }
        Map<StoredTensor, float[]> numbers = Numbers.read(file, alphas.values());
        PeftSettings peft = PeftSettings.of(file);
        List<LoraLayer> layers = new ArrayList<>();
        halves.forEach((name, layer) -> {
            if (layer.down.size() != 1 || layer.up.size() != 1) {
                throw new CheckpointException(file.file() + " is not whole: of the change of '" + name + "' it has "
                        + layer.down.size() + " first and " + layer.up.size()
                        + " second halves, one of each was wanted; download it again");
            }
            float[] alpha = numbers.getOrDefault(alphas.get(name), new float[0]);
            layers.add(of(name, layer, alpha.length == 1 ? OptionalDouble.of(alpha[0]) : peft.alpha(name), peft));
        });
        return layers;
    }

    private static void refuseOthers(Safetensors file, String name) {
        for (Map.Entry<Pattern, String> other : OTHERS) {
            if (other.getKey().matcher(name).find()) {
                throw new CheckpointException(file.file() + " changes weights by " + other.getValue() + " ('" + name
                        + "'), and only LoRA, of two plain halves, is computed; take a LoRA of the same, or a model"
                        + " that it was merged into");
            }
        }
    }

    private static LoraLayer of(String stored, Halves halves, OptionalDouble alpha, PeftSettings peft) {
        StoredTensor down = halves.down.get(0);
        StoredTensor up = halves.up.get(0);
        if (down.axes().size() < 2
                || up.axes().size() < 2
                || !down.axes().get(0).equals(up.axes().get(1))) {
            throw new CheckpointException(down.file() + ": the halves of the change of '" + stored + "' are "
                    + down.shape() + " and " + up.shape()
                    + ", the first's rows were to be as many as the second's columns; download it again");
        }
        double scale = alpha.isPresent()
                ? alpha.getAsDouble() / peft.divisor(stored, down.axes().get(0))
                : 1;
        Map.Entry<String, String> place = place(stored);
        return new LoraLayer(stored, place.getKey(), place.getValue(), down, up, scale);
    }

    /** The component of a layer and its name within. */
    private static Map.Entry<String, String> place(String stored) {
        String name = stored.startsWith(PEFT) ? stored.substring(PEFT.length()) : stored;
        return PREFIXES.stream()
                .filter(prefix -> name.startsWith(prefix.getKey()))
                .findFirst()
                .map(prefix -> Map.entry(
                        prefix.getValue(), name.substring(prefix.getKey().length())))
                .orElse(Map.entry(DENOISER, name));
    }

    /** Whether it changes a component. @param folder the component's name in a folder */
    boolean isOf(String folder) {
        return component.equals(folder) || component.equals(DENOISER) && isDenoiser(folder);
    }

    private static boolean isDenoiser(String folder) {
        return folder.equals("unet") || folder.equals("transformer");
    }
}
