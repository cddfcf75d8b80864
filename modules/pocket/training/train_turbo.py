"""Distils the trained U-Net into one that draws in a few steps, without guidance.

usage: train_turbo.py walk DATA OUT COUNT SEED
       train_turbo.py DATA OUT STEPS [BATCH]
`walk` lets the teacher (OUT/ema.pt, guidance 4) go from noise to picture along the timesteps of `trailing` spacing for random training
captions, WITHIN small DDIM steps for each large one, and keeps where it was after every large step, in OUT/walks_<SEED>.npz. The
training starts from the teacher's weights and learns to make every large step at once: the v for which one DDIM step arrives where
the teacher arrived (Salimans and Ho 2022, on guided trajectories as in Meng et al. 2023). Guidance is inside, one network call
makes a step. Writes OUT/turbo.pt; resumes from OUT/turbo_state<RANK>.pt.
"""
import copy
import glob
import sys
import time

import numpy as np
import torch

from diffusion import ALPHA_BAR, Predictor, trailing_timesteps
from make_data import training_sets
from text_encoder import TextEncoder
from tokenizer import Tokenizer
from unet import UNet
from workers import DEVICE, RANK, WORLD, SharedOptimizer, join, precision, rate, resume, save
from train_unet import ADAM_RATE, SPECIAL

JUMPS, WITHIN, GUIDANCE = 4, 4, 4.0
MUON_RATE, EMA, AT_ONCE, SAVE_EVERY, SHOW_EVERY = 0.005, 0.99, 64, 50, 25


def load(module, path):
    module.load_state_dict(torch.load(path, map_location="cpu"))
    return module.to(DEVICE).eval()


def text_and_empty(data, out):
    """The text encoder and the token ids of the empty caption."""
    tokenizer = Tokenizer(f"{data}/tokenizer")
    return load(TextEncoder(len(tokenizer.vocab)), f"{out}/text.pt"), torch.tensor([tokenizer.encode("")])


@torch.no_grad()
def walk(predict, x):
    """Latents after none, one, ... JUMPS large steps (B, JUMPS + 1, 4, h, w); the last are clean."""
    way, times = [x], trailing_timesteps(JUMPS * WITHIN)
    for k, (t, following) in enumerate(zip(times, times[1:] + [0])):
        clean, eps = predict(x, t)
        a = ALPHA_BAR[following]
        x = a.sqrt() * clean + (1 - a).sqrt() * eps
        if (k + 1) % WITHIN == 0:
            way.append(x)
    return torch.stack(way[:-1] + [clean], 1)


def make_walks(data, out, count, seed):
    torch.set_num_threads(1)
    text, empty = text_and_empty(data, out)
    teacher = load(UNet(), f"{out}/ema.pt").to(memory_format=torch.channels_last)
    tokens = np.concatenate([np.load(f"{folder}/tokens.npy") for folder in training_sets(data)])
    rng, generator = np.random.default_rng(seed), torch.Generator().manual_seed(seed)
    ids = torch.from_numpy(tokens[rng.integers(0, len(tokens), count), rng.integers(0, tokens.shape[1], count)].astype(np.int64))
    ways, started = [], time.time()
    for some in ids.split(AT_ONCE):
        start = torch.randn(len(some), 4, 16, 16, generator=generator).to(DEVICE, memory_format=torch.channels_last)
        with precision(), torch.no_grad():
            predict = Predictor(teacher, text(some.to(DEVICE)), text(empty.to(DEVICE)), GUIDANCE)
            ways.append(walk(predict, start).half().cpu())
        print(f"{sum(map(len, ways))} of {count} walks, {time.time() - started:.0f}s", flush=True)
    np.savez(f"{out}/walks_{seed}.npz", ids=ids.numpy().astype(np.int16), ways=torch.cat(ways).numpy())


def wanted_v(before, after, t, following):
    """The v at timestep t with which one DDIM step leads from `before` to `after`; `following` < 0 stands for clean latents."""
    alphas = torch.cat([ALPHA_BAR, torch.ones(1)]).to(before.device)  # index -1: nothing but signal
    a, b = (alphas[time][:, None, None, None] for time in (t, following))
    shrink = ((1 - b) / (1 - a)).sqrt()
    clean = (after - shrink * before) / (b.sqrt() - shrink * a.sqrt())
    eps = (before - a.sqrt() * clean) / (1 - a).sqrt()
    return a.sqrt() * eps - (1 - a).sqrt() * clean


class Jumps:
    """Batches of large steps from all walks."""

    def __init__(self, out):
        files = sorted(glob.glob(f"{out}/walks_*.npz"))
        if not files:
            raise FileNotFoundError(f"no walks_*.npz in {out}: run train_turbo.py walk first")
        self.ids, self.ways = (np.concatenate([np.load(file)[key] for file in files]) for key in ("ids", "ways"))
        self.times = np.array(trailing_timesteps(JUMPS) + [-1])

    def batch(self, rng, n):
        """ids, latents before and after, timesteps before and after."""
        chosen, jump = rng.integers(0, len(self.ids), n), rng.integers(0, JUMPS, n)
        latents = (torch.from_numpy(self.ways[chosen, jump + k].astype(np.float32)) for k in (0, 1))
        times = (torch.from_numpy(self.times[jump + k]) for k in (0, 1))
        return torch.from_numpy(self.ids[chosen].astype(np.int64)), *latents, *times


def loss_of(unet, text, ids, before, after, t, following):
    with precision():
        with torch.no_grad():
            words = text(ids)
        v = unet(before.contiguous(memory_format=torch.channels_last), t, words)
    return (v.float() - wanted_v(before, after, t, following)).square().mean()


def main(data, out, steps, batch=64):
    join(f"{out}/meeting_turbo")
    jumps, (text, _) = Jumps(out), text_and_empty(data, out)
    unet = load(UNet(), f"{out}/ema.pt").to(memory_format=torch.channels_last).train()
    ema = copy.deepcopy(unet).eval().requires_grad_(False)
    optimizer = SharedOptimizer(unet, MUON_RATE, ADAM_RATE, SPECIAL)
    networks = dict(unet=unet, ema=ema)
    step = resume(f"{out}/turbo_state", networks, optimizer)
    mean, started = None, time.time()
    while step < steps:
        loss = loss_of(unet, text, *(x.to(DEVICE) for x in jumps.batch(np.random.default_rng([step, RANK]), batch // WORLD)))
        optimizer.zero_grad()
        loss.backward()
        loss, = optimizer.step(rate(step, steps, steps, warmup=30), [loss.item()])
        step += 1
        with torch.no_grad():
            torch._foreach_lerp_(list(ema.parameters()), list(unet.parameters()), 1 - EMA)
        mean = loss if mean is None else 0.97 * mean + 0.03 * loss
        if step % SHOW_EVERY == 0 and RANK == 0:
            print(f"{step} {time.time() - started:.0f}s loss {mean:.4f}", flush=True)
        if step % SAVE_EVERY == 0 or step == steps:
            save(f"{out}/turbo_state", networks, optimizer, step)
            if RANK == 0:
                torch.save({name: w.cpu() for name, w in ema.state_dict().items()}, f"{out}/turbo.pt")


if __name__ == "__main__":
    if sys.argv[1] == "walk":
        make_walks(*sys.argv[2:4], *(int(a) for a in sys.argv[4:6]))
    else:
        main(*sys.argv[1:3], *(int(a) for a in sys.argv[3:]))
