"""The image coder: a linear encoder and a decoder that learned to draw.

Latents have 4 channels at an eighth of the picture's size. The encoder is one convolution (16 x 16 pixels, stride 8) that
starts as a thumbnail: red, green, blue, each the mean of a cell's 8 x 8 pixels, and the brightness of the 8 x 8 pixels
round the cell's lower right corner. It is trained with the decoder, under noise and with the length of its filters held, so
what it learns stays smooth: latents in which a diffusion model sees a small picture, not a code.
"""
import torch
import torch.nn as nn
import torch.nn.functional as F

SCALING = 0.18215  # Stable Diffusion's; runners multiply latents by it
CHANNELS = 4


def group_norm(channels):
    return nn.GroupNorm(8, channels, eps=1e-5)


class Encoder(nn.Module):
    """(B, 3, H, W) in -1..1 -> (B, 4, H/8, W/8)."""

    def __init__(self):
        super().__init__()
        self.filters = nn.Conv2d(3, CHANNELS, 16, stride=8)
        with torch.no_grad():
            weight = torch.zeros(CHANNELS, 3, 16, 16)
            for c in range(3):
                weight[c, c, 4:12, 4:12] = 1 / 64
            weight[3, :, 8:, 8:] = torch.tensor([0.3, 0.4, 0.3])[:, None, None] / 64
            self.filters.weight.copy_(weight)
            self.filters.bias.zero_()
        self.register_buffer("length", self.filters.weight.detach().flatten(1).norm(dim=1))

    def forward(self, picture):
        return self.filters(F.pad(picture, (4, 4, 4, 4), mode="replicate"))

    @torch.no_grad()
    def hold_length(self):
        weight = self.filters.weight
        weight.mul_((self.length / weight.flatten(1).norm(dim=1))[:, None, None, None])


class Block(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.norm1, self.conv1 = group_norm(c), nn.Conv2d(c, c, 3, padding=1)
        self.norm2, self.conv2 = group_norm(c), nn.Conv2d(c, c, 3, padding=1)

    def forward(self, x):
        h = self.conv1(F.silu(self.norm1(x)))
        return x + self.conv2(F.silu(self.norm2(h)))


class Decoder(nn.Module):
    """(B, 4, h, w) -> (B, 3, 8h, 8w); c2, c1, c0: widths at 1, 2 and 8 times the latent's size."""

    def __init__(self, c2=96, c1=48, c0=8):
        super().__init__()
        self.low = nn.Sequential(nn.Conv2d(CHANNELS, c2, 3, padding=1), Block(c2), Block(c2), Block(c2))
        self.up = nn.Conv2d(c2, c1 * 4, 3, padding=1)
        self.mid = nn.Sequential(Block(c1), Block(c1), group_norm(c1), nn.SiLU(), nn.Conv2d(c1, c0 * 16, 3, padding=1),
                                 nn.PixelShuffle(4))
        self.high = nn.Sequential(nn.SiLU(), nn.Conv2d(c0, c0, 3, padding=1), nn.SiLU(), nn.Conv2d(c0, 3, 3, padding=1))

    def forward(self, latent):
        return self.high(self.mid(F.pixel_shuffle(self.up(self.low(latent)), 2)))


class Vae(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder, self.decoder = Encoder(), Decoder()
