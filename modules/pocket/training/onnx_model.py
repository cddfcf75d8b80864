"""A model folder in the layout of Stable Diffusion's ONNX exports, run with ONNX Runtime: the files as they are shipped."""
import json
import os

import numpy as np
import onnxruntime
import torch

from diffusion import ALPHA_BAR, ddim, lcm, noise
from tokenizer import Tokenizer
from train_vae import to_pictures, to_tensor

AT_ONCE = 25


def read_json(*path):
    with open(os.path.join(*path)) as f:
        return json.load(f)


class Network:
    """One model.onnx; calls take float arrays by name and give the first output."""

    def __init__(self, folder, name, threads):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        self.session = onnxruntime.InferenceSession(os.path.join(folder, name, "model.onnx"), options, ["CPUExecutionProvider"])
        self.types = {i.name: {"tensor(int32)": np.int32, "tensor(int64)": np.int64}.get(i.type, np.float32)
                      for i in self.session.get_inputs()}
        self.first = self.session.get_outputs()[0].name

    def __call__(self, **inputs):
        return self.session.run([self.first], {k: np.asarray(v).astype(self.types[k]) for k, v in inputs.items()})[0]


class OnnxModel:
    def __init__(self, folder, threads=1):
        self.tokenizer = Tokenizer(os.path.join(folder, "tokenizer"))
        self.text, self.unet, self.encoder, self.decoder = (
            Network(folder, name, threads) for name in ("text_encoder", "unet", "vae_encoder", "vae_decoder"))
        self.scaling = read_json(folder, "vae_decoder", "config.json")["scaling_factor"]
        self.few_steps = read_json(folder, "scheduler", "scheduler_config.json")["_class_name"] == "LCMScheduler"

    def words(self, prompts):
        return self.text(input_ids=[self.tokenizer.encode(p) for p in prompts])

    def encode(self, pictures):
        """uint8 (n, h, w, 3) -> latents."""
        parts = [self.encoder(sample=to_tensor(pictures[i:i + AT_ONCE]).numpy()) for i in range(0, len(pictures), AT_ONCE)]
        return torch.from_numpy(np.concatenate(parts) * self.scaling)

    def decode(self, latents):
        """Latents -> uint8 (n, h, w, 3)."""
        parts = [self.decoder(latent_sample=z.numpy() / self.scaling) for z in latents.split(AT_ONCE)]
        return to_pictures(torch.from_numpy(np.concatenate(parts)))

    def pictures(self, prompts, seed, steps, guidance, sampler=None):
        """Each prompt has noise of its own, drawn from the seed; sampler: the folder's own if none is given."""
        start, sampler = noise(len(prompts), seed), sampler or (lcm if self.few_steps else ddim)
        latents = [sampler(self.predictor(prompts[i:i + AT_ONCE], guidance), start[i:i + AT_ONCE], steps)
                   for i in range(0, len(prompts), AT_ONCE)]
        return self.decode(torch.cat(latents))

    def predictor(self, prompts, guidance):
        """(latents, timestep) -> (clean latents, noise), guided (Ho and Salimans 2021); a row of latents for each prompt."""
        words = self.words(prompts)
        empty = np.repeat(self.words([""]), len(words), 0)

        def predict(x, t):
            eps = self._noise(x, t, words)
            if guidance != 1:
                without = self._noise(x, t, empty)
                eps = without + guidance * (eps - without)
            a = ALPHA_BAR[t]
            return (x - (1 - a).sqrt() * eps) / a.sqrt(), eps

        return predict

    def _noise(self, x, t, words):
        return torch.from_numpy(self.unet(sample=x.numpy(), timestep=[t], encoder_hidden_states=words))
