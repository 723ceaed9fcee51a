"""SAELens loads autoencoders from folders, and encodes and decodes x.safetensors there."""

import sys

import torch
from sae_lens import SAE
from safetensors.torch import load_file, save_file

for folder in sys.argv[1:]:
    sae = SAE.load_from_disk(folder)
    x = load_file(f"{folder}/x.safetensors")["x"]
    with torch.no_grad():
        codes = sae.encode(x)
        decoded = sae.decode(codes)
    out = dict(z=codes.contiguous(), y=decoded.contiguous())
    save_file(out, f"{folder}/theirs.safetensors")
