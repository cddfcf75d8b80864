"""Writes the trained networks as a folder that reads like Stable Diffusion 1.x's ONNX export (the diffusers script's dialect).

usage: export_onnx.py DATA OUT FOLDER [--turbo]
With --turbo OUT/turbo.pt instead of OUT/ema.pt, and LCM's scheduler.
Folded into the graphs, so that no runner needs a special case:
* the latents' mean and deviation per channel and the factor 0.18215 (VAE encoder and decoder),
* the change from v (trained) to noise (what prediction_type epsilon means), with the schedule as a table,
* where each word is looked at, as further outputs of the U-Net that nobody has to ask for: cross_attention_<layer>
  (B, L, h/2, w/2, for the layers in the middle h/4, w/4), and cross_attention, the mean of the two larger ones.
Timesteps are float32 and may lie between the trained ones; token ids are int32. Batch, height, width and sequence are free.
Weights are stored as float16 with a Cast behind each, which runtimes fold when they load: half the size, float32 arithmetic.
Afterwards every file is run with ONNX Runtime and compared with torch.
"""
import json
import os
import shutil
import sys

import numpy as np
import onnx
import onnxruntime
import torch
import torch.nn as nn
from onnx import TensorProto, helper, numpy_helper

from diffusion import ALPHA_BAR
from text_encoder import WIDTH, TextEncoder
from unet import UNet
from vae import SCALING, Vae

OPSET = 14
MANY_STEPS = {"_class_name": "DDIMScheduler", "set_alpha_to_one": False, "steps_offset": 1}
FEW_STEPS = {"_class_name": "LCMScheduler", "set_alpha_to_one": True, "steps_offset": 0, "original_inference_steps": 50,
             "timestep_scaling": 10.0}
MAPS = ["cross_attention"] + [f"cross_attention_{layer}" for layer in ("down_1", "mid_0", "mid_1", "up_1")]
HALVED_FROM = 512  # smaller tensors stay float32


class LatentEncoder(nn.Module):
    def __init__(self, encoder, mean, std):
        super().__init__()
        self.encoder = encoder
        self.register_buffer("mean", mean)
        self.register_buffer("scale", 1 / (std * SCALING))

    def forward(self, sample):
        return (self.encoder(sample) - self.mean) * self.scale


class LatentDecoder(nn.Module):
    def __init__(self, decoder, mean, std):
        super().__init__()
        self.decoder = decoder
        self.register_buffer("mean", mean)
        self.register_buffer("scale", std * SCALING)

    def forward(self, latent_sample):
        return self.decoder(latent_sample * self.scale + self.mean)


class NoisePredictor(nn.Module):
    """The noise, and the maps of MAPS. Between two trained timesteps log sigma is interpolated, sigma^2 = (1 - a) / a."""

    def __init__(self, unet):
        super().__init__()
        self.unet = unet
        self.register_buffer("log_sigma", 0.5 * ((1 - ALPHA_BAR) / ALPHA_BAR).log())

    def forward(self, sample, timestep, encoder_hidden_states):
        timestep = timestep.expand(sample.shape[0])
        v = self.unet(sample, timestep, encoder_hidden_states)
        layers = self._maps(sample.shape[2], sample.shape[3])
        below = timestep.floor().clamp(0, 998)
        low = below.long()
        sigma = torch.exp(self.log_sigma[low] + (timestep - below) * (self.log_sigma[low + 1] - self.log_sigma[low]))
        signal = 1 / (1 + sigma * sigma).sqrt()
        predicted = signal[:, None, None, None] * v + (signal * sigma)[:, None, None, None] * sample
        return predicted, (layers["down_1"] + layers["up_1"]) / 2, *layers.values()

    def _maps(self, height, width):
        halves = (height + 1) // 2, (width + 1) // 2
        quarters = (halves[0] + 1) // 2, (halves[1] + 1) // 2
        return {layer: maps.reshape(maps.shape[0], maps.shape[1], *(quarters if layer.startswith("mid") else halves))
                for layer, maps in self.unet.cross_attention().items()}


def halve_weights(path):
    model = onnx.load(path)
    graph, casts, stored = model.graph, [], []
    for tensor in graph.initializer:
        array = numpy_helper.to_array(tensor)
        if tensor.data_type == TensorProto.FLOAT and array.size >= HALVED_FROM:
            stored.append(numpy_helper.from_array(array.astype(np.float16), tensor.name + "_fp16"))
            casts.append(helper.make_node("Cast", [tensor.name + "_fp16"], [tensor.name], tensor.name + "_cast", to=TensorProto.FLOAT))
        else:
            stored.append(tensor)
    nodes = list(graph.node)
    del graph.initializer[:], graph.node[:]
    graph.initializer.extend(stored)
    graph.node.extend(casts + nodes)
    onnx.checker.check_model(model)
    onnx.save(model, path)


