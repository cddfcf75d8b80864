"""The text encoder: a small causal transformer in the manner of CLIP's."""
import torch
import torch.nn as nn

WIDTH = 192
PLACED = 2  # the last states, which say what is where: train_text.py


class Attention(nn.Module):
    """Multi-head attention of x (B, n, c) over context (B, m, context width); shared with the U-Net.

    Written out on purpose: at these sizes its backward is much cheaper on a CPU than scaled_dot_product_attention's.
    After a call, `map` holds the weights (B, heads, n, m).
    """

    def __init__(self, c, context, heads):
        super().__init__()
        self.heads = heads
        self.q, self.k, self.v = nn.Linear(c, c, bias=False), nn.Linear(context, c, bias=False), nn.Linear(context, c, bias=False)
        self.out = nn.Linear(c, c)

    def forward(self, x, context, mask=None):
        b, n, c = x.shape
        m, h = context.shape[1], self.heads
        q = self.q(x).reshape(b, n, h, c // h).transpose(1, 2)
        k = self.k(context).reshape(b, m, h, c // h).transpose(1, 2)
        v = self.v(context).reshape(b, m, h, c // h).transpose(1, 2)
        score = torch.matmul(q * (c // h) ** -0.5, k.transpose(2, 3))
        if mask is not None:
            score = score + mask
        self.map = score.softmax(-1)
        return self.out(torch.matmul(self.map, v).transpose(1, 2).reshape(b, n, c))


class TextEncoder(nn.Module):
    """input_ids (B, L) -> last_hidden_state (B, L, WIDTH)."""

    def __init__(self, vocabulary, width=WIDTH, layers=3, heads=4, positions=32):
        super().__init__()
        self.token, self.position = nn.Embedding(vocabulary, width), nn.Embedding(positions, width)
        nn.init.normal_(self.token.weight, std=0.3)
        nn.init.normal_(self.position.weight, std=0.3)
        self.layers = nn.ModuleList(nn.ModuleDict(dict(
            norm1=nn.LayerNorm(width), attn=Attention(width, width, heads), norm2=nn.LayerNorm(width),
            mlp=nn.Sequential(nn.Linear(width, width * 3), nn.GELU(), nn.Linear(width * 3, width)))) for _ in range(layers))
        self.norm = nn.LayerNorm(width)

    def forward(self, ids):
        n = ids.shape[1]
        x = self.token(ids) + self.position.weight[:n]
        rows = torch.arange(n, device=ids.device)
        # -10000 instead of minus infinity, as in CLIP's exports
        mask = (rows[None, :] > rows[:, None]).to(x.dtype) * -10000.0
        for layer in self.layers:
            h = layer["norm1"](x)
            x = x + layer["attn"](h, h, mask)
            x = x + layer["mlp"](layer["norm2"](x))
        return self.norm(x)
