"""The U-Net: predicts v (Salimans and Ho 2022) from a noisy latent, a timestep and a caption."""
import math

import torch
import torch.nn as nn
import torch.nn.functional as F

from text_encoder import PLACED, WIDTH, Attention
from vae import CHANNELS, group_norm


class ResBlock(nn.Module):
    """Two convolutions; timestep and caption scale and shift the features between them."""

    def __init__(self, cin, cout, ctime):
        super().__init__()
        self.norm1, self.conv1 = group_norm(cin), nn.Conv2d(cin, cout, 3, padding=1)
        self.time = nn.Linear(ctime, cout * 2)
        self.norm2, self.conv2 = group_norm(cout), nn.Conv2d(cout, cout, 3, padding=1)
        self.skip = nn.Conv2d(cin, cout, 1) if cin != cout else nn.Identity()
        nn.init.zeros_(self.conv2.weight)
        nn.init.zeros_(self.conv2.bias)

    def forward(self, x, t):
        h = self.conv1(F.silu(self.norm1(x)))
        scale, shift = self.time(t)[:, :, None, None].chunk(2, 1)
        return self.skip(x) + self.conv2(F.silu(self.norm2(h) * (1 + scale) + shift))


class Transformer(nn.Module):
    """Self-attention over places, cross-attention to the words, gated feed-forward."""

    def __init__(self, c, context, heads):
        super().__init__()
        self.norm = group_norm(c)
        self.norm1, self.self_attn = nn.LayerNorm(c), Attention(c, c, heads)
        self.norm2, self.cross_attn = nn.LayerNorm(c), Attention(c, context, heads)
        self.norm3, self.ff_in, self.ff_out = nn.LayerNorm(c), nn.Linear(c, c * 4), nn.Linear(c * 2, c)
        self.out = nn.Linear(c, c)
        nn.init.zeros_(self.out.weight)
        nn.init.zeros_(self.out.bias)

    def forward(self, x, context):
        b, c, h, w = x.shape
        y = self.norm(x).permute(0, 2, 3, 1).reshape(b, h * w, c)
        places = self.norm1(y)
        y = y + self.self_attn(places, places)
        y = y + self.cross_attn(self.norm2(y), context)
        a, gate = self.ff_in(self.norm3(y)).chunk(2, -1)
        y = y + self.ff_out(a * F.gelu(gate))
        return x + self.out(y).reshape(b, h, w, c).permute(0, 3, 1, 2)


def timestep_embedding(t, width):
    """Sines and cosines as in "Attention is all you need"; t (B,) -> (B, width)."""
    frequencies = torch.exp(-math.log(10000.0) * torch.arange(width // 2, dtype=torch.float32, device=t.device) / (width // 2))
    angle = t.float()[:, None] * frequencies[None, :]
    return torch.cat([torch.cos(angle), torch.sin(angle)], 1)


class UNet(nn.Module):
    """sample (B, 4, h, w), timestep (B,), encoder_hidden_states (B, L, WIDTH) -> v (B, 4, h, w).

    widths: features at h x w, h/2 x w/2 and h/4 x w/4. h and w are at least 4, otherwise free.
    """

    def __init__(self, widths=(64, 128, 192), context=WIDTH, heads=4, ctime=256):
        super().__init__()
        a, b, c = widths
        self.width = a
        self.time = nn.Sequential(nn.Linear(a, ctime), nn.SiLU(), nn.Linear(ctime, ctime))
        self.caption = nn.Linear(context, ctime, bias=False)  # the caption as a whole, beside the timestep
        self.placed = nn.Linear(PLACED * context, ctime, bias=False)  # what is where, see train_text.py
        nn.init.zeros_(self.placed.weight)
        self.conv_in = nn.Conv2d(CHANNELS, a, 3, padding=1)
        self.d0 = ResBlock(a, a, ctime)
        self.down0 = nn.Conv2d(a, b, 3, stride=2, padding=1)
        self.d1, self.d1_words = ResBlock(b, b, ctime), Transformer(b, context, heads)
        self.down1 = nn.Conv2d(b, c, 3, stride=2, padding=1)
        self.m0, self.m0_words = ResBlock(c, c, ctime), Transformer(c, context, heads)
        self.m1, self.m1_words = ResBlock(c, c, ctime), Transformer(c, context, heads)
        self.up1 = nn.Conv2d(c, b, 1)
        self.u1a, self.u1a_words = ResBlock(b + b, b, ctime), Transformer(b, context, heads)
        self.u1b = ResBlock(b, b, ctime)
        self.up0 = nn.Conv2d(b, a, 1)
        self.u0 = ResBlock(a + a, a, ctime)
        self.norm_out, self.conv_out = group_norm(a), nn.Conv2d(a, CHANNELS, 3, padding=1)
        nn.init.zeros_(self.conv_out.weight)
        nn.init.zeros_(self.conv_out.bias)

    def forward(self, sample, timestep, encoder_hidden_states):
        words = encoder_hidden_states
        t = self.time(timestep_embedding(timestep, self.width)) + self.caption(words.mean(1))
        t = F.silu(t + self.placed(words[:, -PLACED:].flatten(1)))
        x = self.d0(self.conv_in(sample), t)
        y = self.d1_words(self.d1(self.down0(x), t), words)
        z = self.m0_words(self.m0(self.down1(y), t), words)
        z = self.m1_words(self.m1(z, t), words)
        # up-sampling takes the size of the skip, so that heights and widths may be odd
        up = F.interpolate(self.up1(z), size=y.shape[2:], mode="nearest")
        y = self.u1b(self.u1a_words(self.u1a(torch.cat([up, y], 1), t), words), t)
        up = F.interpolate(self.up0(y), size=x.shape[2:], mode="nearest")
        x = self.u0(torch.cat([up, x], 1), t)
        return self.conv_out(F.silu(self.norm_out(x)))

    def cross_attention(self):
        """Of the last call: how much each place looked at each word, mean over heads; layer -> (B, L, places)."""
        layers = dict(down_1=self.d1_words, mid_0=self.m0_words, mid_1=self.m1_words, up_1=self.u1a_words)
        return {name: layer.cross_attn.map.mean(1).transpose(1, 2) for name, layer in layers.items()}
