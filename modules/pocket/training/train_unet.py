"""Trains the U-Net on encoded pictures, with the finished text encoder.

usage: train_unet.py DATA OUT STEPS DECAY [BATCH]
STEPS counts from the first start, the learning rates fall linearly to zero over the last DECAY of them. To train on, start
again with more STEPS: it resumes from OUT/unet_state<RANK>.pt. OUT/ema.pt is the averaged network that is used.

12 % of the captions are dropped (for guidance). 60 % of the examples have two objects, the harder part. 40 % of the timesteps are
uniform, 60 % logit-normal round the middle, where shapes are decided. Below timestep 650, where the objects' places are settled,
cells near an object count four times: backgrounds are easy and would otherwise be most of the loss. The noise has an offset per
channel: even the noisiest latent shows the picture's mean, and a network that trusts it draws no night from noise, whose mean is 0.
"""
import sys

import numpy as np
import torch

from diffusion import ALPHA_BAR, Predictor, ddim, noise
from make_data import training_sets
from png import contact_sheet, write_png
from text_encoder import TextEncoder
from tokenizer import Tokenizer
from train_vae import to_pictures
from training import Training
from unet import UNet
from vae import Vae
from workers import DEVICE, RANK, WORLD, join, precision, rate

MUON_RATE, ADAM_RATE, EMA, DROPPED, TWO = 0.02, 1e-3, 0.995, 0.12, 0.6
OBJECT_WEIGHT, SETTLED, OFFSET = 3.0, 650, 0.15
SAMPLE_EVERY = 250
PROMPTS = ["a large red circle in the middle at sunset", "a yellow star at the top at night", "a blue boat on the sea",
           "a white house in a meadow", "a large purple heart on the left on a plain cream background", "a green tree in the snow",
           "a pink square in the desert", "a large orange triangle in the bottom right corner on a plain mint background",
           "a red house to the left of a green tree in a meadow", "a yellow star above a white boat on the sea",
           "a black heart on a plain pink background", "a large purple star in the snow",
           "a green star in the middle at night", "a purple boat on the sea", "a large pink tree in the snow",
           "an orange house in the desert", "a yellow heart on a plain lavender background", "a large blue square at sunset",
           "red star", "a small tree at night", "a red heart beside a blue circle on a plain cream background",
           "a huge black house at sunset", "a large white circle at the top in the night sky", "a big green triangle on the sea"]


class Decoding:
    """Normalised latents -> pictures."""

    def __init__(self, out):
        self.vae = Vae().eval()
        self.vae.load_state_dict(torch.load(f"{out}/vae.pt"))
        stats = np.load(f"{out}/latent_stats.npz")
        self.mean, self.std = (torch.from_numpy(stats[k])[None, :, None, None] for k in ("mean", "std"))

    @torch.no_grad()
    def decode(self, latents):
        return to_pictures(torch.cat([self.vae.decoder(z) for z in (latents * self.std + self.mean).split(16)]))

    @torch.no_grad()
    def encode(self, tensor):
        return (torch.cat([self.vae.encoder(x) for x in tensor.split(64)]) - self.mean) / self.std


class Examples:
    """Batches of latents, captions and weights."""

    def __init__(self, data, empty):
        self.latents = np.load(f"{data}/latents.npy")
        self.tokens = np.concatenate([np.load(f"{folder}/tokens.npy") for folder in training_sets(data)])
        self.spots = np.concatenate([np.load(f"{folder}/spots.npy") for folder in training_sets(data)])
        two = self.spots[:, 1, 2] > 0
        self.one_object, self.two_objects = np.flatnonzero(~two), np.flatnonzero(two)
        self.empty = empty
        self.cells = (np.arange(self.latents.shape[2]) + 0.5) * 8  # centres in pixels

    def batch(self, rng, n):
        """latents (n, 4, h, w), ids (n, L), 1 near the objects (n, 1, h, w)."""
        chosen = np.where(rng.random(n) < TWO, rng.choice(self.two_objects, n), rng.choice(self.one_object, n))
        ids = torch.from_numpy(self.tokens[chosen, rng.integers(0, self.tokens.shape[1], n)].astype(np.int64))
        ids = torch.where(torch.from_numpy(rng.random((n, 1)) < DROPPED), self.empty, ids)
        return torch.from_numpy(self.latents[chosen].astype(np.float32)), ids, torch.from_numpy(self.near(self.spots[chosen]))

    def near(self, spots):
        cx, cy, r = (spots[:, :, i, None] for i in range(3))
        reach = np.where(r > 0, r + 7, -1)
        column, row = np.abs(self.cells - cx) < reach, np.abs(self.cells - cy) < reach
        return (row[:, :, :, None] & column[:, :, None, :]).any(1)[:, None].astype(np.float32)


def timesteps(n):
    """Stratified, so that every batch has all noise levels."""
    u = (torch.randperm(n) + torch.rand(n)) / n
    central = torch.sigmoid(torch.special.ndtri(u.clamp(1e-4, 1 - 1e-4)))
    return (torch.where(torch.rand(n) < 0.4, u, central) * 1000).long().clamp(0, 999)


def loss_of(unet, text, latents, ids, near):
    latents, ids, near, t = (x.to(DEVICE) for x in (latents, ids, near, timesteps(len(latents))))
    a = ALPHA_BAR.to(DEVICE)[t][:, None, None, None]
    eps = torch.randn_like(latents) + OFFSET * torch.randn_like(latents[:, :, :1, :1])
    with precision():
        with torch.no_grad():
            words = text(ids)
        v = unet((a.sqrt() * latents + (1 - a).sqrt() * eps).contiguous(memory_format=torch.channels_last), t, words)
    error = (v.float() - (a.sqrt() * eps - (1 - a).sqrt() * latents)).square()
    weight = 1 + OBJECT_WEIGHT * near * (t < SETTLED)[:, None, None, None]
    return (error * weight).mean(), error.mean()


@torch.no_grad()
def show(unet, text, tokenizer, decoding):
    """Pictures for PROMPTS: 20 steps, guidance 4."""
    words, empty = (text(torch.tensor([tokenizer.encode(p) for p in some], device=DEVICE)) for some in (PROMPTS, [""]))
    latents = ddim(Predictor(unet, words, empty, 4.0), noise(len(PROMPTS), 7).to(DEVICE), 20)
    return decoding.decode(latents.cpu())


def main(data, out, steps, decay, batch=64):
    join(f"{out}/meeting_unet")
    torch.manual_seed(1)
    tokenizer = Tokenizer(f"{data}/tokenizer")
    empty = torch.tensor([tokenizer.encode("")])
    examples, decoding = Examples(data, empty), Decoding(out)
    text = TextEncoder(len(tokenizer.vocab)).to(DEVICE).eval()
    text.load_state_dict(torch.load(f"{out}/text.pt"))
    unet = UNet().to(DEVICE, memory_format=torch.channels_last)
    training = Training(unet, (MUON_RATE, ADAM_RATE), out, "unet", average="ema")
    for rng in training.steps(steps):
        weighted, plain = loss_of(unet, text, *examples.batch(rng, batch // WORLD))
        step = training.step + 1
        training.learn(dict(weighted=weighted, loss=plain), rate(training.step, steps, decay), min(EMA, (1 + step) / (10 + step)))
        if step % SAMPLE_EVERY == 0 and RANK == 0:
            write_png(f"{out}/samples_{step:05d}.png", contact_sheet(show(training.ema, text, tokenizer, decoding), 8))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], *(int(a) for a in sys.argv[3:]))
