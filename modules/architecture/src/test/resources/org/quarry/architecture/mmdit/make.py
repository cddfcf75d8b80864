"""Makes the cases of MmditTest with the class SD3Transformer2DModel of huggingface/diffusers, in 64 bits. See README.md.

make.py FOLDER: where the files go."""

import json
import struct
import sys
from pathlib import Path

import torch
from diffusers.models.transformers.transformer_sd3 import SD3Transformer2DModel

TYPES = {torch.float16: "F16", torch.float32: "F32"}

COMMON = dict(
    sample_size=12,
    patch_size=2,
    in_channels=4,
    out_channels=4,
    attention_head_dim=8,
    num_attention_heads=2,
    joint_attention_dim=12,
    caption_projection_dim=16,
    pooled_projection_dim=10,
    pos_embed_max_size=7,
)
MODELS = {
    # Stable Diffusion 3: neither normalised queries and keys nor second attentions.
    "three": dict(COMMON, num_layers=2),
    # 3.5 medium has both in its first blocks; 3.5 large is as its second block.
    "three-five": dict(COMMON, num_layers=3, qk_norm="rms_norm", dual_attention_layers=(0,)),
}
# Name, batch, height, width, tokens of text: sides of an even and an odd number of squares, and the whole table.
CASES = [("wide", 2, 6, 8, 5), ("high", 1, 10, 4, 3), ("whole", 1, 14, 14, 2)]


def save(path, tensors):
    """safetensors: the length of the header, the header, the numbers."""
    header, parts, at = {}, [], 0
    for name, tensor in tensors.items():
        numbers = tensor.detach().contiguous().numpy().tobytes()
        header[name] = {"dtype": TYPES[tensor.dtype], "shape": list(tensor.shape), "data_offsets": [at, at + len(numbers)]}
        parts.append(numbers)
        at += len(numbers)
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + b"".join(parts))


def drawn(model, generator):
    """Every tensor random, so that nothing is without effect, and exact in 16 bits."""
    weights = {}
    for name, tensor in model.state_dict().items():
        if name == "pos_embed.pos_embed":
            values = tensor
        elif "norm_" in name and tensor.ndim == 1 and "linear" not in name:
            values = 1 + 0.2 * torch.randn(tensor.shape, generator=generator)
        else:
            fan = tensor[0].numel() if tensor.ndim > 1 else 16
            values = torch.randn(tensor.shape, generator=generator) * fan**-0.5
        weights[name] = values.to(torch.float16)
    return weights


