"""Writes the networks of the model `tiny` into the folder given: small enough to be computed by hand.

    python3 tiny.py ../resources/org/quarry/testkit/tiny        (needs the package onnx)
"""

import json
import pathlib
import sys

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

FLOAT, INT64 = TensorProto.FLOAT, TensorProto.INT64
WIDTH, LENGTH, CHANNELS, FACTOR = 4, 8, 4, 8
FOLDER = pathlib.Path(sys.argv[1])


def port(name, kind, *axes):
    return helper.make_tensor_value_info(name, kind, axes)


def write(component, nodes, inputs, outputs, **weights):
    constants = [numpy_helper.from_array(np.asarray(value), name) for name, value in weights.items()]
    graph = helper.make_graph(nodes, component, inputs, outputs, constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    onnx.checker.check_model(model)
    file = FOLDER / component / "model.onnx"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(model.SerializeToString())


def settings(file, **values):
    path = FOLDER / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(values, indent=2) + "\n")


letters = [chr(ord("a") + i) for i in range(26)]
vocabulary = letters + [letter + "</w>" for letter in letters] + ["<|startoftext|>", "<|endoftext|>"]
settings("tokenizer/vocab.json", **{token: i for i, token in enumerate(vocabulary)})
(FOLDER / "tokenizer/merges.txt").write_text("#version: 0.2\n")
settings(
    "tokenizer/tokenizer_config.json",
    tokenizer_class="CLIPTokenizer",
    model_max_length=LENGTH,
    bos_token="<|startoftext|>",
    eos_token="<|endoftext|>",
    unk_token="<|endoftext|>",
    pad_token="<|endoftext|>",
)

# A token's state is its number, in parts of a hundred, in all four places.
table = np.repeat(np.arange(len(vocabulary), dtype=np.float32)[:, None] / 100, WIDTH, axis=1)
write(
    "text_encoder",
    [helper.make_node("Gather", ["table", "input_ids"], ["last_hidden_state"], axis=0)],
    [port("input_ids", INT64, "B", LENGTH)],
    [port("last_hidden_state", FLOAT, "B", LENGTH, WIDTH)],
    table=table,
)
settings("text_encoder/config.json", hidden_size=WIDTH, max_position_embeddings=LENGTH, eos_token_id=53)

# noise = sample / 2 + mean state of the prompt
write(
    "unet",
    [
        helper.make_node("Mul", ["sample", "half"], ["halved"]),
        helper.make_node("ReduceMean", ["encoder_hidden_states"], ["mean"], axes=[1], keepdims=0),
        helper.make_node("Unsqueeze", ["mean", "places"], ["spread"]),
        helper.make_node("Add", ["halved", "spread"], ["out_sample"]),
    ],
    [
        port("sample", FLOAT, "B", CHANNELS, "H", "W"),
        port("timestep", INT64, 1),
        port("encoder_hidden_states", FLOAT, "B", "L", WIDTH),
    ],
    [port("out_sample", FLOAT, "B", CHANNELS, "H", "W")],
    half=np.float32(0.5),
    places=np.array([2, 3], dtype=np.int64),
)
settings(
    "unet/config.json",
    _class_name="UNet2DConditionModel",
    in_channels=CHANNELS,
    out_channels=CHANNELS,
    sample_size=2,
    cross_attention_dim=WIDTH,
)

# Red, green and blue are the first three channels, each a square of 8 x 8 pixels; and the way back is their mean.
write(
    "vae_decoder",
    [
        helper.make_node("Conv", ["latent_sample", "pick"], ["colours"]),
        helper.make_node("Resize", ["colours", "", "scales"], ["sample"], mode="nearest"),
    ],
    [port("latent_sample", FLOAT, "B", CHANNELS, "H", "W")],
    [port("sample", FLOAT, "B", 3, "8H", "8W")],
    pick=np.eye(3, CHANNELS, dtype=np.float32)[:, :, None, None],
    scales=np.array([1, 1, FACTOR, FACTOR], dtype=np.float32),
)
write(
    "vae_encoder",
    [
        helper.make_node("AveragePool", ["sample"], ["means"], kernel_shape=[FACTOR, FACTOR], strides=[FACTOR, FACTOR]),
        helper.make_node("Conv", ["means", "pick"], ["latent_sample"]),
    ],
    [port("sample", FLOAT, "B", 3, "8H", "8W")],
    [port("latent_sample", FLOAT, "B", CHANNELS, "H", "W")],
    pick=np.eye(CHANNELS, 3, dtype=np.float32)[:, :, None, None],
)
for coder in ("vae_decoder", "vae_encoder"):
    settings(
        f"{coder}/config.json",
        _class_name="AutoencoderKL",
        in_channels=3,
        out_channels=3,
        latent_channels=CHANNELS,
        scaling_factor=1.0,
        block_out_channels=[1, 1, 1, 1],
    )

settings(
    "scheduler/scheduler_config.json",
    _class_name="DDIMScheduler",
    beta_start=0.00085,
    beta_end=0.012,
    beta_schedule="scaled_linear",
    num_train_timesteps=1000,
    prediction_type="epsilon",
    clip_sample=False,
    timestep_spacing="leading",
    steps_offset=1,
    set_alpha_to_one=False,
)
none = [None, None]
network = ["diffusers", "OnnxRuntimeModel"]
settings(
    "model_index.json",
    _class_name="OnnxStableDiffusionPipeline",
    safety_checker=none,
    feature_extractor=none,
    scheduler=["diffusers", "DDIMScheduler"],
    tokenizer=["transformers", "CLIPTokenizer"],
    text_encoder=network,
    unet=network,
    vae_decoder=network,
    vae_encoder=network,
)
