"""Averages networks of one training: steadier than each of them while the rates are still high.

usage: average.py TARGET FILE WEIGHT FILE WEIGHT ...
Files are ema.pt, or unet_state0.pt, of which the average is taken. Weights are scaled to a sum of 1.
"""
import sys

import torch


def main(target, files, weights):
    networks = [torch.load(file, map_location="cpu") for file in files]
    networks = [network.get("ema", network) for network in networks]
    total = sum(weights)
    torch.save({name: sum(w / total * n[name] for n, w in zip(networks, weights)) for name in networks[0]}, target)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2::2], [float(a) for a in sys.argv[3::2]])
