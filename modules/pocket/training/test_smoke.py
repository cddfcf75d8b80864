"""The whole recipe at toy size, two to three minutes of one core: python3 -m unittest -v test_smoke

Says nothing about quality. It shows that every step runs, that training is repeatable and resumes where it stopped, and that the
exported folder can be evaluated. Skipped, visibly, where PyTorch, ONNX or ONNX Runtime are missing.
"""
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
MISSING = [m for m in ("numpy", "torch", "onnx", "onnxruntime") if importlib.util.find_spec(m) is None]
WORKERS = {"OMP_NUM_THREADS": "1", "WORLD": "2"}


def step(*arguments, **environment):
    run = subprocess.run([sys.executable, *map(str, arguments)], cwd=HERE, env={**os.environ, **environment}, text=True,
                         stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if run.returncode:
        raise AssertionError(f"{' '.join(map(str, arguments))}:\n{run.stdout}")
    return run.stdout


def weights(path):
    import torch
    return torch.cat([v.flatten().float() for v in torch.load(path).values()])


@unittest.skipIf(MISSING, f"the recipe needs {', '.join(MISSING)}")
class Recipe(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.data, cls.out, cls.model = (os.path.join(cls.folder.name, name) for name in ("data", "out", "pocket"))
        os.makedirs(cls.data), os.makedirs(cls.out)
        step("make_data.py", "tokenizer", f"{cls.data}/tokenizer")
        for name, seed, more in (("train0", 100, []), ("train1", 101, []), ("heldout", 555, ["--held-out"])):
            step("make_data.py", f"{cls.data}/{name}", 600, seed, *more)
        step("train_vae.py", cls.data, cls.out, 8)
        step("train_vae.py", cls.data, cls.out, 4, "--decoder-only")
        step("train_text.py", cls.data, cls.out, 8)
        step("encode_latents.py", cls.data, cls.out)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def train_unet(self, steps):
        step("train_unet.py", self.data, self.out, steps, 2, 16)
        return weights(f"{self.out}/ema.pt")

    def forget_unet(self):
        for name in ("unet_state0.pt", "ema.pt"):
            if os.path.exists(f"{self.out}/{name}"):
                os.remove(f"{self.out}/{name}")

    def test_1_training_is_repeatable(self):
        first = self.train_unet(4)
        self.forget_unet()
        again = self.train_unet(4)

        self.assertTrue(first.equal(again))
        self.forget_unet()

    def test_2_a_stopped_training_resumes_with_its_optimizer_and_step(self):
        import torch
        self.train_unet(4)
        self.train_unet(6)

        self.assertEqual(torch.load(f"{self.out}/unet_state0.pt")["step"], 6)

    def test_3_the_judge_learns_and_the_exported_folder_is_evaluated(self):
        step("judge.py", self.data, self.out, 8, "train0", "heldout")
        self.assertIn("largest difference", step("export_onnx.py", self.data, self.out, self.model))
        step("evaluate.py", self.model, self.data, self.out, f"{self.out}/card", 20, 2)

        with open(f"{self.out}/card.json") as f:
            card = json.load(f)
        self.assertEqual(list(card["made"]), ["one object", "two objects", "held-out pairs"])
        self.assertEqual(list(card["guidance"]), ["1", "2", "4", "8"])

    def test_4_an_exported_folder_becomes_the_trainings_files_again(self):
        import torch
        again = os.path.join(self.folder.name, "again")
        os.makedirs(again)
        step("resume_from_folder.py", self.model, self.data, again)

        for name in ("text", "ema", "vae"):
            kept, returned = (weights(f"{out}/{name}.pt") for out in (self.out, again))
            self.assertTrue(torch.allclose(kept, returned, rtol=1e-3, atol=1e-6), name)
        step("train_unet.py", self.data, again, 2, 1, 16)

    def test_5_a_few_step_model_is_distilled_exported_and_evaluated(self):
        turbo = os.path.join(self.folder.name, "pocket-turbo")
        step("train_turbo.py", self.data, self.out, 2, 8)
        step("export_onnx.py", self.data, self.out, turbo, "--turbo")
        step("evaluate.py", turbo, self.data, self.out, f"{self.out}/turbo_card", 20, 2)

        with open(f"{self.out}/turbo_card.json") as f:
            self.assertIn("LCM 4", json.load(f)["steps"])

    def test_6_two_workers_hold_the_same_weights(self):
        import torch
        self.forget_unet()
        runs = [subprocess.Popen([sys.executable, "train_unet.py", self.data, self.out, "2", "1", "16"], cwd=HERE,
                                 env={**os.environ, **WORKERS, "RANK": str(rank)}) for rank in range(2)]

        self.assertEqual([r.wait() for r in runs], [0, 0])
        one, other = (torch.load(f"{self.out}/unet_state{rank}.pt")["unet"] for rank in range(2))
        self.assertTrue(all(one[k].equal(other[k]) for k in one))


if __name__ == "__main__":
    unittest.main()
