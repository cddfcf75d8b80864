"""Distils the trained U-Net into one that draws in a few steps, without guidance (a latent consistency model, Luo et al. 2023).

usage: train_turbo.py DATA OUT STEPS [BATCH]
From a noisy latent at one of the timesteps of JUMPS steps the teacher (OUT/ema.pt, guidance 4) goes to the clean end in a few
steps of DPM++ 2M; the student, which starts from the teacher's weights, learns to arrive there in one jump. Half of the noisy
latents are training pictures with noise, the others what the student itself meets: its own former jumps, noised again, so that
it learns to mend them. Guidance is inside, one network call makes a step. Writes OUT/turbo.pt; resumes from
OUT/turbo_state<RANK>.pt.
"""
import copy
import sys

import torch

from diffusion import ALPHA_BAR, Predictor, dpm_solver_2m, lcm_timesteps, noised
from text_encoder import TextEncoder
from tokenizer import Tokenizer
from train_unet import ADAM_RATE, Examples
from training import Training
from unet import UNet
from workers import DEVICE, WORLD, join, precision, rate

JUMPS, GUIDANCE = 4, 4.0
# the teacher makes so many steps from the noisiest timestep, fewer from a later one, never less than two
TEACHER_STEPS, FEWEST = 8, 2
MUON_RATE, EMA = 0.01, 0.99


def load(module, path):
    module.load_state_dict(torch.load(path, map_location="cpu"))
    return module.to(DEVICE).eval()


class Lessons:
    """Noisy latents and where the teacher takes them."""

    def __init__(self, data, out):
        tokenizer = Tokenizer(f"{data}/tokenizer")
        empty = torch.tensor([tokenizer.encode("")])
        self.text = load(TextEncoder(len(tokenizer.vocab)), f"{out}/text.pt")
        self.teacher = load(UNet(), f"{out}/ema.pt").to(memory_format=torch.channels_last)
        self.examples, self.empty_words = Examples(data, empty), self.words(empty)
        self.times = lcm_timesteps(JUMPS)

    @torch.no_grad()
    def words(self, ids):
        with precision():
            return self.text(ids.to(DEVICE))

    @torch.no_grad()
    def batch(self, student, rng, n):
        """Latents, timesteps, words and the teacher's clean latents; n / JUMPS at each timestep."""
        lessons = [self._at(k, student, rng, n // JUMPS) for k in range(JUMPS)]
        return [torch.cat(parts) for parts in zip(*lessons)]

    def _at(self, k, student, rng, n):
        latents, ids, _ = self.examples.batch(rng, n)
        words, t = self.words(ids), self.times[k]
        with precision():
            x = noised(latents.to(DEVICE), torch.randn_like(latents).to(DEVICE), t)
            own = n if k == 0 else n // 2  # the first jump always begins with nothing but noise
            x[:own] = self._met(k, Predictor(student, words[:own], None, 1), torch.randn_like(latents[:own]).to(DEVICE))
            steps = max(FEWEST, round(TEACHER_STEPS * t / self.times[0]))
            clean = dpm_solver_2m(Predictor(self.teacher, words, self.empty_words, GUIDANCE), x, steps, t)
        return x, torch.full((n,), t, device=DEVICE), words, clean.float()

    def _met(self, k, student, x):
        """What the student has before its jump k."""
        for t, following in zip(self.times[:k], self.times[1:]):
            x = noised(student(x, t)[0].float(), torch.randn_like(x), following)
        return x


def loss_of(unet, x, t, words, clean):
    """Mean square of the error of v."""
    a = ALPHA_BAR.to(DEVICE)[t][:, None, None, None]
    with precision():
        v = unet(x.contiguous(memory_format=torch.channels_last), t, words)
    return (v.float() - (a.sqrt() * x - clean) / (1 - a).sqrt()).square().mean()


def main(data, out, steps, batch=64):
    join(f"{out}/meeting_turbo")
    lessons = Lessons(data, out)
    unet = copy.deepcopy(lessons.teacher).train()
    training = Training(unet, (MUON_RATE, ADAM_RATE), out, "turbo", average="turbo")
    for rng in training.steps(steps):
        loss = loss_of(unet, *lessons.batch(training.ema, rng, batch // WORLD))
        training.learn(dict(loss=loss), rate(training.step, steps, steps, warmup=30), EMA)


if __name__ == "__main__":
    main(*sys.argv[1:3], *(int(a) for a in sys.argv[3:]))
