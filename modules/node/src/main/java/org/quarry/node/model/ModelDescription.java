package org.quarry.node.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What is known of a model from its folder's listing and settings, without loading a network.
 *
 * @param name what users call it: the folder's path below the models folder
 * @param family which models its latents and conditionings fit, as in {@code sd15} or {@code sdxl}
 * @param folder where it is
 * @param components the networks it has, by component name
 * @param missing what its settings or networks name and that is not there, with what to do where that is not plain
 * @param precision of its weights: {@code float32}, {@code float16}, {@code mixed}
 * @param bytes of all its files
 * @param sizes what shapes may refer to: {@code channels} of its latents, {@code factor} between pixels and latents,
 *     {@code textWidth} and {@code textLength} of its conditioning, {@code side} of the pictures it was trained on in
 *     pixels, {@code guidance} of what tells its denoising network a guidance scale. A size that the folder does not tell, or
 *     that the model does not have, is absent.
 * @param form how it lies on disk
 */
public record ModelDescription(
        String name,
        String family,
        Path folder,
        List<String> components,
        List<String> missing,
        String precision,
        long bytes,
        Map<String, Integer> sizes,
        ModelForm form) {
    /** Copies the collections. */
    public ModelDescription {
        components = List.copyOf(components);
        missing = List.copyOf(missing);
        sizes = Map.copyOf(sizes);
    }

    /** A folder of networks in ONNX's format. */
    public ModelDescription(
            String name,
            String family,
            Path folder,
            List<String> components,
            List<String> missing,
            String precision,
            long bytes,
            Map<String, Integer> sizes) {
        this(name, family, folder, components, missing, precision, bytes, sizes, ModelForm.ONNX);
    }

    /** What to do about what is missing, as the end of a sentence. */
    public String advice() {
        return form == ModelForm.FILE
                ? "name files or folders that have them in 'text encoders from' and 'vae from' of Load model"
                : "download its folder again";
    }

    /** The same of another family. */
    public ModelDescription withFamily(String other) {
        return new ModelDescription(name, other, folder, components, missing, precision, bytes, sizes, form);
    }
}
