"""Brings an exported model folder back into the training's files, so that training goes on where only the folder was kept.

usage: resume_from_folder.py FOLDER DATA OUT
Writes OUT/text.pt, vae.pt, latent_stats.npz and ema.pt, and OUT/unet_state0.pt at step 0 with optimizers at rest: the rates warm
up again. Weights come back with the 11 bits of precision that the folder holds. FOLDER must hold this recipe's networks.

An export renames and transposes weights. Which is which is learned from a second export of the same networks filled with random
numbers, each of which is found in exactly one parameter.
"""
import json
import os
import sys
import tempfile

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from export_onnx import LatentDecoder, LatentEncoder, export_networks
from text_encoder import TextEncoder
from train_unet import ADAM_RATE, MUON_RATE
from training import SPECIAL
from unet import UNet
from vae import SCALING, Vae
from workers import SharedOptimizer, save

HALF = 1e-3  # relative difference that float16 may make


def fill_with_noise(module):
    with torch.no_grad():
        for p in module.parameters():
            p.copy_(0.05 * torch.randn_like(p))


def initializers(folder, network):
    """Name -> float32 array."""
    graph = onnx.load(os.path.join(folder, network, "model.onnx")).graph
    return {t.name: numpy_helper.to_array(t).astype(np.float32) for t in graph.initializer}


def restore(module, network, noise_folder, folder):
    """Fills a module from the folder's network; the module still holds the noise of which noise_folder is the export."""
    noise, wanted = initializers(noise_folder, network), initializers(folder, network)
    with torch.no_grad():
        for name, p in module.named_parameters():
            source, turned = place_of(p.numpy(), noise, f"{network}: {name}")
            if source not in wanted or wanted[source].shape != noise[source].shape:
                raise ValueError(f"{folder}/{network}/model.onnx has no {source} of shape {noise[source].shape}, which this "
                                 f"recipe's export of {name} has: it is another network, or written by another PyTorch")
            array = wanted[source].T if turned else wanted[source]
            p.copy_(torch.from_numpy(array.copy()).reshape(p.shape))


def place_of(weights, noise, name):
    """Which initializer holds these weights, and whether transposed."""
    for source, array in noise.items():
        if array.size == weights.size:
            for turned in (False, True):
                found = array.T if turned else array
                if np.allclose(found.reshape(weights.shape), weights, rtol=HALF, atol=1e-6):
                    return source, turned
    raise ValueError(f"{name} is not in the export: constant folding changed it")


def main(folder, data, out):
    torch.manual_seed(4)
    with open(f"{folder}/tokenizer/vocab.json") as ours, open(f"{data}/tokenizer/vocab.json") as other:
        vocabulary = json.load(ours)
        if vocabulary != json.load(other):
            raise ValueError(f"{folder} and {data} have different tokenizers: DATA must be drawn with the folder's")
    text, unet, vae = TextEncoder(len(vocabulary)), UNet(), Vae()
    for module in (text, unet, vae):
        fill_with_noise(module)
    stats = initializers(folder, "vae_decoder")
    mean, std = stats["mean"], stats["scale"] / SCALING
    with tempfile.TemporaryDirectory() as noise_folder:
        some = torch.from_numpy(mean), torch.from_numpy(std)
        export_networks(text, unet, LatentEncoder(vae.encoder, *some), LatentDecoder(vae.decoder, *some), noise_folder)
        for module, network in ((text, "text_encoder"), (unet, "unet"), (vae.encoder, "vae_encoder"), (vae.decoder, "vae_decoder")):
            restore(module, network, noise_folder, folder)
    np.savez(f"{out}/latent_stats.npz", mean=mean.flatten(), std=std.flatten())
    for module, name in ((text, "text"), (unet, "ema"), (vae, "vae")):
        torch.save(module.state_dict(), f"{out}/{name}.pt")
    save(f"{out}/unet_state", dict(unet=unet, ema=unet), SharedOptimizer(unet, MUON_RATE, ADAM_RATE, SPECIAL), 0)


if __name__ == "__main__":
    main(*sys.argv[1:4])
