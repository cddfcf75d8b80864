"""Renders the pictures of this folder: python render.py, with modules/pocket/training on PYTHONPATH. Needs NumPy."""
import json
import struct
import zlib
from dataclasses import replace
from pathlib import Path

import numpy as np

from backgrounds import BACKGROUNDS, paint
from captions import full_caption
from scenes import COLOURS, HELD_OUT, RGB, random_scene, render
from shapes import SHAPES

COUNT = 50
FOLDER = Path(__file__).parent


def png(pixels):
    """Bytes of a PNG; each row takes the filter whose bytes are smallest in sum."""
    rows = pixels.reshape(len(pixels), -1).astype(np.uint8)
    step = 1 if pixels.ndim == 2 else pixels.shape[2]
    above, packed = np.zeros_like(rows[0]), []
    for row in rows:
        left, corner = (np.concatenate([np.zeros(step, np.uint8), line[:-step]]) for line in (row, above))
        a, b, c = (each.astype(int) for each in (left, above, corner))
        guess = a + b - c
        da, db, dc = abs(guess - a), abs(guess - b), abs(guess - c)
        paeth = np.where((da <= db) & (da <= dc), a, np.where(db <= dc, b, c))
        tries = [row, row - left, row - above, row - ((a + b) // 2).astype(np.uint8), row - paeth.astype(np.uint8)]
        best = min(range(5), key=lambda k: int(np.abs(tries[k].astype(np.int8).astype(int)).sum()))
        packed.append(bytes([best]) + tries[best].tobytes())
        above = row
    chunk = lambda name, body: struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
    head = struct.pack(">IIBBBBB", pixels.shape[1], pixels.shape[0], 8, 0 if pixels.ndim == 2 else 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"".join(packed), 9)) + chunk(b"IEND", b"")


def regions(scene):
    """255 where the object has its own colour, 128 on the rest of its sticker and shadow, 0 on the background."""
    picture = render(scene)[0].astype(int)
    bare = np.clip(paint(BACKGROUNDS[scene.background], np.random.default_rng(scene.seed)) + 0.5, 0, 255).astype(int)
    touched = np.abs(picture - bare).max(-1) > 2
    grown = touched.copy()
    for dy in range(-3, 4):
        for dx in range(-3, 4):
            grown |= np.roll(touched, (dy, dx), (0, 1))
    other = render(replace(scene, colour=(scene.colour + 1) % len(COLOURS)))[0].astype(int)
    own = (np.abs(picture - RGB[COLOURS[scene.colour]]).max(-1) < 40) & (np.abs(picture - other).max(-1) > 8)
    return np.where(own, 255, np.where(grown, 128, 0)).astype(np.uint8)


def halves(picture, background):
    """Mean colours of the upper and of the lower half of the background, 0 to 255."""
    rows = np.arange(len(picture))[:, None] < len(picture) // 2
    return [float(v) for half in (rows, ~rows) for v in picture[half & background].mean(0).round(1)]


def main():
    rng = np.random.default_rng(20)
    scenes = []
    while len(scenes) < COUNT:
        scene = random_scene(rng, two=0)
        colour, background = int(rng.integers(len(COLOURS))), int(rng.integers(len(BACKGROUNDS)))
        seen = (COLOURS[colour], SHAPES[scene.shape]) not in HELD_OUT
        if scene.size > 0 and seen and colour != scene.colour and background != scene.background:
            scenes.append((scene, colour, background))
    entries = []
    for k, (scene, colour, background) in enumerate(scenes):
        (FOLDER / f"{k:02d}.png").write_bytes(png(render(scene)[0]))
        (FOLDER / f"{k:02d}-regions.png").write_bytes(png(regions(scene)))
        entries.append({
            "caption": full_caption(scene), "colour": COLOURS[scene.colour], "background": BACKGROUNDS[scene.background],
            "otherColour": COLOURS[colour], "withOtherColour": full_caption(replace(scene, colour=colour)),
            "otherBackground": BACKGROUNDS[background],
            "withOtherBackground": full_caption(replace(scene, background=background))})
    everywhere = np.ones((128, 128), bool)
    looks = {name: np.mean([halves(paint(name, np.random.default_rng(s)), everywhere) for s in range(20)], 0).round(1).tolist()
             for name in BACKGROUNDS}
    (FOLDER / "scenes.json").write_text(json.dumps(
        {"colours": {name: RGB[name] for name in COLOURS}, "backgrounds": looks, "scenes": entries}, indent=1) + "\n")


main()
