"""Measures a model folder and writes its card.

usage: evaluate.py FOLDER DATA OUT CARD [PROMPTS] [THREADS]
The judge (OUT/judge.pt) reads pictures made by the ONNX files in FOLDER from full captions. PROMPTS (500) are shared out: 60 %
one object, 20 % two objects, 20 % held-out pairs. CARD.md and CARD.json get the figures, CARD.png the first pictures.
"""
import json
import sys
import time
from dataclasses import dataclass

import numpy as np
import torch

from captions import full_caption
from diffusion import ddim, dpm_solver_2m, lcm
from judge import HEADS, Judge, labels_of, read
from onnx_model import OnnxModel
from png import contact_sheet, write_png
from scenes import COLOURS, SHAPES, random_scene, render


@dataclass
class Settings:
    """How a model is asked: its own steps and guidance, and which others are compared."""
    steps: int
    guidance: float
    scales: tuple
    samplers: tuple  # of (label, sampler, steps); the first is the one that the figures are made with


FULL = Settings(25, 4.0, (1, 2, 4, 8), (("DDIM", ddim, (10, 25, 50)), ("DPM++ 2M", dpm_solver_2m, (8, 10, 12))))
FEW_STEPS = Settings(4, 1.0, (1, 2), (("LCM", lcm, (1, 2, 4, 8)),))


def scenes_for(prompts):
    """Fixed by their seed: every model is asked the same."""
    rng = np.random.default_rng(4242)
    one, two = round(0.6 * prompts), round(0.2 * prompts)
    return {"one object": [random_scene(rng, two=0) for _ in range(one)],
            "two objects": [random_scene(rng, two=1) for _ in range(two)],
            "held-out pairs": [random_scene(rng, held_out=True, two=0) for _ in range(prompts - one - two)]}


def figures(judge, pictures, scenes):
    """Shares of pictures in which an attribute is right; B's and place's only where there is one."""
    wanted = labels_of([s.row() for s in scenes])
    right = dict(zip(HEADS, (read(judge, pictures) == wanted).T))
    two = np.array([s.relation > 0 for s in scenes])
    both = right["shapeA"] & right["colourA"] & right["shapeB"] & right["colourB"]
    shares = dict(background=right["background"], objects=right["layout"], shape=right["shapeA"], colour=right["colourA"],
                  size=right["size"], pair=right["shapeA"] & right["colourA"])
    if two.all():
        shares = dict(background=right["background"], layout=right["layout"],
                      shape=np.concatenate([right["shapeA"], right["shapeB"]]),
                      colour=np.concatenate([right["colourA"], right["colourB"]]), both=both)
    else:
        shares |= dict(place=right["place"], everything=np.logical_and.reduce(
            [right[h] for h in ("background", "layout", "shapeA", "colourA", "size", "place")]))
    return {k: round(float(v.mean()), 3) for k, v in shares.items()}


def confusion(judge, pictures, scenes, head, names):
    wanted, found = labels_of([s.row() for s in scenes]), read(judge, pictures)
    at = list(HEADS).index(head)
    table = np.zeros((len(names), len(names)), int)
    np.add.at(table, (wanted[:, at], found[:, at]), 1)
    return table


def psnr(model, scenes):
    drawn = np.stack([render(s)[0] for s in scenes])
    error = ((model.decode(model.encode(drawn)).astype(float) - drawn) ** 2).mean((1, 2, 3))
    return round(float((10 * np.log10(255 ** 2 / error)).mean()), 2)


def distance(pictures):
    """Mean over all pairs of the root mean square difference, pictures in 0..1."""
    flat = pictures.reshape(len(pictures), -1).astype(np.float64) / 255
    pairs = [np.sqrt(((flat[i] - flat[k]) ** 2).mean()) for i in range(len(flat)) for k in range(i)]
    return round(float(np.mean(pairs)), 3)


def markdown_table(rows, columns, cells):
    head = "| | " + " | ".join(columns) + " |\n|---" + "|---" * len(columns) + "|\n"
    return head + "".join(f"| {row} | " + " | ".join(str(c) for c in line) + " |\n" for row, line in zip(rows, cells))


