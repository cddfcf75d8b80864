"""Makes the case of StableDiffusion3GoldenIT with classes of huggingface/diffusers. See README.md.

make.py REFERENCES FOLDER: the reference checkpoints, and where the files go."""

import json
import struct
import sys
from pathlib import Path

import numpy
import torch
from diffusers.models.autoencoders.autoencoder_kl import AutoencoderKL
from diffusers.models.transformers.transformer_sd3 import SD3Transformer2DModel
from diffusers.schedulers.scheduling_flow_match_euler_discrete import FlowMatchEulerDiscreteScheduler

sys.path.insert(0, str(Path(__file__).parents[5] / "modules/architecture/src/test/resources/org/quarry/architecture/mmdit"))
import make as mmdit

SETTINGS = dict(
    sample_size=16,
    patch_size=2,
    in_channels=16,
    out_channels=16,
    num_layers=2,
    attention_head_dim=8,
    num_attention_heads=2,
    joint_attention_dim=96,
    caption_projection_dim=16,
    pooled_projection_dim=72,
    pos_embed_max_size=8,
    dual_attention_layers=(0,),
    qk_norm="rms_norm",
)
SCALE, SHIFT = 1.5305, 0.0609
STEPS, GUIDANCE = 4, 5.0
TOKENS_OF_T5 = 256
NUMBERS = {"F32": numpy.float32, "F16": numpy.float16, "I64": numpy.int64, "U8": numpy.uint8}


def read(path):
    content = path.read_bytes()
    start = 8 + struct.unpack("<Q", content[:8])[0]
    header = json.loads(content[8:start])
    header.pop("__metadata__", None)
    tensors = {}
    for name, entry in header.items():
        at, end = (start + offset for offset in entry["data_offsets"])
        numbers = numpy.frombuffer(content[at:end], NUMBERS[entry["dtype"]]).reshape(entry["shape"])
        tensors[name] = torch.from_numpy(numbers.copy())
    return tensors


def conditioning(recorded, case, row):
    """Esser et al. (2024), section 4, without T5: both CLIPs side by side, zeros up to T5's width, zeros in T5's place."""
    first, second = (f"text_encoder{number}.{case}.output." for number in ("", "_2"))
    states = torch.cat([recorded[first + "hidden_states.2"][row], recorded[second + "hidden_states.2"][row]], dim=-1)
    states = torch.nn.functional.pad(states, (0, SETTINGS["joint_attention_dim"] - states.shape[-1]))
    states = torch.cat([states, torch.zeros(TOKENS_OF_T5, states.shape[-1])])
    pooled = torch.cat([recorded[first + "pooler_output"][row], recorded[second + "text_embeds"][row]])
    return states.double()[None], pooled.double()[None]


def main(references, folder):
    generator = torch.Generator().manual_seed(3)
    model = SD3Transformer2DModel(**SETTINGS)
    weights = mmdit.drawn(model, generator)
    model.load_state_dict({name: value.float() for name, value in weights.items()})
    model = model.double().eval()
    mmdit.save(folder / "transformer.safetensors", weights)
    mmdit.save(folder / "original.safetensors", mmdit.original(weights, SETTINGS["num_layers"]))
    (folder / "config.json").write_text(json.dumps(dict({"_class_name": "SD3Transformer2DModel"}, **SETTINGS), indent=1) + "\n")

    vae_settings = json.loads((references / "flux-tiny/vae/config.json").read_text())
    vae = AutoencoderKL(**{key: value for key, value in vae_settings.items() if not key.startswith("_")})
    vae.load_state_dict(read(references / "flux-tiny/vae/diffusion_pytorch_model.safetensors"))
    vae = vae.double().eval()

    recorded = read(references / "sdxl-tiny/io.safetensors")
    prompt, negative = conditioning(recorded, "p1", 0), conditioning(recorded, "p2", 0)
    scheduler = FlowMatchEulerDiscreteScheduler(shift=3.0)
    scheduler.set_timesteps(STEPS)
    latents = torch.randn(1, 16, 8, 12, generator=generator).double()
    case = {"noise": latents.float(), "pooled": prompt[1].float()}
    with torch.no_grad():
        for i, timestep in enumerate(scheduler.timesteps):
            without, with_prompt = (
                model(latents, encoder_hidden_states=states, pooled_projections=pooled, timestep=timestep[None].double()).sample
                for states, pooled in (negative, prompt)
            )
            latents = scheduler.step(without + GUIDANCE * (with_prompt - without), timestep, latents).prev_sample
            case[f"latents.{i}"] = latents.float()
        case["decoded"] = vae.decode(latents.double() / SCALE + SHIFT).sample.float()
    mmdit.save(folder / "io.safetensors", case)
    print({name: (float(value.std()), float(value.abs().max())) for name, value in case.items()}, scheduler.timesteps)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
