"""Teaches the text encoder to read: all attributes of a scene must be readable from its caption's hidden states.

usage: train_text.py DATA OUT STEPS
The hidden states' mean goes to one linear head per attribute (cross-entropy). The last two states, which stand for padding, must
say what is where: the one before the last what is left or above (or alone), the last what is right or below. The words themselves
cannot, because the first object is read before the relation; without it the U-Net swapped and doubled objects. The heads are
thrown away. The U-Net is trained on the finished encoder, which spares it the slowest part of its own learning: that words mean
shapes. Attributes that a caption leaves out can only be guessed, so the accuracies stay below 1.

Where OUT/text.pt is there, it goes on from it and holds all states but the last two near to what they were, so that a U-Net
that knows them can go on too.
"""
import copy
import os
import sys

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

from judge import HEADS, labels_of
from make_data import training_sets
from scenes import FIELDS
from text_encoder import PLACED, WIDTH, TextEncoder
from tokenizer import Tokenizer
from workers import SharedOptimizer, rate

BATCH, NEAR = 64, 20.0
OBJECTS = {-2: ("shapeA", "colourA"), -1: ("shapeB", "colourB")}


class Reading(nn.Module):
    """The encoder with its heads: hidden states -> logits of FIELDS, then of the placed attributes."""

    def __init__(self, text, counts):
        super().__init__()
        self.text, self.counts = text, counts
        self.heads = nn.Linear(WIDTH, sum(counts))
        self.placed = nn.ModuleList(nn.Linear(WIDTH, sum(HEADS[name] for name in names)) for names in OBJECTS.values())

    def forward(self, states):
        logits = list(self.heads(states.mean(1)).split(self.counts, 1))
        for head, (at, names) in zip(self.placed, OBJECTS.items()):
            logits += head(states[:, at]).split([HEADS[name] for name in names], 1)
        return logits


def all_labels(attributes):
    """int8 (n, 9), -1 for nothing -> int64 (n, 9 + 4): FIELDS with 0 for nothing, then the placed attributes."""
    placed = labels_of(attributes)[:, [list(HEADS).index(name) for names in OBJECTS.values() for name in names]]
    return torch.from_numpy(np.concatenate([attributes.astype(np.int64) + 1, placed], 1))


def main(data, out, steps):
    torch.manual_seed(0)
    rng = np.random.default_rng(0)
    tokens = np.concatenate([np.load(f"{folder}/tokens.npy") for folder in training_sets(data)])
    labels = all_labels(np.concatenate([np.load(f"{folder}/attributes.npy") for folder in training_sets(data)]))
    net = Reading(TextEncoder(len(Tokenizer(f"{data}/tokenizer").vocab)), [int(n) + 1 for n in labels[:, :len(FIELDS)].max(0).values])
    before = None
    if os.path.exists(f"{out}/text.pt"):
        net.text.load_state_dict(torch.load(f"{out}/text.pt"))
        before = copy.deepcopy(net.text).eval()
    optimizer = SharedOptimizer(net, 0.02, 1e-3, ("token", "position", "heads", "placed"))
    names, right = FIELDS + [name for names in OBJECTS.values() for name in names], None
    for step in range(steps):
        chosen = rng.integers(0, len(tokens) - 1000, BATCH)
        ids = torch.from_numpy(tokens[chosen, rng.integers(0, tokens.shape[1], BATCH)].astype(np.int64))
        states = net.text(ids)
        logits = net(states)
        loss = sum(F.cross_entropy(l, labels[chosen, i]) for i, l in enumerate(logits))
        if before is not None:
            with torch.no_grad():
                wanted = before(ids)
            loss = loss + NEAR * (states - wanted)[:, :-PLACED].square().mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step(rate(step, steps, 0.5 * steps, warmup=30), [loss.item()])
        now = np.array([(l.argmax(1) == labels[chosen, i]).float().mean() for i, l in enumerate(logits)])
        right = now if right is None else 0.95 * right + 0.05 * now
        if (step + 1) % 50 == 0:
            print(f"step {step + 1} loss {loss.item():.3f}", " ".join(f"{f} {r:.2f}" for f, r in zip(names, right)), flush=True)
    torch.save(net.text.state_dict(), f"{out}/text.pt")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
