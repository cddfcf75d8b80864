"""Muon (Jordan et al. 2024): momentum made orthogonal by Newton-Schulz iterations, for the matrices inside the networks.

A convolution counts as an (out, in * k * k) matrix. Embeddings, biases, norms, first and last layers are left to AdamW.
Everything is deterministic; several workers move a share of the matrices each (see workers.py).
"""
import torch

A, B, C = 3.4445, -4.7750, 2.0315  # the paper's quintic: all singular values end near 1


def orthogonal(matrix, dtype=torch.float32, iterations=5):
    """dtype: what the iterations compute in; bfloat16 is precise enough."""
    tall = matrix.shape[0] > matrix.shape[1]
    x = matrix.T if tall else matrix
    x = (x / (x.norm() + 1e-7)).to(dtype)
    for _ in range(iterations):
        m = x @ x.T
        x = torch.addmm(x, torch.addmm(m, m, m, beta=B, alpha=C), x, beta=A)
    return (x.T if tall else x).to(matrix.dtype)


class Muon(torch.optim.Optimizer):
    def __init__(self, params, lr=0.02, momentum=0.95, dtype=torch.float32):
        super().__init__(params, dict(lr=lr, momentum=momentum))
        self.dtype = dtype
        for group in self.param_groups:
            for p in group["params"]:
                self.state[p]["average"] = torch.zeros_like(p)

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for p in group["params"]:
                average = self.state[p]["average"].lerp_(p.grad, 1 - group["momentum"])
                direction = p.grad.lerp(average, group["momentum"]).reshape(p.shape[0], -1)
                rows, columns = direction.shape
                p.add_(orthogonal(direction, self.dtype).reshape(p.shape), alpha=-group["lr"] * max(1, rows / columns) ** 0.5)


def split_parameters(module, special=()):
    """(matrices for Muon, the rest for AdamW); special: parts of names that always go to AdamW."""
    matrices, rest = [], []
    for name, p in module.named_parameters():
        (matrices if p.ndim >= 2 and not any(s in name for s in special) else rest).append(p)
    return matrices, rest