def original(weights, layers):
    """The authors' names: queries, keys and values as one, shift before scale in the last modulations."""
    names, done = {}, set()

    def take(new, *old):
        names[new] = torch.cat([weights[each] for each in old])
        done.update(old)

    def swapped(new, old):
        scale, shift = weights[old].chunk(2)
        names[new] = torch.cat([shift, scale])
        done.add(old)

    names["pos_embed"] = weights["pos_embed.pos_embed"]
    done.add("pos_embed.pos_embed")
    for kind in ("weight", "bias"):
        take(f"x_embedder.proj.{kind}", f"pos_embed.proj.{kind}")
        take(f"context_embedder.{kind}", f"context_embedder.{kind}")
        for number, place in ((1, 0), (2, 2)):
            take(f"t_embedder.mlp.{place}.{kind}", f"time_text_embed.timestep_embedder.linear_{number}.{kind}")
            take(f"y_embedder.mlp.{place}.{kind}", f"time_text_embed.text_embedder.linear_{number}.{kind}")
        take(f"final_layer.linear.{kind}", f"proj_out.{kind}")
        swapped(f"final_layer.adaLN_modulation.1.{kind}", f"norm_out.linear.{kind}")
        for i in range(layers):
            old, new, last = f"transformer_blocks.{i}", f"joint_blocks.{i}", i == layers - 1
            take(f"{new}.x_block.attn.qkv.{kind}", *[f"{old}.attn.to_{c}.{kind}" for c in "qkv"])
            take(f"{new}.context_block.attn.qkv.{kind}", *[f"{old}.attn.add_{c}_proj.{kind}" for c in "qkv"])
            take(f"{new}.x_block.attn.proj.{kind}", f"{old}.attn.to_out.0.{kind}")
            take(f"{new}.x_block.adaLN_modulation.1.{kind}", f"{old}.norm1.linear.{kind}")
            take(f"{new}.x_block.mlp.fc1.{kind}", f"{old}.ff.net.0.proj.{kind}")
            take(f"{new}.x_block.mlp.fc2.{kind}", f"{old}.ff.net.2.{kind}")
            if f"{old}.attn2.to_q.{kind}" in weights:
                take(f"{new}.x_block.attn2.qkv.{kind}", *[f"{old}.attn2.to_{c}.{kind}" for c in "qkv"])
                take(f"{new}.x_block.attn2.proj.{kind}", f"{old}.attn2.to_out.0.{kind}")
            if last:
                swapped(f"{new}.context_block.adaLN_modulation.1.{kind}", f"{old}.norm1_context.linear.{kind}")
            else:
                take(f"{new}.context_block.adaLN_modulation.1.{kind}", f"{old}.norm1_context.linear.{kind}")
                take(f"{new}.context_block.attn.proj.{kind}", f"{old}.attn.to_add_out.{kind}")
                take(f"{new}.context_block.mlp.fc1.{kind}", f"{old}.ff_context.net.0.proj.{kind}")
                take(f"{new}.context_block.mlp.fc2.{kind}", f"{old}.ff_context.net.2.{kind}")
    for i in range(layers):
        for letter in "qk":
            for new, old in (
                ("x_block.attn.ln_", "attn.norm_"),
                ("context_block.attn.ln_", "attn.norm_added_"),
                ("x_block.attn2.ln_", "attn2.norm_"),
            ):
                if f"transformer_blocks.{i}.{old}{letter}.weight" in weights:
                    take(f"joint_blocks.{i}.{new}{letter}.weight", f"transformer_blocks.{i}.{old}{letter}.weight")
    assert done == set(weights), set(weights) - done
    return {"model.diffusion_model." + name: tensor for name, tensor in names.items()}


def converted_back(names):
    from diffusers.loaders.single_file_utils import convert_sd3_transformer_checkpoint_to_diffusers

    return convert_sd3_transformer_checkpoint_to_diffusers(dict(names))


def main(folder):
    for seed, (name, settings) in enumerate(MODELS.items()):
        generator = torch.Generator().manual_seed(seed)
        model = SD3Transformer2DModel(**settings)
        weights = drawn(model, generator)
        files = original(weights, settings["num_layers"])
        again = converted_back(files)
        assert set(again) == set(weights) and all(torch.equal(again[key], weights[key]) for key in weights)
        model.load_state_dict({key: value.float() for key, value in weights.items()})
        model = model.double().eval()
        save(folder / f"{name}.safetensors", weights)
        save(folder / f"{name}-original.safetensors", files)
        (folder / f"{name}.json").write_text(
            json.dumps(dict({"_class_name": "SD3Transformer2DModel"}, **settings), indent=1) + "\n"
        )
        recorded = {}
        for case, batch, height, width, length in CASES:
            inputs = {
                "hidden_states": torch.randn(batch, 4, height, width, generator=generator),
                "encoder_hidden_states": torch.randn(batch, length, 12, generator=generator),
                "pooled_projections": torch.randn(batch, 10, generator=generator),
                "timestep": torch.tensor([913.25, 20.5][:batch]),
            }
            with torch.no_grad():
                output = model(**{key: value.double() for key, value in inputs.items()}).sample
            recorded.update({f"{case}.{key}": value for key, value in inputs.items()})
            recorded[f"{case}.out_hidden_states"] = output.float()
        save(folder / f"{name}-io.safetensors", recorded)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
