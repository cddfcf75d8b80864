"""Scenes: what is in a picture, chosen at random, and drawn.

A scene is a background and one object at a place, or two objects with a relation.
"""
from dataclasses import astuple, dataclass, fields

import numpy as np

from backgrounds import BACKGROUNDS, SIZE, X, Y, blend, cover, paint
from shapes import SHAPES, parts

RGB = {"red": (222, 52, 46), "orange": (246, 140, 30), "yellow": (250, 212, 50), "green": (56, 164, 78),
       "blue": (44, 104, 214), "purple": (138, 70, 192), "pink": (248, 138, 182), "white": (244, 244, 242),
       "black": (44, 44, 52)}
COLOURS = list(RGB)
SIZES = ["small", "medium", "large"]
# places of a single object: a 3 x 3 grid, row by row
PLACES = ["top left", "top", "top right", "left", "centre", "right", "bottom left", "bottom", "bottom right"]
# where the first of two objects is, seen from the second
RELATIONS = ["none", "left", "right", "above", "below"]
DIRECTION = {1: (-1, 0), 2: (1, 0), 3: (0, -1), 4: (0, 1)}
NOTHING = -1

# never in a training picture: the test of whether a shape and a colour are understood apart
HELD_OUT = {("green", "star"), ("purple", "boat"), ("pink", "tree"), ("orange", "house"), ("yellow", "heart"),
            ("blue", "square"), ("red", "triangle"), ("black", "circle")}


@dataclass
class Scene:
    """Indices into the lists above; NOTHING for the place of two objects and for the second of one."""
    background: int
    shape: int
    colour: int
    size: int
    place: int
    relation: int
    shape2: int
    colour2: int
    size2: int
    seed: int

    def row(self):
        """Everything but the seed, as numbers."""
        return astuple(self)[:-1]


FIELDS = [f.name for f in fields(Scene)][:-1]


def is_held_out(colour, shape):
    return (COLOURS[colour], SHAPES[shape]) in HELD_OUT


def random_pair(rng, held_out=False):
    """A shape and a colour, from the held-out pairs or from all the others."""
    while True:
        shape, colour = int(rng.integers(len(SHAPES))), int(rng.integers(len(COLOURS)))
        if is_held_out(colour, shape) == held_out:
            return shape, colour


def random_scene(rng, held_out=False, two=0.22):
    """held_out: the first object is one of the pairs that training never shows. two: share of scenes with two objects."""
    background = int(rng.integers(len(BACKGROUNDS)))
    shape, colour = random_pair(rng, held_out)
    seed = int(rng.integers(2 ** 31))
    if rng.random() < two:
        shape2, colour2 = random_pair(rng)
        size, size2 = (int(s) for s in rng.choice(3, 2, p=[.2, .6, .2]))
        return Scene(background, shape, colour, size, NOTHING, int(rng.integers(1, 5)), shape2, colour2, size2, seed)
    size = int(rng.choice(3, p=[.2, .4, .4]))
    place = int(rng.choice(9, p=[.07, .11, .07, .13, .24, .13, .07, .11, .07]))
    return Scene(background, shape, colour, size, place, 0, NOTHING, NOTHING, NOTHING, seed)


def objects(scene, rng):
    """(shape, colour, centre x, centre y, radius) in pixels, from back to front."""
    middle = SIZE / 2
    jitter = lambda most: rng.uniform(-most, most)
    if scene.relation == 0:
        radius = [rng.uniform(16, 18), rng.uniform(23, 26), rng.uniform(33, 37)][scene.size]
        reach = min(34, middle - radius - 2)
        row, column = divmod(scene.place, 3)
        return [(scene.shape, scene.colour, middle + (column - 1) * reach + jitter(3), middle + (row - 1) * reach + jitter(3), radius)]
    radius = lambda size: [rng.uniform(15, 17), rng.uniform(20, 23), rng.uniform(26, 29)][size]
    sx, sy = DIRECTION[scene.relation]
    jx, jy = jitter(3), jitter(3)
    return [(scene.shape2, scene.colour2, middle - sx * 31 + jx, middle - sy * 31 + jy, radius(scene.size2)),
            (scene.shape, scene.colour, middle + sx * 31 + jx, middle + sy * 31 + jy, radius(scene.size))]


def draw_object(picture, shape, colour, cx, cy, r):
    """A sticker: soft shadow, paper edge, then the parts, lighter towards the top and darker along their rims."""
    margin = int(r * 1.15) + 9
    x0, x1, y0, y1 = max(int(cx) - margin, 0), min(int(cx) + margin, SIZE), max(int(cy) - margin, 0), min(int(cy) + margin, SIZE)
    view, x, y = picture[y0:y1, x0:x1], (X[y0:y1, x0:x1] - cx) / r, (Y[y0:y1, x0:x1] - cy) / r
    layers = parts(SHAPES[shape], x, y, RGB[COLOURS[colour]])
    outline = np.minimum.reduce([distance for distance, _ in layers]) * r
    shadow = np.pad(outline, ((3, 0), (2, 0)), mode="edge")[:-3, :-2]
    blend(view, 0.3 * cover(shadow - 1.5, softness=4), (20, 16, 40))
    blend(view, cover(outline - 2.2), (255, 252, 244))
    for distance, rgb in layers:
        distance = distance * r
        height = np.clip(0.5 - y * 0.5, 0, 1)[..., None]
        tone = np.asarray(rgb, np.float32) * (0.9 + 0.1 * height) + 22 * height
        rim = np.clip(distance + 2.2, 0, 1)[..., None] * 0.28
        tone = np.minimum(tone * (1 - rim), 255)
        view += (tone - view) * cover(distance)[..., None]


def render(scene):
    """The picture, uint8 (SIZE, SIZE, 3), and where the objects are: float32 (2, 3) of centre x, y, radius, zeros for none."""
    rng = np.random.default_rng(scene.seed)
    picture = paint(BACKGROUNDS[scene.background], rng)
    spots = np.zeros((2, 3), np.float32)
    for k, (shape, colour, cx, cy, r) in enumerate(objects(scene, rng)):
        draw_object(picture, shape, colour, cx, cy, r)
        spots[k] = cx, cy, r
    return np.clip(picture + 0.5, 0, 255).astype(np.uint8), spots