def export(module, inputs, outputs, free, path):
    """inputs: name -> example tensor; free: name -> names of its free axes, in order."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    module.eval()
    axes = {name: dict(enumerate(names)) for name, names in free.items()}
    torch.onnx.export(module, tuple(inputs.values()), path, input_names=list(inputs), output_names=outputs, dynamic_axes=axes,
                      opset_version=OPSET, do_constant_folding=True, dynamo=False)
    halve_weights(path)
    compare(module, {name: varied(value) for name, value in inputs.items()}, path)


def varied(value):
    """Another batch than the export saw; a timestep stays alone."""
    return value if value.ndim == 1 else torch.cat([value, value.flip(1) if value.dtype == torch.int32 else value * 0.7])


def compare(module, inputs, path):
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    got = session.run(None, {name: value.numpy() for name, value in inputs.items()})
    with torch.no_grad():
        wanted = module(*inputs.values())
    for name, a, b in zip([o.name for o in session.get_outputs()], got, wanted if isinstance(wanted, tuple) else (wanted,)):
        print(f"{path}: {os.path.getsize(path) / 1e6:.2f} MB, {name}: largest difference from torch {np.abs(a - b.numpy()).max():.1e}"
              f" of {b.abs().max():.1f}")


def write_configs(folder, vocabulary, scheduler):
    def put(name, value):
        os.makedirs(os.path.dirname(os.path.join(folder, name)), exist_ok=True)
        with open(os.path.join(folder, name), "w") as f:
            f.write(json.dumps(value, indent=2) + "\n")

    network = ["diffusers", "OnnxRuntimeModel"]
    put("model_index.json", {
        "_class_name": "OnnxStableDiffusionPipeline", "_diffusers_version": "0.27.0", "requires_safety_checker": False,
        "feature_extractor": [None, None], "safety_checker": [None, None], "scheduler": ["diffusers", scheduler["_class_name"]],
        "text_encoder": network, "tokenizer": ["transformers", "CLIPTokenizer"], "unet": network, "vae_decoder": network,
        "vae_encoder": network})
    put("scheduler/scheduler_config.json", {
        **scheduler, "beta_start": 0.00085, "beta_end": 0.012, "beta_schedule": "scaled_linear", "num_train_timesteps": 1000,
        "prediction_type": "epsilon", "clip_sample": False, "timestep_spacing": "leading", "trained_betas": None})
    put("unet/config.json", {
        "_class_name": "UNet2DConditionModel", "in_channels": 4, "out_channels": 4, "sample_size": 16,
        "cross_attention_dim": WIDTH, "block_out_channels": [64, 128, 192]})
    vae = {"_class_name": "AutoencoderKL", "in_channels": 3, "out_channels": 3, "latent_channels": 4, "sample_size": 128,
           "scaling_factor": SCALING, "block_out_channels": [8, 48, 96, 96]}
    put("vae_decoder/config.json", vae)
    put("vae_encoder/config.json", vae)
    put("text_encoder/config.json", {
        "architectures": ["CLIPTextModel"], "hidden_size": WIDTH, "num_hidden_layers": 3, "num_attention_heads": 4,
        "max_position_embeddings": 32, "vocab_size": vocabulary, "bos_token_id": vocabulary - 2, "eos_token_id": vocabulary - 1,
        "pad_token_id": vocabulary - 1})


def export_networks(text, unet, encoder, decoder, folder):
    vocabulary = text.token.num_embeddings
    latent, picture = torch.randn(2, 4, 16, 24), ["batch", "channels", "height", "width"]
    words = ["batch", "sequence"]
    export(text, dict(input_ids=torch.randint(0, vocabulary, (2, 32), dtype=torch.int32)), ["last_hidden_state"],
           dict(input_ids=words, last_hidden_state=words), f"{folder}/text_encoder/model.onnx")
    export(NoisePredictor(unet), dict(sample=latent, timestep=torch.tensor([321.0]), encoder_hidden_states=torch.randn(2, 32, WIDTH)),
           ["out_sample", *MAPS],
           dict(sample=picture, timestep=["batch_or_one"], encoder_hidden_states=words, out_sample=picture,
                **{name: [*words, f"{name}_height", f"{name}_width"] for name in MAPS}), f"{folder}/unet/model.onnx")
    export(encoder, dict(sample=torch.rand(2, 3, 128, 192) * 2 - 1), ["latent_sample"],
           dict(sample=picture, latent_sample=picture), f"{folder}/vae_encoder/model.onnx")
    export(decoder, dict(latent_sample=latent), ["sample"],
           dict(latent_sample=picture, sample=picture), f"{folder}/vae_decoder/model.onnx")


def main(data, out, folder, turbo):
    torch.manual_seed(3)
    vocabulary = len(json.load(open(f"{data}/tokenizer/vocab.json")))
    text, unet, vae = TextEncoder(vocabulary), UNet(), Vae()
    for module, name in ((text, "text"), (unet, "turbo" if turbo else "ema"), (vae, "vae")):
        module.load_state_dict(torch.load(f"{out}/{name}.pt"))
    stats = np.load(f"{out}/latent_stats.npz")
    mean, std = (torch.from_numpy(stats[k])[None, :, None, None] for k in ("mean", "std"))
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(f"{data}/tokenizer", f"{folder}/tokenizer")
    write_configs(folder, vocabulary, FEW_STEPS if turbo else MANY_STEPS)
    export_networks(text, unet, LatentEncoder(vae.encoder, mean, std), LatentDecoder(vae.decoder, mean, std), folder)


if __name__ == "__main__":
    main(*sys.argv[1:4], "--turbo" in sys.argv)
