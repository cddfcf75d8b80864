"""What the trainings of the U-Net share: step after step from where the last run stopped, with a running average."""
import copy
import time

import numpy as np
import torch

from workers import RANK, WORLD, SharedOptimizer, resume, save

SPECIAL = ("conv_in", "conv_out")  # matrices that AdamW has, not Muon
SAVE_EVERY, SHOW_EVERY, SMOOTHING = 50, 25, 0.98


class Training:
    def __init__(self, unet, rates, out, name, average):
        """rates: peaks of Muon and AdamW. Keeps OUT/<name>_state<RANK>.pt, and the average in OUT/<average>.pt."""
        self.unet, self.ema = unet, copy.deepcopy(unet).eval().requires_grad_(False)
        self.optimizer = SharedOptimizer(unet, *rates, SPECIAL)
        self.states, self.average = f"{out}/{name}_state", f"{out}/{average}.pt"
        self.step = resume(self.states, self._networks(), self.optimizer)
        self.means, self.started = None, time.time()

    def steps(self, until):
        """The random numbers of each step, which are the same wherever the run was stopped; learn() belongs in between."""
        while self.step < until:
            torch.manual_seed(1000 + self.step * WORLD + RANK)
            yield np.random.default_rng([self.step, RANK])
            if self.step % SAVE_EVERY == 0 or self.step == until:
                self._save()

    def learn(self, losses, rate, kept):
        """losses: name -> tensor, of which the first is learnt. rate: share of the peaks. kept: how much of the average stays."""
        self.optimizer.zero_grad()
        next(iter(losses.values())).backward()
        numbers = np.array(self.optimizer.step(rate, [loss.item() for loss in losses.values()]))
        self.step += 1
        with torch.no_grad():
            torch._foreach_lerp_(list(self.ema.parameters()), list(self.unet.parameters()), 1 - kept)
        self.means = numbers if self.means is None else SMOOTHING * self.means + (1 - SMOOTHING) * numbers
        if self.step % SHOW_EVERY == 0 and RANK == 0:
            told = " ".join(f"{name} {mean:.4f}" for name, mean in zip(losses, self.means))
            print(f"{self.step} {time.time() - self.started:.0f}s {told}", flush=True)

    def _networks(self):
        return dict(unet=self.unet, ema=self.ema)

    def _save(self):
        save(self.states, self._networks(), self.optimizer, self.step)
        if RANK == 0:
            torch.save({name: w.cpu() for name, w in self.ema.state_dict().items()}, self.average)
