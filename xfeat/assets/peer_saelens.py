"""SAELens: `SAETrainer.step` on a `TopKTrainingSAE`; its decoder is dense, or sparse if asked."""

from peer_common import (
    activations,
    batch,
    clock,
    d_in,
    d_sae,
    device,
    k,
    n_steps,
    report,
    times,
    variant,
)
from sae_lens.config import LoggingConfig, SAETrainerConfig
from sae_lens.saes.topk_sae import TopKTrainingSAE, TopKTrainingSAEConfig
from sae_lens.training.sae_trainer import SAETrainer

options = {}
if variant == "sparse":  # with rescaling there is no backward pass on a CPU
    options = dict(use_sparse_activations=True, rescale_acts_by_decoder_norm=False)
shape = dict(d_in=d_in, d_sae=d_sae, k=k, device=device, dtype="float32")
sae = TopKTrainingSAE(TopKTrainingSAEConfig(**shape, **options))
cfg = SAETrainerConfig(
    total_training_samples=batch * 100_000,
    train_batch_size_samples=batch,
    device=device,
    lr_end=3e-5,
    logger=LoggingConfig(log_to_wandb=False),
)
trainer = SAETrainer(cfg=cfg, sae=sae, data_provider=iter(()))
for _ in range(n_steps):
    x = activations()
    began = clock()
    trainer.maybe_reset_sparsity()
    trainer.step(x)
    trainer.n_training_steps += 1
    times.append(clock() - began)
report()
