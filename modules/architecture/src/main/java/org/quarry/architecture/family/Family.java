package org.quarry.architecture.family;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quarry.architecture.checkpoint.StoredTensor;
import org.quarry.architecture.checkpoint.Weights;

/** A published family, with what all of its models have in common and their files do not say. */
enum Family {
    STABLE_DIFFUSION_1("StableDiffusionPipeline", 64, Schedulers.PNDM, List.of("text_encoder", "unet", "vae")),
    /** Of the second version those at 768 pixels predict the velocity; files do not tell, and most in use are these. */
    STABLE_DIFFUSION_2("StableDiffusionPipeline", 96, Schedulers.DDIM_VELOCITY, List.of("text_encoder", "unet", "vae")),
    STABLE_DIFFUSION_XL(
            "StableDiffusionXLPipeline",
            128,
            Schedulers.EULER,
            List.of("text_encoder", "text_encoder_2", "unet", "vae")),
    STABLE_DIFFUSION_XL_REFINER(
            "StableDiffusionXLImg2ImgPipeline", 128, Schedulers.EULER, List.of("text_encoder_2", "unet", "vae")),
    /** 3, 3.5 medium and 3.5 large; T5 may be missing. */
    STABLE_DIFFUSION_3(
            "StableDiffusion3Pipeline",
            128,
            Schedulers.STABLE_DIFFUSION_3,
            List.of("text_encoder", "text_encoder_2", "transformer", "vae")),
    FLUX_DEV("FluxPipeline", 128, Schedulers.FLUX_DEV, List.of("text_encoder", "text_encoder_2", "transformer", "vae")),
    FLUX_SCHNELL(
            "FluxPipeline",
            128,
            Schedulers.FLUX_SCHNELL,
            List.of("text_encoder", "text_encoder_2", "transformer", "vae"));

    private static final int OPEN_CLIP_H = 1024;
    private static final int REFINER_TEXT = 1280;

    private final String pipeline;
    private final int side;
    private final Map<String, Object> scheduler;
    private final List<String> components;

    Family(String pipeline, int side, Map<String, Object> scheduler, List<String> components) {
        this.pipeline = pipeline;
        this.side = side;
        this.scheduler = scheduler;
        this.components = components;
    }

    /** The family of a file's networks; empty if the one that removes noise is not among them. */
    static Optional<Family> of(Map<String, Weights> networks) {
        Weights transformer = networks.get("transformer");
        if (transformer != null && transformer.find("pos_embed.proj.weight").isPresent()) {
            return Optional.of(STABLE_DIFFUSION_3);
        } else if (transformer != null) {
            boolean guided = transformer
                    .find("time_text_embed.guidance_embedder.linear_1.weight")
                    .isPresent();
            return Optional.of(guided ? FLUX_DEV : FLUX_SCHNELL);
        }
        return Optional.ofNullable(networks.get("unet")).map(Family::ofUnet);
    }

    private static Family ofUnet(Weights unet) {
        long text = unet.find("mid_block.attentions.0.transformer_blocks.0.attn2.to_k.weight")
                .map(StoredTensor::axes)
                .map(axes -> axes.get(axes.size() - 1))
                .orElse(0L);
        if (unet.find("add_embedding.linear_1.weight").isPresent()) {
            return text == REFINER_TEXT ? STABLE_DIFFUSION_XL_REFINER : STABLE_DIFFUSION_XL;
        }
        return text == OPEN_CLIP_H ? STABLE_DIFFUSION_2 : STABLE_DIFFUSION_1;
    }

    /** The name of Diffusers' pipeline for it. */
    String pipeline() {
        return pipeline;
    }

    /** The side of the latents that it was trained on. */
    int side() {
        return side;
    }

    /** The settings of the scheduler that it was published with. */
    Map<String, Object> scheduler() {
        return scheduler;
    }

    /** The networks that it needs, as a folder names them. */
    List<String> components() {
        return components;
    }

    /** Of the latents (AutoencoderKL's settings of the published models). */
    Map<String, Object> latents() {
        return switch (this) {
            case STABLE_DIFFUSION_1, STABLE_DIFFUSION_2 -> Map.of("scaling_factor", 0.18215);
            case STABLE_DIFFUSION_XL, STABLE_DIFFUSION_XL_REFINER ->
                Map.of("scaling_factor", 0.13025, "force_upcast", true);
            case STABLE_DIFFUSION_3 -> Map.of("scaling_factor", 1.5305, "shift_factor", 0.0609, "force_upcast", true);
            case FLUX_DEV, FLUX_SCHNELL ->
                Map.of("scaling_factor", 0.3611, "shift_factor", 0.1159, "force_upcast", true);
        };
    }

    /** The tokenizer of T5 among the folders of a model that has these networks; empty if it reads nothing with T5. */
    Optional<String> tokenizerOfT5(Map<String, Weights> networks) {
        return switch (this) {
            case FLUX_DEV, FLUX_SCHNELL -> Optional.of("tokenizer_2");
            case STABLE_DIFFUSION_3 ->
                networks.containsKey("text_encoder_3") ? Optional.of("tokenizer_3") : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** What fills a prompt up in each of its CLIP tokenizers. */
    Map<String, String> paddings() {
        return switch (this) {
            case STABLE_DIFFUSION_1, FLUX_DEV, FLUX_SCHNELL -> Map.of("tokenizer", "<|endoftext|>");
            case STABLE_DIFFUSION_2 -> Map.of("tokenizer", "!");
            case STABLE_DIFFUSION_XL, STABLE_DIFFUSION_3 -> Map.of("tokenizer", "<|endoftext|>", "tokenizer_2", "!");
            case STABLE_DIFFUSION_XL_REFINER -> Map.of("tokenizer_2", "!");
        };
    }
}
