"""Encodes all training pictures once, normalised to zero mean and unit variance per channel.

usage: encode_latents.py DATA OUT
Writes DATA/latents.npy (float16, n x 4 x 16 x 16) and OUT/latent_stats.npz (mean and std per channel before normalising). Where
the latter is there already it is used as it is: a U-Net that has been trained goes on with what it knows, whatever pictures come.
"""
import os
import sys

import numpy as np
import torch

from make_data import training_sets
from train_vae import to_tensor
from vae import Vae


def main(data, out):
    vae = Vae().eval()
    vae.load_state_dict(torch.load(f"{out}/vae.pt"))
    latents = []
    with torch.no_grad():
        for folder in training_sets(data):
            pictures = np.load(f"{folder}/pictures.npy", mmap_mode="r")
            latents += [vae.encoder(to_tensor(pictures[i:i + 100])).contiguous().numpy() for i in range(0, len(pictures), 100)]
    z = np.concatenate(latents)
    stats = f"{out}/latent_stats.npz"
    if not os.path.exists(stats):
        np.savez(stats, mean=z.mean((0, 2, 3)), std=z.std((0, 2, 3)))
    mean, std = (np.load(stats)[k] for k in ("mean", "std"))
    print("mean", mean, "std", std)
    np.save(f"{data}/latents.npy", ((z - mean[:, None, None]) / std[:, None, None]).astype(np.float16))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