def figure_table(results):
    keys = list(dict.fromkeys(k for r in results.values() for k in r))
    return markdown_table(results, keys, [[r.get(k, "") for k in keys] for r in results.values()])


def measure(model, judge, prompts, settings):
    groups = scenes_for(prompts)
    result, made, seconds = dict(drawn={}, coded={}, made={}), {}, time.time()
    for name, scenes in groups.items():
        drawn = np.stack([render(s)[0] for s in scenes])
        result["drawn"][name] = figures(judge, drawn, scenes)
        result["coded"][name] = figures(judge, model.decode(model.encode(drawn)), scenes)
        made[name] = model.pictures([full_caption(s) for s in scenes], 1, settings.steps, settings.guidance)
        result["made"][name] = figures(judge, made[name], scenes)
        print(name, result["made"][name], f"{time.time() - seconds:.0f} s", flush=True)
    one = groups["one object"]
    result["psnr"] = psnr(model, one[:200])
    result["shapes"] = confusion(judge, made["one object"], one, "shapeA", SHAPES).tolist()
    result["colours"] = confusion(judge, made["one object"], one, "colourA", COLOURS).tolist()
    some = one[:max(20, prompts // 10)]
    texts = [full_caption(s) for s in some]
    result["guidance"] = {str(g): figures(judge, model.pictures(texts, 2, settings.steps, g), some) for g in settings.scales}
    print("guidance", {g: f["everything"] for g, f in result["guidance"].items()}, flush=True)
    result["steps"] = {f"{label} {n}": figures(judge, model.pictures(texts, 2, n, settings.guidance, sampler), some)
                       for label, sampler, counts in settings.samplers for n in counts}
    print("steps", {g: f["everything"] for g, f in result["steps"].items()}, flush=True)
    seeds = ["a large red star at sunset", "a blue boat on the sea", "a house", "a green tree in the snow"]
    result["seed distance"] = {p: distance(model.pictures([p] * 8, 5, settings.steps, settings.guidance)) for p in seeds}
    result["prompt distance"] = distance(made["one object"][:40])
    return result, made


def card(result, prompts, settings):
    return f"""# What this model reached

Read by the judge network (judge.py) from pictures that the ONNX files made: {prompts} prompts in all, {settings.samplers[0][0]} {settings.steps} steps,
guidance {settings.guidance}. Shares of pictures in which the attribute is as asked; "everything" is background, one object, shape, colour,
size and place, "pair" is shape and colour, "both" is both shapes and both colours of two objects.

{figure_table(result["made"])}
The judge's own ceiling, on drawn pictures:

{figure_table(result["drawn"])}
Drawn pictures after encoding and decoding ({result["psnr"]} dB):

{figure_table(result["coded"])}
## Guidance scale (one object, seen pairs)

{figure_table(result["guidance"])}
## Samplers and steps (the same prompts and noise)

{figure_table(result["steps"])}
## Seeds

Mean distance (root mean square, pictures in 0..1) between the pictures of 8 seeds: \
{", ".join(f'"{p}" {d}' for p, d in result["seed distance"].items())}. Between pictures of different prompts: {result["prompt distance"]}.

## Shapes: asked (rows) and read (columns)

{markdown_table(SHAPES, SHAPES, result["shapes"])}
## Colours: asked (rows) and read (columns)

{markdown_table(COLOURS, COLOURS, result["colours"])}"""


def main(folder, data, out, target, prompts=500, threads=1):
    torch.set_num_threads(threads)
    judge = Judge().eval()
    judge.load_state_dict(torch.load(f"{out}/judge.pt"))
    model = OnnxModel(folder, threads)
    settings = FEW_STEPS if model.few_steps else FULL
    result, made = measure(model, judge, prompts, settings)
    with open(f"{target}.json", "w") as f:
        json.dump(result, f, indent=1)
    with open(f"{target}.md", "w") as f:
        f.write(card(result, prompts, settings))
    write_png(f"{target}.png", contact_sheet(np.concatenate([made["one object"][:32], made["two objects"][:8],
                                                             made["held-out pairs"][:8]]), 8))


if __name__ == "__main__":
    main(*sys.argv[1:5], *(int(a) for a in sys.argv[5:]))
