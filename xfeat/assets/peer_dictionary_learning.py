"""dictionary_learning: `TopKTrainer.update`, at its defaults."""

import sys
import types

from peer_common import activations, clock, d_in, d_sae, device, k, n_steps, report, times

stub = types.ModuleType("nnsight")  # only its activation buffer, unused here, wants it
stub.LanguageModel = object
sys.modules["nnsight"] = stub

from dictionary_learning.trainers.top_k import TopKTrainer  # noqa: E402 (behind the stub)

shape = dict(activation_dim=d_in, dict_size=d_sae, k=k)
trainer = TopKTrainer(steps=100_000, **shape, layer=0, lm_name="none", seed=0, device=device)
for i in range(n_steps):
    x = activations()
    began = clock()
    trainer.update(i, x)
    times.append(clock() - began)
report()
