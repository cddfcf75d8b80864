"""Encodes all training pictures once, normalised to zero mean and unit variance per channel.

usage: encode_latents.py DATA OUT
Writes DATA/latents.npy (float16, n x 4 x 16 x 16) and OUT/latent_stats.npz (mean and std per channel before normalising).
"""
import sys

import numpy as np
import torch

from train_vae import to_tensor
from vae import Vae


def main(data, out):
    vae = Vae().eval()
    vae.load_state_dict(torch.load(f"{out}/vae.pt"))
    latents = []
    with torch.no_grad():
        for k in range(2):
            pictures = np.load(f"{data}/train{k}/pictures.npy", mmap_mode="r")
            latents += [vae.encoder(to_tensor(pictures[i:i + 100])).contiguous().numpy() for i in range(0, len(pictures), 100)]
    z = np.concatenate(latents)
    mean, std = z.mean((0, 2, 3)), z.std((0, 2, 3))
    print("mean", mean, "std", std)
    np.savez(f"{out}/latent_stats.npz", mean=mean, std=std)
    np.save(f"{data}/latents.npy", ((z - mean[:, None, None]) / std[:, None, None]).astype(np.float16))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
