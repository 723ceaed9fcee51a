"""sparsify: `Trainer.fit` on a model that hands out random activations; Adam, not signum."""

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
    torch,
)
from sparsify import SparseCoderConfig, TrainConfig, Trainer
from torch import nn

begun = []  # when each step began


class Model(nn.Module):
    "As much of a model as the trainer looks at."

    def __init__(self):
        super().__init__()
        self.act = nn.Identity()
        self.ready = False
        self.device = torch.device(device)

    @property
    def base_model(self):
        return self

    @property
    def dummy_inputs(self):
        return dict(input_ids=torch.zeros(1, 1, dtype=torch.long, device=device))

    def forward(self, input_ids):
        x = activations()[None] if self.ready else torch.zeros(1, 1, d_in, device=device)
        if self.ready:
            begun.append(clock())
        self.act(x)  # the trainer's hook trains in here


def end_step():
    if len(begun) > len(times):
        times.append(clock() - begun[-1])


class Tokens:
    def __len__(self):
        return n_steps

    def __getitem__(self, i):
        end_step()
        return dict(input_ids=torch.zeros(batch, dtype=torch.long))


class NoSave(Trainer):
    def save(self):
        end_step()


model = Model()
cfg = TrainConfig(
    SparseCoderConfig(num_latents=d_sae, k=k),
    batch_size=1,
    hookpoints=["act"],
    optimizer="adam",
    auxk_alpha=1 / 32,
    log_to_wandb=False,
    save_every=10**9,
)
trainer = NoSave(cfg, Tokens(), model)
model.ready = True
trainer.fit()
report()
