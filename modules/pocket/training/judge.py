"""The judge: a small network that reads background, layout, shapes, colours, size and place off a picture.

usage: judge.py DATA OUT STEPS SET...
Trained on drawn pictures only (SET: folders of DATA, the held-out pairs too, see make_data.py), slightly blurred and noisy, so
that it reads shapes and not the marks of one program. The last 300 pictures of every set are for its own test. Two objects are
called A (left or upper) and B (right or lower); a single one is A.
"""
import sys

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

from backgrounds import BACKGROUNDS
from scenes import COLOURS, SHAPES
from train_vae import to_tensor
from workers import SharedOptimizer, precision, rate

# name -> number of classes; the last class of B's heads and of place means none
HEADS = dict(background=len(BACKGROUNDS), layout=3, shapeA=len(SHAPES), colourA=len(COLOURS), shapeB=len(SHAPES) + 1,
             colourB=len(COLOURS) + 1, size=3, place=10)
BATCH, TEST = 64, 300


def labels_of(attributes):
    """(n, 9) with columns scenes.FIELDS -> int64 (n, len(HEADS))."""
    background, s1, c1, z1, place, relation, s2, c2, z2 = np.asarray(attributes).astype(np.int64).T
    two = relation > 0
    layout = np.where(two, np.where(relation <= 2, 1, 2), 0)
    first = first_is_a(relation)
    return np.stack([background, layout, np.where(first, s1, s2), np.where(first, c1, c2),
                     np.where(two, np.where(first, s2, s1), len(SHAPES)), np.where(two, np.where(first, c2, c1), len(COLOURS)),
                     np.where(first, z1, z2), np.where(two, 9, place)], 1)


def first_is_a(relation):
    """Whether a scene's first object is A, for each relation (an index into scenes.RELATIONS)."""
    return (relation == 0) | (relation == 1) | (relation == 3)


class Judge(nn.Module):
    """(B, 3, 128, 128) in -1..1 -> one (B, classes) per head."""

    def __init__(self):
        super().__init__()
        block = lambda i, o, stride: nn.Sequential(nn.Conv2d(i, o, 3, stride, 1, bias=False), nn.BatchNorm2d(o), nn.ReLU())
        self.body = nn.Sequential(block(3, 32, 2), block(32, 64, 1), block(64, 96, 2), block(96, 128, 1), block(128, 128, 2),
                                  block(128, 128, 1))
        self.head = nn.Sequential(nn.Dropout(0.1), nn.Linear(128 * 64, 256), nn.ReLU(), nn.Linear(256, sum(HEADS.values())))

    def forward(self, picture):
        return self.head(self.body(F.avg_pool2d(picture, 2)).flatten(1)).split(list(HEADS.values()), 1)


@torch.no_grad()
def read(judge, pictures):
    """uint8 (n, 128, 128, 3) -> class of every head, int64 (n, len(HEADS))."""
    rows = [torch.stack([o.argmax(1) for o in judge(to_tensor(pictures[i:i + 50]))], 1) for i in range(0, len(pictures), 50)]
    return torch.cat(rows).numpy()


def roughened(x, rng):
    """Blur of 0 to 1 and noise of 0 to 0.08, another amount for every picture."""
    n = len(x)
    amount = lambda most: torch.from_numpy((rng.random((n, 1, 1, 1)) * most).astype(np.float32))
    x = torch.lerp(x, F.avg_pool2d(x, 3, 1, 1), amount(1.0))
    return x + torch.randn_like(x) * amount(0.08)


def main(data, out, steps, names):
    torch.manual_seed(0)
    torch.set_num_threads(1)
    rng = np.random.default_rng(0)
    sets = [np.load(f"{data}/{n}/pictures.npy", mmap_mode="r") for n in names]
    labels = [labels_of(np.load(f"{data}/{n}/attributes.npy")) for n in names]
    share = np.array([len(s) for s in sets]) / sum(len(s) for s in sets)
    judge = Judge().to(memory_format=torch.channels_last)
    optimizer = SharedOptimizer(judge, 0.02, 1e-3, ("body.0.", "head.3"))
    for step in range(steps):
        which = rng.choice(len(sets), BATCH, p=share)
        where = [int(rng.integers(len(sets[k]) - TEST)) for k in which]
        x = roughened(to_tensor(np.stack([sets[k][i] for k, i in zip(which, where)])), rng)
        y = torch.from_numpy(np.stack([labels[k][i] for k, i in zip(which, where)]))
        with precision():
            read_off = judge(x.contiguous(memory_format=torch.channels_last))
        loss = sum(F.cross_entropy(o.float(), y[:, i]) for i, o in enumerate(read_off))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step(rate(step, steps, 0.6 * steps, warmup=30), [loss.item()])
        if (step + 1) % 50 == 0:
            print(f"step {step + 1} loss {loss.item():.3f}", flush=True)
        if (step + 1) % 200 == 0 or step + 1 == steps:
            judge.eval()
            torch.save(judge.state_dict(), f"{out}/judge.pt")
            for name, pictures, label in zip(names, sets, labels):
                right = (read(judge, np.array(pictures[-TEST:])) == label[-TEST:]).mean(0)
                print(name, " ".join(f"{h} {r:.3f}" for h, r in zip(HEADS, right)), flush=True)
            judge.train()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4:])
