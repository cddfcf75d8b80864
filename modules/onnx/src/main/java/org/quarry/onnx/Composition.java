package org.quarry.onnx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.quarry.node.model.Model;
import org.quarry.node.model.ModelException;
import org.quarry.node.model.ModelForm;
import org.quarry.node.model.ModelRequest;

/** Puts a model together from parts of several, and says in words which do not belong together. */
final class Composition {
    private static final List<String> TOKENIZER_FILES = List.of("vocab.json", "tokenizer.json", "spiece.model");

    private final OnnxModel base;
    private final Map<String, ComposedModel.Part> parts = new LinkedHashMap<>();

    private Composition(OnnxModel base) {
        this.base = base;
    }

    /** @throws ModelException if a part is missing or fits no place of the model */
    static Model of(ModelRequest request, Function<String, OnnxModel> models) {
        OnnxModel base = models.apply(request.name());
        if (request.textEncoders().isEmpty() && request.vae().isEmpty()) {
            return base;
        }
        Composition composition = new Composition(base);
        request.textEncoders().forEach(name -> composition.takeTextEncoders(models.apply(name)));
        if (!request.vae().isEmpty()) {
            composition.takeVae(models.apply(request.vae()));
        }
        List<String> others = request.names().subList(1, request.names().size());
        return new ComposedModel(base, composition.parts, others);
    }

    /** A text encoder that is offered. @param width of its output, if its settings tell */
    private record Offer(String component, boolean t5, OptionalLong width) {
        @Override
        public String toString() {
            return component + " (" + (t5 ? "T5" : "CLIP") + (width.isPresent() ? " of width " + width.getAsLong() : "")
                    + ")";
        }
    }

    private void takeTextEncoders(OnnxModel donor) {
        List<Offer> offers = donor.description().components().stream()
                .filter(component -> component.equals("t5") || component.startsWith("text_encoder"))
                .map(component -> offer(donor, component))
                .toList();
        List<Place> places = places();
        boolean taken = false;
        for (Place place : places) {
            Optional<Offer> fitting = offers.stream()
                    .filter(offer -> place.fits(offer))
                    .max(java.util.Comparator.comparing(
                            offer -> offer.component().equals(place.component())));
            if (fitting.isPresent()) {
                parts.put(
                        place.component(),
                        new ComposedModel.Part(donor, fitting.get().component()));
                takeTokenizer(donor, fitting.get().component(), place.component());
                taken = true;
            }
        }
        if (!taken) {
            throw new ModelException("'" + donor.description().name() + "' has no text encoder that fits "
                    + base() + ": it has " + listed(offers) + ", wanted is " + listed(places)
                    + "; name another in 'text encoders from'");
        }
    }

