__version__ = "0.1.0"
# Written by hand; nbdev only keeps the version. Two libraries' threads share the cores here, NumPy's BLAS and OpenMP,
# and the idle ones of either spin for a while on cores that the other wants: a fifth of a training step (02b_sparse).
# Both read these when they are loaded, so this is the first thing that xfeat does.
import os

IDLE = {"OPENBLAS_THREAD_TIMEOUT": "4", "GOMP_SPINCOUNT": "10000"}
for name, value in IDLE.items():
    os.environ.setdefault(name, value)


def load(run, base=None):
    "A finished run as arrays and tables: `run` is its name in data/runs, or its folder. See nbs/07d_finished."
    from xfeat.finished import FinishedRun

    return FinishedRun(run, base)
