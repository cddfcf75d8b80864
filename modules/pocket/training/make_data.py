"""Draws the pictures of a set and writes them with their captions as token ids.

usage: make_data.py tokenizer FOLDER
       make_data.py FOLDER COUNT SEED [--held-out] [--two SHARE]
SHARE of the scenes (0.22) have two objects.
FOLDER gets pictures.npy (uint8, COUNT x 128 x 128 x 3), tokens.npy (int16, COUNT x 6 x 32), attributes.npy (int8, COUNT x 9,
columns scenes.FIELDS) and spots.npy (float32, COUNT x 2 x 3: centre and radius of the objects in pixels).
The tokenizer is looked for beside FOLDER.
"""
import argparse
import collections
import glob
import os
import sys

import numpy as np

import tokenizer
from backgrounds import SIZE
from captions import caption
from scenes import random_scene, render

CAPTIONS_PER_PICTURE = 6
# words beyond the captions, so that other prompts fall into few tokens too
EVERYDAY = """the a an and of in on at with to for from by is are one two three picture photo painting drawing sky blue sun cloud
water hill grass flower house home tree boat ship bird cat dog car man woman child very bright dark light old new beautiful cute
sticker paper background under over near far up down day night morning evening medium round shape colour color grey gray brown
gold silver mountain river road city forest beach ocean rain wind fire moon fish ring""".split()


def make_tokenizer(folder):
    rng = np.random.default_rng(7)
    counts = collections.Counter()
    for i in range(6000):
        counts.update(tokenizer.WORDS.findall(caption(random_scene(rng, held_out=i % 8 == 0), rng).lower()))
    for word in EVERYDAY:
        counts[word] += 20
    tokenizer.save(folder, tokenizer.train(counts, 1200))


def training_sets(data):
    """The folders DATA/train0, DATA/train1 and so on."""
    return sorted(glob.glob(f"{data}/train[0-9]"))


def make_set(folder, count, seed, held_out=False, two=0.22):
    os.makedirs(folder, exist_ok=True)
    words = tokenizer.Tokenizer(os.path.join(os.path.dirname(os.path.abspath(folder)), "tokenizer"))
    rng = np.random.default_rng(seed)
    pictures = np.lib.format.open_memmap(f"{folder}/pictures.npy", "w+", np.uint8, (count, SIZE, SIZE, 3))
    tokens, attributes, spots = [], [], []
    for i in range(count):
        scene = random_scene(rng, held_out, two)
        pictures[i], where = render(scene)
        tokens.append([words.encode(caption(scene, rng)) for _ in range(CAPTIONS_PER_PICTURE)])
        attributes.append(scene.row())
        spots.append(where)
    pictures.flush()
    np.save(f"{folder}/tokens.npy", np.array(tokens, np.int16))
    np.save(f"{folder}/attributes.npy", np.array(attributes, np.int8))
    np.save(f"{folder}/spots.npy", np.array(spots, np.float32))


if __name__ == "__main__":
    if sys.argv[1] == "tokenizer":
        make_tokenizer(sys.argv[2])
    else:
        reader = argparse.ArgumentParser()
        reader.add_argument("folder")
        reader.add_argument("count", type=int)
        reader.add_argument("seed", type=int)
        reader.add_argument("--held-out", action="store_true")
        reader.add_argument("--two", type=float, default=0.22)
        make_set(**vars(reader.parse_args()))