    private static String listed(List<?> things) {
        return things.isEmpty() ? "none" : things.stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    private static Offer offer(OnnxModel donor, String component) {
        Map<String, Object> settings = donor.config(component);
        boolean t5 = settings.containsKey("d_model");
        return new Offer(component, t5, whole(settings, t5 ? "d_model" : "hidden_size"));
    }

    private static OptionalLong whole(Map<String, Object> settings, String key) {
        return settings.get(key) instanceof Long number ? OptionalLong.of(number) : OptionalLong.empty();
    }

    private void takeTokenizer(OnnxModel donor, String encoder, String place) {
        String there = encoder.replace("text_encoder", "tokenizer");
        if (TOKENIZER_FILES.stream().anyMatch(file -> donor.has(there + "/" + file))) {
            parts.put(place.replace("text_encoder", "tokenizer"), new ComposedModel.Part(donor, there));
        }
    }

    /** Where a model wants a text encoder. @param width of its output, if the denoising network tells */
    private record Place(String component, boolean t5, OptionalLong width) {
        boolean fits(Offer offer) {
            boolean wide = width.isEmpty()
                    ? offer.component().equals(component)
                    : offer.width().isEmpty() || offer.width().equals(width);
            return offer.t5() == t5 && wide;
        }

        @Override
        public String toString() {
            return new Offer(component, t5, width).toString();
        }
    }

    /** By what the denoising network takes in (settings of UNet2DConditionModel, FluxTransformer2DModel, SD3Transformer2DModel). */
    private List<Place> places() {
        Map<String, Object> transformer = base.config("transformer");
        Map<String, Object> unet = base.config("unet");
        OptionalLong context = whole(unet, "cross_attention_dim");
        OptionalLong joint = whole(transformer, "joint_attention_dim");
        List<Place> places = new ArrayList<>();
        switch (base.description().family()) {
            case "flux" -> {
                places.add(new Place("text_encoder", false, whole(transformer, "pooled_projection_dim")));
                places.add(new Place("text_encoder_2", true, joint));
            }
            case "sd3" -> {
                OptionalLong both = whole(transformer, "pooled_projection_dim");
                boolean published = both.equals(OptionalLong.of(768 + 1280));
                places.add(new Place("text_encoder", false, published ? OptionalLong.of(768) : OptionalLong.empty()));
                places.add(
                        new Place("text_encoder_2", false, published ? OptionalLong.of(1280) : OptionalLong.empty()));
                places.add(new Place("text_encoder_3", true, joint));
            }
            case "sdxl" -> {
                OptionalLong pooled = pooled(unet);
                if (!pooled.equals(context)) {
                    places.add(new Place("text_encoder", false, difference(context, pooled)));
                }
                places.add(new Place("text_encoder_2", false, pooled));
            }
            default -> places.add(new Place("text_encoder", false, context));
        }
        return places;
    }

    /** Beside it stand six sizes, or five, each as {@code addition_time_embed_dim} numbers (Podell et al. 2023, 2.2). */
    private static OptionalLong pooled(Map<String, Object> unet) {
        OptionalLong all = whole(unet, "projection_class_embeddings_input_dim");
        OptionalLong each = whole(unet, "addition_time_embed_dim");
        OptionalLong context = whole(unet, "cross_attention_dim");
        if (all.isEmpty() || each.isEmpty()) {
            return OptionalLong.empty();
        }
        boolean refiner = context.equals(OptionalLong.of(all.getAsLong() - 5 * each.getAsLong()));
        return refiner ? context : OptionalLong.of(all.getAsLong() - 6 * each.getAsLong());
    }

    private static OptionalLong difference(OptionalLong a, OptionalLong b) {
        return a.isPresent() && b.isPresent() ? OptionalLong.of(a.getAsLong() - b.getAsLong()) : OptionalLong.empty();
    }

    private void takeVae(OnnxModel donor) {
        String name = "'" + donor.description().name() + "'";
        if (!donor.description().components().contains("vae_decoder")) {
            throw new ModelException(name + " has no VAE, it has "
                    + listed(donor.description().components()) + "; name another in 'vae from'");
        }
        OptionalLong wanted = channels();
        OptionalLong found = whole(donor.config("vae_decoder"), "latent_channels");
        if (wanted.isPresent() && found.isPresent() && !wanted.equals(found)) {
            throw new ModelException(name + " has a VAE of " + found.getAsLong() + " channels, " + base()
                    + " wants one of " + wanted.getAsLong() + "; name another in 'vae from'");
        }
        boolean alone = donor.description().form() == ModelForm.PART;
        if (!alone && !latents(donor).equals(latents(base))) {
            throw new ModelException(
                    name + " is of the family " + donor.description().family() + ", and " + base()
                            + " has latents of another scale; name another in 'vae from'");
        }
        parts.put("vae", new ComposedModel.Part(donor, "vae"));
    }

    /** Of the latents; a transformer of FLUX gets them in squares of four. */
    private OptionalLong channels() {
        Map<String, Object> transformer = base.config("transformer");
        OptionalLong packed = whole(transformer, "in_channels");
        if (packed.isPresent() && base.description().family().equals("flux")) {
            return OptionalLong.of(packed.getAsLong() / 4);
        }
        return packed.isPresent() ? packed : whole(base.config("unet"), "out_channels");
    }

    /** Families whose latents are made alike. */
    private static String latents(Model model) {
        String family = model.description().family();
        return family.startsWith("sd-") || family.equals("sd2") ? "sd15" : family;
    }

    private String base() {
        return "'" + base.description().name() + "' of the family "
                + base.description().family();
    }
}
