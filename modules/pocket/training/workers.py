"""Several processes of one thread each that train one model: a batch is shared out, gradients are averaged.

On a machine that does other work too this wastes less than one process with several threads. Start each with
RANK=0..WORLD-1 and WORLD in the environment; without them one process does everything. Where one process stops for a while
(SIGSTOP), the others wait for it.
"""
import datetime
import glob
import os

import torch
import torch.distributed as distributed

from muon import Muon, split_parameters

RANK, WORLD = int(os.environ.get("RANK", 0)), int(os.environ.get("WORLD", 1))
DEVICE = torch.device("cuda" if torch.cuda.is_available() else "cpu")
HALVED = os.environ.get("BFLOAT16") == "1"


def precision():
    """A context in which networks compute in bfloat16 where BFLOAT16=1 asks for it; weights and averages stay float32."""
    return torch.autocast(DEVICE.type, torch.bfloat16, enabled=HALVED)


def join(meeting_file):
    """Waits for all workers; a patience of a day lets them be paused."""
    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", 1)))
    if WORLD > 1:
        distributed.init_process_group("gloo", init_method=f"file://{os.path.abspath(meeting_file)}", rank=RANK,
                                       world_size=WORLD, timeout=datetime.timedelta(days=1))


def _sum_over_workers(tensors):
    flat = torch.cat([t.flatten() for t in tensors])
    distributed.all_reduce(flat)
    return flat.split([t.numel() for t in tensors])


class SharedOptimizer:
    """Muon for the matrices and AdamW for the rest; after step() every worker holds the same weights."""

    def __init__(self, module, muon_rate, adam_rate, special=()):
        self.matrices, self.rest = split_parameters(module, special)
        self.rates = muon_rate, adam_rate
        self.muon = Muon(self.matrices[RANK::WORLD], lr=muon_rate, dtype=torch.bfloat16 if HALVED else torch.float32)
        self.adam = torch.optim.AdamW(self.rest, lr=adam_rate, betas=(0.9, 0.99), weight_decay=0)

    def step(self, rate, numbers):
        """rate: share of the learning rates, 0 to 1. numbers: a few floats of this worker. Returns their means over all."""
        numbers = torch.tensor(numbers, dtype=torch.float32, device=self.rest[0].device)
        everything = self.matrices + self.rest
        if WORLD > 1:
            *gradients, numbers = _sum_over_workers([p.grad for p in everything] + [numbers])
            numbers = numbers / WORLD
            for p, g in zip(everything, gradients):
                p.grad.copy_(g.view(p.shape)).div_(WORLD)
        torch.nn.utils.clip_grad_norm_(self.rest, 1.0)
        for optimizer, top in zip((self.muon, self.adam), self.rates):
            optimizer.param_groups[0]["lr"] = top * rate
            optimizer.step()
        if WORLD > 1:
            self._exchange_matrices()
        return numbers.tolist()

    def _exchange_matrices(self):
        mine = [p.data if i % WORLD == RANK else torch.zeros_like(p) for i, p in enumerate(self.matrices)]
        for p, moved in zip(self.matrices, _sum_over_workers(mine)):
            p.data.copy_(moved.view(p.shape))

    def zero_grad(self):
        for p in self.matrices + self.rest:
            p.grad = None

    def state(self):
        """This worker's share: the averages of its matrices, and AdamW's state, which is the same everywhere."""
        averages = [self.muon.state[p]["average"] for p in self.matrices[RANK::WORLD]]
        return dict(averages=averages, adam=self.adam.state_dict())

    def restore(self, shares):
        """shares: what state() gave for every worker of the saved run, in order of rank; there may have been more or fewer."""
        self.adam.load_state_dict(shares[0]["adam"])
        for i, p in enumerate(self.matrices):
            if i % WORLD == RANK:
                self.muon.state[p]["average"] = shares[i % len(shares)]["averages"][i // len(shares)].to(p.device)


def save(path, networks, optimizer, step):
    """Writes <path><RANK>.pt; networks: name -> module. A run that dies meanwhile leaves the former file whole."""
    state = {name: network.state_dict() for name, network in networks.items()}
    torch.save(dict(state, optimizer=optimizer.state(), step=step), f"{path}{RANK}.pt.new")
    os.replace(f"{path}{RANK}.pt.new", f"{path}{RANK}.pt")


def resume(path, networks, optimizer):
    """Fills networks and optimizer from the files that save() wrote; the step to go on from, 0 where there are none."""
    files = sorted(glob.glob(f"{path}[0-9].pt"))
    if not files:
        return 0
    states = [torch.load(file, map_location="cpu") for file in files]
    steps = {state["step"] for state in states}
    if len(steps) > 1:
        raise ValueError(f"{files} are of different steps {steps}: keep those of one run")
    for name, network in networks.items():
        network.load_state_dict(states[0][name])
    optimizer.restore([state["optimizer"] for state in states])
    return steps.pop()


def rate(step, steps, decay, warmup=100):
    """Warm-up, constant, then linear to zero over the last `decay` of `steps` steps."""
    return min(1.0, (step + 1) / warmup, max(0.0, (steps - step) / max(decay, 1)))
