"""Stable Diffusion's noise schedule and the samplers that the evaluation uses.

Betas are the squares of a line from 0.00085^(1/2) to 0.012^(1/2), 1000 steps; x_t = sqrt(a_t) x_0 + sqrt(1 - a_t) noise with
a_t their cumulated product. The network predicts v = sqrt(a_t) noise - sqrt(1 - a_t) x_0.
"""
import numpy as np
import torch

STEPS = 1000
BETAS = np.linspace(0.00085 ** 0.5, 0.012 ** 0.5, STEPS, dtype=np.float64) ** 2
ALPHA_BAR = torch.tensor(np.cumprod(1 - BETAS), dtype=torch.float32)


def leading_timesteps(n):
    """'leading' spacing with offset 1, as in Stable Diffusion's scheduler_config.json; descending."""
    return [int(t) for t in (np.arange(n) * (STEPS // n))[::-1] + 1]


def lcm_timesteps(n, distilled=50):
    """Those of Diffusers' LCMScheduler: n of `distilled` timesteps, from the noisiest on; descending."""
    own = (np.arange(1, distilled + 1) * (STEPS // distilled) - 1)[::-1]
    return [int(t) for t in own[np.floor(np.linspace(0, distilled, n, endpoint=False)).astype(int)]]


def noise(count, seed, height=16, width=16):
    return torch.randn(count, 4, height, width, generator=torch.Generator().manual_seed(seed))


def noised(clean, eps, t):
    """Clean latents with so much noise as there is at timestep t."""
    a = ALPHA_BAR[t]
    return a.sqrt() * clean + (1 - a).sqrt() * eps


class Predictor:
    """Guided predictions for a batch of captions: (x_0, noise) at a timestep (Ho and Salimans 2021)."""

    def __init__(self, unet, words, empty_words, guidance):
        """words (B, L, c), empty_words (1, L, c), which guidance 1 does not ask for."""
        self.unet, self.guidance = unet, guidance
        self.words = words if guidance == 1 else torch.cat([empty_words.expand(len(words), -1, -1), words])

    @torch.no_grad()
    def __call__(self, x, t):
        a = ALPHA_BAR[t]
        if self.guidance == 1:
            v = self.unet(x, torch.full((len(x),), t, device=x.device), self.words)
        else:
            without, given = self.unet(torch.cat([x, x]), torch.full((2 * len(x),), t, device=x.device), self.words).chunk(2)
            v = without + self.guidance * (given - without)
        return a.sqrt() * x - (1 - a).sqrt() * v, a.sqrt() * v + (1 - a).sqrt() * x


def ddim(predict, x, steps):
    """Song et al. 2021, eta 0. x is noise at the first timestep; the last jump goes to clean latents."""
    times = leading_timesteps(steps)
    for t, following in zip(times, times[1:] + [0]):
        clean, eps = predict(x, t)
        x = noised(clean, eps, following)
    return clean


def lcm(predict, x, steps):
    """Luo et al. 2023: to the clean latents at once, noised again for the next jump. The fresh noise is the same in each call."""
    times, generator = lcm_timesteps(steps), torch.Generator().manual_seed(77)
    for i, t in enumerate(times):
        clean, _ = predict(x, t)
        if i + 1 < len(times):
            x = noised(clean, torch.randn(x.shape, generator=generator).to(x.device), times[i + 1])
    return clean


def dpm_solver_2m(predict, x, steps, first=STEPS - 1):
    """DPM-Solver++(2M), Lu et al. 2022, on evenly spaced timesteps from the first to 0; the last step is of first order."""
    times = [int(t) for t in np.linspace(first, 0, steps + 1).round()][:-1]
    half_log_snr = lambda t: float(0.5 * (ALPHA_BAR[t] / (1 - ALPHA_BAR[t])).log())
    before = None
    for i, t in enumerate(times):
        clean, _ = predict(x, t)
        if i + 1 == len(times):
            return clean
        following = times[i + 1]
        h = half_log_snr(following) - half_log_snr(t)
        d = clean
        if before is not None:
            r = (half_log_snr(t) - half_log_snr(times[i - 1])) / h
            d = (1 + 1 / (2 * r)) * clean - before / (2 * r)
        a, b = ALPHA_BAR[following], ALPHA_BAR[t]
        x = ((1 - a) / (1 - b)).sqrt() * x - a.sqrt() * float(np.expm1(-h)) * d
        before = clean
