"""Trains on shards that are made as they are asked for; prints the most memory it took."""

import resource
import sys

import numpy as np

from xfeat.sae import Job, Rows, moments, saelens_cfg, train_saes
from xfeat.settings import Training

N_SHARDS = int(sys.argv[1])
ROWS, D_IN, BATCH = 16384, 512, 1024


def shard(number):
    return np.random.default_rng(number).normal(size=(ROWS, D_IN)).astype(np.float32)


def read(numbers):
    return np.concatenate([shard(number) for number in numbers])


cfg = Training(d_sae=1024, k=16, batch=BATCH, steps=N_SHARDS * ROWS // BATCH)
mean, scale = moments(shard(number) for number in range(N_SHARDS))
rows = Rows([ROWS] * N_SHARDS, read, BATCH, 0, 0)
train_saes([Job(rows, mean, scale, cfg, 0, saelens_cfg(cfg, D_IN, "", ""))])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
