"""Teaches the text encoder to read: all attributes of a scene must be readable from its caption's hidden states.

usage: train_text.py DATA OUT STEPS
The hidden states' mean goes to one linear head per attribute (cross-entropy); the heads are thrown away. The U-Net is
trained on the finished encoder, which spares it the slowest part of its own learning: that words mean shapes.
Attributes that a caption leaves out can only be guessed, so the accuracies stay below 1.
"""
import sys

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

from make_data import training_sets
from scenes import FIELDS
from text_encoder import WIDTH, TextEncoder
from tokenizer import Tokenizer
from workers import SharedOptimizer, rate

BATCH = 64


def labels_of(attributes):
    """int8 (n, 9), -1 for nothing -> int64, 0 for nothing."""
    return torch.from_numpy(attributes.astype(np.int64) + 1)


def main(data, out, steps):
    torch.manual_seed(0)
    rng = np.random.default_rng(0)
    tokens = np.concatenate([np.load(f"{folder}/tokens.npy") for folder in training_sets(data)])
    labels = labels_of(np.concatenate([np.load(f"{folder}/attributes.npy") for folder in training_sets(data)]))
    counts = [int(n) + 1 for n in labels.max(0).values]
    text = TextEncoder(len(Tokenizer(f"{data}/tokenizer").vocab))
    net = nn.ModuleDict(dict(text=text, heads=nn.Linear(WIDTH, sum(counts))))
    optimizer = SharedOptimizer(net, 0.02, 1e-3, ("token", "position", "heads"))
    right = None
    for step in range(steps):
        chosen = rng.integers(0, len(tokens) - 1000, BATCH)
        ids = torch.from_numpy(tokens[chosen, rng.integers(0, tokens.shape[1], BATCH)].astype(np.int64))
        logits = net["heads"](text(ids).mean(1)).split(counts, 1)
        loss = sum(F.cross_entropy(l, labels[chosen, i]) for i, l in enumerate(logits))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step(rate(step, steps, 0.5 * steps, warmup=30), [loss.item()])
        now = np.array([(l.argmax(1) == labels[chosen, i]).float().mean() for i, l in enumerate(logits)])
        right = now if right is None else 0.95 * right + 0.05 * now
        if (step + 1) % 50 == 0:
            print(f"step {step + 1} loss {loss.item():.3f}", " ".join(f"{f} {r:.2f}" for f, r in zip(FIELDS, right)), flush=True)
    torch.save(text.state_dict(), f"{out}/text.pt")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
