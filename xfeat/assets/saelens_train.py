"""SAELens trains an autoencoder on stored activations. Runs in SAELens' own environment."""

import sys

import torch
from sae_lens.config import LoggingConfig, SAETrainerConfig
from sae_lens.saes.standard_sae import StandardTrainingSAE, StandardTrainingSAEConfig
from sae_lens.saes.topk_sae import TopKTrainingSAE, TopKTrainingSAEConfig
from sae_lens.training.sae_trainer import SAETrainer
from safetensors.torch import load_file

data, folder = sys.argv[1:3]
d_sae, k, steps, batch, threads = map(int, sys.argv[3:8])
lr, l1 = map(float, sys.argv[8:])  # l1: 0 is a TopK autoencoder
torch.set_num_threads(threads)
torch.manual_seed(0)
X = load_file(data)["x"]


def batches():
    while True:
        for rows in torch.randperm(len(X)).split(batch):
            if len(rows) == batch:
                yield X[rows]


shape = dict(d_in=X.shape[1], d_sae=d_sae, device="cpu", dtype="float32")
if l1:
    penalty = dict(l1_coefficient=l1, l1_warm_up_steps=steps // 2)
    sae = StandardTrainingSAE(StandardTrainingSAEConfig(**shape, **penalty))
else:
    sae = TopKTrainingSAE(TopKTrainingSAEConfig(**shape, k=k))
cfg = SAETrainerConfig(
    total_training_samples=steps * batch,
    train_batch_size_samples=batch,
    device="cpu",
    lr=lr,
    lr_end=lr / 10,
    logger=LoggingConfig(log_to_wandb=False),
)
trainer = SAETrainer(cfg=cfg, sae=sae, data_provider=batches())
for _ in range(steps):
    trainer.maybe_reset_sparsity()
    trainer.step(next(trainer.data_provider))
    trainer.n_training_steps += 1
sae.save_inference_model(folder)
