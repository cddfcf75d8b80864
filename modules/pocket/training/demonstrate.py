"""Sheets that show what diffusion does with a model folder: emergence, image to image, inpainting, inversion and edits.

usage: demonstrate.py FOLDER TARGET [THREADS]
Writes TARGET/emergence.png, image_to_image.png, inpainting.png and inversion.png, and prints how exactly inversion returns.
"""
import os
import sys

import numpy as np
import torch

from backgrounds import BACKGROUNDS
from diffusion import leading_timesteps, noise, noised
from onnx_model import OnnxModel
from png import contact_sheet, write_png
from scenes import COLOURS, NOTHING, Scene, render
from shapes import SHAPES


def scene(background, shape, colour, place=4, relation=0, shape2=None, colour2=None):
    return render(Scene(BACKGROUNDS.index(background), SHAPES.index(shape), COLOURS.index(colour), 2 if shape2 is None else 1,
                        place, relation, SHAPES.index(shape2) if shape2 else NOTHING,
                        COLOURS.index(colour2) if colour2 else NOTHING, 1, seed=3))[0][None]


def denoise(predict, x, times, after=lambda x, clean, t: x):
    """DDIM along descending times; after(x, clean, t) may change each x, which is then at timestep t."""
    for t, following in zip(times, times[1:] + [0]):
        clean, eps = predict(x, t)
        x = after(noised(clean, eps, following), clean, following)
    return clean


def invert(predict, latents, times):
    """DDIM backwards: the noise that denoise() would turn into these latents, and the way there (timestep -> latents)."""
    x, way, before = latents, {0: latents}, 0
    for t in times[::-1]:
        clean, eps = predict(x, before)
        x, before = noised(clean, eps, t), t
        way[t] = x
    return x, way


def emergence(model, prompt):
    """Upper row: what is there at every second of 20 steps; lower row: what the network expects of it."""
    noisy, expected = [], []

    def keep(x, clean, t):
        noisy.append(x)
        expected.append(clean)
        return x

    denoise(model.predictor([prompt], 4.0), noise(1, 11), leading_timesteps(20), keep)
    return [model.decode(torch.cat(noisy[::2])), model.decode(torch.cat(expected[::2]))]


def image_to_image(model, picture, prompt):
    """The picture, then strengths 0.3 to 0.9."""
    rows, latents, predict = [picture], model.encode(picture), model.predictor([prompt], 4.0)
    for strength in (0.3, 0.5, 0.7, 0.8, 0.9):
        times = leading_timesteps(30)[30 - round(30 * strength):]
        rows.append(model.decode(denoise(predict, noised(latents, noise(1, 41), times[0]), times)))
    return rows


def inpainting(model, picture, prompt, left, top, right, bottom):
    """The picture, the hole (in latent cells), and four fillings."""
    hole = torch.zeros(1, 1, 16, 16)
    hole[:, :, top:bottom, left:right] = 1
    grey = picture.copy()
    grey[:, top * 8:bottom * 8, left * 8:right * 8] = 128
    rows, latents = [picture, grey], model.encode(picture)
    for seed in (51, 52, 53, 54):
        start = noise(1, seed)
        keep = lambda x, clean, t: hole * x + (1 - hole) * noised(latents, start, t)
        times = leading_timesteps(30)
        rows.append(model.decode(hole * denoise(model.predictor([prompt], 4.0), start, times, keep) + (1 - hole) * latents))
    return rows


def edit(model, picture, prompt, changed):
    """The picture, its way through the VAE, through inversion and back, and inverted, then denoised with another prompt."""
    latents, times = model.encode(picture), leading_timesteps(50)
    same = model.predictor([prompt], 1.0)
    start, _ = invert(same, latents, times)
    back = denoise(same, start, times)
    print(f'inversion of "{prompt}": latents return with a root mean square error of {(back - latents).square().mean().sqrt():.3f}')
    return [picture, *(model.decode(z) for z in (latents, back, denoise(model.predictor([changed], 2.5), start, times)))]


def main(folder, target, threads=1):
    torch.set_num_threads(threads)
    os.makedirs(target, exist_ok=True)
    model = OnnxModel(folder, threads)

    def sheet(name, rows, columns):
        write_png(f"{target}/{name}.png", contact_sheet(np.concatenate(rows), columns))

    sheet("emergence", emergence(model, "a large purple star in the middle at sunset"), 10)
    sheet("image_to_image", image_to_image(model, scene("meadow", "circle", "red"), "a large red heart in the middle at sunset")
          + image_to_image(model, scene("sea", "boat", "white"), "a large green tree in the middle on a plain pink background"), 6)
    sheet("inpainting", inpainting(model, scene("meadow", "house", "red", NOTHING, 1, "tree", "green"),
                                   "a red house to the left of a purple star in a meadow", 8, 3, 16, 14)
          + inpainting(model, scene("night", "star", "yellow", 1), "a yellow star above a red boat at night", 3, 9, 13, 16), 6)
    edits = [("sunset", "circle", "red", "blue circle", "at sunset", "at sunset"),
             ("meadow", "house", "red", "purple house", "in a meadow", "in a meadow"),
             ("snow", "heart", "pink", "pink star", "in the snow", "in the snow"),
             ("sea", "boat", "white", "white boat", "on the sea", "at night")]
    sheet("inversion", [p for background, shape, colour, thing, before, after in edits
                        for p in edit(model, scene(background, shape, colour), f"a large {colour} {shape} in the middle {before}",
                                      f"a large {thing} in the middle {after}")], 4)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], *(int(a) for a in sys.argv[3:]))
