"""Makes the cases of FewStepFamiliesGoldenIT with classes of huggingface/diffusers. See README.md.

make.py REFERENCES FOLDER: the reference checkpoints, and where the files go."""

import importlib.util
import json
import sys
from pathlib import Path

import torch
from diffusers.models.unets.unet_2d_condition import UNet2DConditionModel
from diffusers.schedulers.scheduling_ddim import DDIMScheduler
from diffusers.schedulers.scheduling_euler_ancestral_discrete import EulerAncestralDiscreteScheduler
from diffusers.schedulers.scheduling_euler_discrete import EulerDiscreteScheduler
from diffusers.schedulers.scheduling_lcm import LCMScheduler


def beside(folder):
    spec = importlib.util.spec_from_file_location(folder, Path(__file__).parents[1] / folder / "make.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


three = beside("stable-diffusion-3")
read, save = three.read, three.mmdit.save

# As Stable Diffusion 2: linear projections, and heads counted level by level.
UNET = dict(
    sample_size=16,
    in_channels=4,
    out_channels=4,
    down_block_types=("CrossAttnDownBlock2D", "DownBlock2D"),
    up_block_types=("UpBlock2D", "CrossAttnUpBlock2D"),
    block_out_channels=(8, 16),
    layers_per_block=1,
    norm_num_groups=4,
    cross_attention_dim=48,
    attention_head_dim=(1, 2),
    use_linear_projection=True,
)
WAVES = 256
BETAS = dict(beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear", num_train_timesteps=1000)
# What model sites publish with these models.
SCHEDULERS = {
    "v": DDIMScheduler(
        **BETAS, prediction_type="v_prediction", clip_sample=False, set_alpha_to_one=False, steps_offset=1
    ),
    "turbo": EulerDiscreteScheduler(**BETAS, prediction_type="epsilon", timestep_spacing="trailing"),
    "xl-turbo": EulerAncestralDiscreteScheduler(**BETAS, prediction_type="epsilon", timestep_spacing="trailing"),
    "lcm": LCMScheduler(
        **BETAS,
        prediction_type="epsilon",
        original_inference_steps=50,
        clip_sample=False,
        set_alpha_to_one=True,
        timestep_scaling=10.0,
    ),
}
# Of the generator that noise and then fresh noise are drawn from.
SEED = 11


def drawn(model, generator):
    """Every tensor random, so that nothing is without effect, and exact in 16 bits."""
    weights = {}
    for name, tensor in model.state_dict().items():
        if "norm" in name and name.endswith(".weight"):
            values = 1 + 0.2 * torch.randn(tensor.shape, generator=generator)
        else:
            fan = tensor[0].numel() if tensor.ndim > 1 else 50
            values = torch.randn(tensor.shape, generator=generator) * fan**-0.5
        weights[name] = values.to(torch.float16)
    return weights


def unet(weights, **settings):
    model = UNet2DConditionModel(**dict(UNET, **settings))
    model.load_state_dict({name: value.float() for name, value in weights.items()})
    return model.double().eval()


def large_unet(references):
    folder = references / "sdxl-tiny/unet"
    settings = json.loads((folder / "config.json").read_text())
    network = UNet2DConditionModel(**{key: value for key, value in settings.items() if not key.startswith("_")})
    network.load_state_dict(read(folder / "diffusion_pytorch_model.safetensors"))
    return network.double().eval()


def run(scheduler, steps, predict):
    """Noise, the latents after each step; networks in 64 bits, all else in 32, as it is drawn."""
    generator = torch.Generator().manual_seed(SEED)
    latents = torch.randn(1, 4, 8, 12, generator=generator)
    case = {"noise": latents}
    scheduler.set_timesteps(steps)
    latents = latents * scheduler.init_noise_sigma
    for i, timestep in enumerate(scheduler.timesteps):
        sample = scheduler.scale_model_input(latents, timestep)
        with torch.no_grad():
            prediction = predict(sample.double(), timestep.double()).float()
        further = {} if isinstance(scheduler, DDIMScheduler) else dict(generator=generator)
        latents = scheduler.step(prediction, timestep, latents, **further).prev_sample
        case[f"latents.{i}"] = latents
    print(type(scheduler).__name__, scheduler.timesteps, float(latents.std()))
    return case


def embedded_scale(scale):
    """As LatentConsistencyModelPipeline does."""
    emb = torch.log(torch.tensor(10000.0)) / (WAVES // 2 - 1)
    emb = torch.exp(torch.arange(WAVES // 2) * -emb)
    emb = torch.tensor([(scale - 1) * 1000.0])[:, None] * emb[None]
    return torch.cat([torch.sin(emb), torch.cos(emb)], dim=1).double()


def main(references, folder):
    generator = torch.Generator().manual_seed(2)
    plain = UNet2DConditionModel(**UNET)
    weights = drawn(plain, generator)
    told = {"time_embedding.cond_proj.weight": (torch.randn(8, WAVES, generator=generator) / 16).to(torch.float16)}
    save(folder / "unet.safetensors", weights)
    save(folder / "told.safetensors", told)
    (folder / "unet.json").write_text(json.dumps(dict({"_class_name": "UNet2DConditionModel"}, **UNET), indent=1) + "\n")
    for name, scheduler in SCHEDULERS.items():
        settings = {key: value for key, value in scheduler.config.items() if not key.startswith("_")}
        named = dict({"_class_name": type(scheduler).__name__}, **settings)
        (folder / f"{name}.json").write_text(json.dumps(named, indent=1) + "\n")

    recorded = read(references / "sdxl-tiny/io.safetensors")
    prompt, negative = (recorded[f"text_encoder_2.{case}.output.last_hidden_state"][:1].double() for case in ("p1", "p2"))
    embeds, pooled, ids = (
        recorded[f"end_to_end.p1.output.{name}"][1:].double() for name in ("prompt_embeds", "pooled_prompt_embeds", "time_ids")
    )
    sd, xl = unet(weights), large_unet(references)
    lcm = unet(dict(weights, **told), time_cond_proj_dim=WAVES)

    def guided(x, t):
        without, with_prompt = (sd(x, t, encoder_hidden_states=states).sample for states in (negative, prompt))
        return without + 7.5 * (with_prompt - without)

    def large(x, t):
        return xl(x, t, encoder_hidden_states=embeds, added_cond_kwargs=dict(text_embeds=pooled, time_ids=ids)).sample

    def alone(x, t):
        return sd(x, t, encoder_hidden_states=prompt).sample

    def consistent(x, t):
        return lcm(x, t, timestep_cond=embedded_scale(8.5), encoder_hidden_states=prompt).sample

    cases = {
        "v": run(SCHEDULERS["v"], 4, guided),
        "turbo": run(SCHEDULERS["turbo"], 1, alone),
        "xl-turbo": run(SCHEDULERS["xl-turbo"], 2, large),
        "lcm": run(SCHEDULERS["lcm"], 4, consistent),
    }
    io = {"prompt": prompt.float()}
    for name, case in cases.items():
        io.update({f"{name}.{key}": value for key, value in case.items()})
    save(folder / "io.safetensors", io)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
