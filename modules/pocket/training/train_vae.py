"""Trains encoder and decoder together, then the decoder alone.

usage: train_vae.py DATA OUT STEPS [--decoder-only]
Batches of 32 windows of 64 x 64 pixels, in the last quarter 8 whole pictures instead. The loss is L1 + half the L1 of the
pictures' gradients. Latents get noise: it keeps the code smooth and the decoder forgiving towards generated latents.
With --decoder-only the encoder of OUT/vae.pt stays as it is (latents remain valid), all pictures are whole and there is less noise.
Resumes from OUT/vae_state<RANK>.pt or OUT/decoder_state<RANK>.pt.
"""
import sys

import numpy as np
import torch

from png import contact_sheet, write_png
from vae import Vae
from workers import RANK, WORLD, SharedOptimizer, join, rate, resume, save

BATCH, WINDOW = 32, 64
NOISE, DECODER_NOISE = 0.05, 0.03  # pictures are in -1..1, thumbnails deviate by about 0.5
SPECIAL = ("encoder", "low.0.", "high")
SAVE_EVERY, SHOW_EVERY = 200, 50


def to_tensor(pictures):
    """uint8 (n, h, w, 3) -> float (n, 3, h, w) in -1..1, channels last in memory."""
    return torch.tensor(pictures).permute(0, 3, 1, 2).float() / 127.5 - 1


def to_pictures(tensor):
    return ((tensor.clamp(-1, 1) + 1) * 127.5).round().byte().permute(0, 2, 3, 1).numpy()


def psnr(a, b):
    """Mean over pictures in dB, both in -1..1."""
    return (-10 * ((a - b) / 2).square().mean((1, 2, 3)).log10()).mean().item()


def batch(pictures, rng, whole):
    if whole:
        return to_tensor(pictures[np.sort(rng.integers(0, len(pictures), BATCH // 4 // WORLD))])
    n = BATCH // WORLD
    corners = rng.integers(0, pictures.shape[1] - WINDOW + 1, (n, 2))
    chosen = rng.integers(0, len(pictures), n)
    return to_tensor(np.stack([pictures[i, y:y + WINDOW, x:x + WINDOW] for i, (y, x) in zip(chosen, corners)]))


def edges(x):
    return x[:, :, 1:] - x[:, :, :-1], x[:, :, :, 1:] - x[:, :, :, :-1]


def loss_of(vae, x, noise, decoder_only):
    with torch.set_grad_enabled(not decoder_only):
        latent = vae.encoder(x)
    y = vae.decoder(latent + noise * torch.randn_like(latent))
    gradient = sum((a - b).abs().mean() for a, b in zip(edges(y), edges(x)))
    return (y - x).abs().mean() + 0.5 * gradient


def report(vae, held, out, step):
    with torch.no_grad():
        x = to_tensor(held)
        y = vae.decoder(vae.encoder(x)).clamp(-1, 1)
    print(f"step {step}: {psnr(y, x):.2f} dB on {len(held)} pictures not trained on", flush=True)
    pairs = torch.stack([x[:16], y[:16]], 1).flatten(0, 1)
    write_png(f"{out}/vae.png", contact_sheet(to_pictures(pairs), 8))


def main(data, out, steps, decoder_only):
    join(f"{out}/meeting_vae")
    torch.manual_seed(0)
    vae = Vae().to(memory_format=torch.channels_last)
    pictures = np.load(f"{data}/train0/pictures.npy", mmap_mode="r")[:-64]
    held = np.array(np.load(f"{data}/train0/pictures.npy", mmap_mode="r")[-64:])
    optimizer = SharedOptimizer(vae if not decoder_only else vae.decoder, 0.015, 1e-3, SPECIAL)
    state = f"{out}/vae_state"
    if decoder_only:
        vae.load_state_dict(torch.load(f"{out}/vae.pt"))
        state = f"{out}/decoder_state"
    step = resume(state, dict(vae=vae), optimizer)
    mean = None
    while step < steps:
        torch.manual_seed(step * WORLD + RANK)
        rng = np.random.default_rng([step, RANK, int(decoder_only)])
        x = batch(pictures, rng, whole=decoder_only or step >= 0.75 * steps)
        loss = loss_of(vae, x, DECODER_NOISE if decoder_only else NOISE, decoder_only)
        optimizer.zero_grad()
        loss.backward()
        loss, = optimizer.step(rate(step, steps, 0.6 * steps), [loss.item()])
        if not decoder_only:
            vae.encoder.hold_length()
        step += 1
        mean = loss if mean is None else 0.97 * mean + 0.03 * loss
        if step % SHOW_EVERY == 0 and RANK == 0:
            print(f"step {step} loss {mean:.4f}", flush=True)
        if step % SAVE_EVERY == 0 or step == steps:
            save(state, dict(vae=vae), optimizer, step)
            if RANK == 0:
                torch.save(vae.state_dict(), f"{out}/vae.pt")
                report(vae, held, out, step)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), "--decoder-only" in sys.argv)
