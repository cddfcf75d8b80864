"""The ten backgrounds: six landscapes and four papers, 128 x 128, colours 0 to 255.

They hold large, soft things only (hills, a sun, clouds, big stars): what is smaller than a latent cell of 8 pixels
would cost the VAE much and nobody would miss it.
"""
import numpy as np

from shapes import circle, mix

SIZE = 128
PAPER = {"cream": (250, 240, 216), "pink": (250, 210, 220), "mint": (200, 238, 218), "lavender": (218, 206, 246)}
BACKGROUNDS = ["sunset", "night", "sea", "meadow", "snow", "desert", *PAPER]
Y, X = np.mgrid[0:SIZE, 0:SIZE].astype(np.float32) + 0.5  # pixel centres


def blend(picture, cover, rgb):
    """Paints over picture, in place; cover (height, width) is 0 to 1."""
    picture += (np.asarray(rgb, np.float32) - picture) * cover[..., None]


def cover(distance, softness=1.0):
    """How much of a pixel lies inside an outline at this signed distance in pixels."""
    return np.clip(0.5 - distance / softness, 0, 1)


def ramp(stops):
    """A vertical gradient; stops: (height 0 to 1, colour)."""
    heights = [height for height, _ in stops]
    v = (np.arange(SIZE, dtype=np.float32) + 0.5) / SIZE
    column = np.stack([np.interp(v, heights, [rgb[c] for _, rgb in stops]) for c in range(3)], -1)
    return np.repeat(column.astype(np.float32)[:, None, :], SIZE, axis=1)


def hills(picture, rng, base, height, periods, rgb):
    phase = rng.uniform(0, 2 * np.pi, 2)
    u = X[0] / SIZE * 2 * np.pi
    line = base + height * (np.sin(u * periods + phase[0]) + 0.4 * np.sin(u * periods * 1.9 + phase[1]))
    blend(picture, cover(line[None, :] - Y), rgb)


def discs(picture, rng, columns, top, bottom, radius, rgb, alpha=1.0):
    """One disc in each of some columns, so that they never crowd."""
    for k in range(columns):
        cx, cy = (k + rng.uniform(0.2, 0.8)) * SIZE / columns, rng.uniform(top, bottom)
        blend(picture, cover(circle(X, Y, cx, cy, radius)) * alpha, rgb)


def cloud(picture, rng, top, bottom):
    cx, cy, s = rng.uniform(16, SIZE - 16), rng.uniform(top, bottom), 1.4
    puffs = [circle(X, Y, cx + dx * s, cy + dy, r * s) for dx, dy, r in ((0, 0, 6), (-8, 2, 4.5), (8, 2, 4.5))]
    blend(picture, cover(np.minimum.reduce(puffs)) * 0.9, (255, 255, 255))


def paint(name, rng):
    """float32 (SIZE, SIZE, 3)."""
    if name in PAPER:
        return ramp([(0, mix(PAPER[name], (255, 255, 255), 0.35)), (1, mix(PAPER[name], (200, 180, 190), 0.12))])
    return {"sunset": sunset, "night": night, "sea": sea, "meadow": meadow, "snow": snow, "desert": desert}[name](rng)


def sunset(rng):
    picture = ramp([(0, (88, 62, 132)), (0.35, (206, 92, 122)), (0.62, (250, 160, 96)), (0.8, (254, 214, 138))])
    sun = circle(X, Y, rng.uniform(24, 104), 92, 15)
    blend(picture, 0.5 * np.exp(-np.maximum(sun, 0) / 12), (255, 236, 170))
    blend(picture, cover(sun), (255, 244, 190))
    hills(picture, rng, 106, 4, 1, (96, 52, 96))
    return picture


def night(rng):
    picture = ramp([(0, (14, 18, 52)), (0.7, (36, 48, 104)), (1, (62, 74, 132))])
    discs(picture, rng, 6, 6, 90, 1.8, (255, 250, 220))
    hills(picture, rng, 112, 4, 1, (18, 22, 48))
    return picture


def sea(rng):
    picture = ramp([(0, (150, 212, 244)), (0.45, (222, 242, 250)), (0.46, (64, 150, 200)), (1, (24, 84, 150))])
    cloud(picture, rng, 14, 36)
    hills(picture, rng, 84, 2, 3, (48, 128, 188))
    hills(picture, rng, 108, 2, 3, (36, 104, 168))
    return picture


def meadow(rng):
    picture = ramp([(0, (140, 206, 246)), (0.6, (226, 244, 250))])
    cloud(picture, rng, 14, 36)
    hills(picture, rng, 78, 5, 1, (142, 204, 112))
    hills(picture, rng, 98, 5, 1, (104, 178, 88))
    return picture


def snow(rng):
    picture = ramp([(0, (146, 176, 212)), (0.7, (206, 220, 236))])
    hills(picture, rng, 84, 5, 1, (224, 233, 244))
    hills(picture, rng, 102, 4, 1, (247, 250, 254))
    discs(picture, rng, 6, 6, 76, 2.4, (255, 255, 255))
    return picture


def desert(rng):
    picture = ramp([(0, (250, 208, 130)), (0.6, (254, 238, 190))])
    hills(picture, rng, 80, 6, 1, (232, 180, 106))
    hills(picture, rng, 102, 5, 1, (214, 150, 78))
    return picture
