"""What the peers' scripts share: arguments, activations, a clock. Runs in a peer's environment."""

import json
import os
import statistics
import sys
import time

d_in, d_sae, k, batch, steps, threads = map(int, sys.argv[1:7])
variant, device = sys.argv[7:]
os.environ.update(OMP_NUM_THREADS=str(threads), MKL_NUM_THREADS=str(threads))
os.environ.update(HF_HUB_OFFLINE="1", WANDB_MODE="disabled")
if device == "cpu":
    os.environ["SPARSIFY_DISABLE_TRITON"] = "1"
result_stream = sys.stdout
sys.stdout = sys.stderr  # what a library prints is not the result

import torch  # noqa: E402 (the environment has to be set before)

torch.set_num_threads(threads)
torch.manual_seed(0)
generator = torch.Generator().manual_seed(0)
times = []  # seconds of each step
WARM_UP = 2  # steps that do not count
n_steps = steps + WARM_UP


def activations():
    "A batch, on the device."
    return torch.randn(batch, d_in, generator=generator).to(device)


def clock():
    "The time when everything that was asked of the device is done."
    if device.startswith("cuda"):
        torch.cuda.synchronize()
    return time.perf_counter()


def report():
    "Median and quartiles, as JSON on the last line."
    lo, median, hi = statistics.quantiles(times[WARM_UP:], n=4, method="inclusive")
    print(json.dumps(dict(median=median, lo=lo, hi=hi)), file=result_stream)
