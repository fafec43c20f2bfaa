"""Names inside weight files: wrappers, prefixes and foreign names, all turned into the names of the model itself."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

WRAPPERS = ("state_dict_ema", "model_ema", "ema_state_dict", "state_dict", "model_state_dict", "model_state", "model")
OPTIONAL = "num_batches_tracked"  # BatchNorm counts: old files lack them and evaluation never reads them

# efficientnet_lite_pytorch's names on the left, timm's on the right
_LITE_OUTSIDE = {
    "_conv_stem": "conv_stem",
    "_bn0": "bn1",
    "_conv_head": "conv_head",
    "_bn1": "bn2",
    "_fc": "classifier",
}
_LITE_FIRST_BLOCK = {"_depthwise_conv": "conv_dw", "_bn1": "bn1", "_project_conv": "conv_pw", "_bn2": "bn2"}
_LITE_BLOCK = {
    "_expand_conv": "conv_pw",
    "_bn0": "bn1",
    "_depthwise_conv": "conv_dw",
    "_bn1": "bn2",
    "_project_conv": "conv_pwl",
    "_bn2": "bn3",
}


def unwrap(content: Any) -> Any:
    """Return the innermost state dict of a checkpoint; averaged weights (EMA) go before the plain ones."""
    if isinstance(content, Mapping):
        for wrapper in WRAPPERS:
            if isinstance(content.get(wrapper), Mapping):
                return unwrap(content[wrapper])
    return content


def match(names: Collection[str], wanted: Collection[str]) -> dict[str, str]:
    """Map names of the model to names in a file.

    A prefix that stands before the names in the file ("module.", "backbone.", whatever it is) is dropped, and
    efficientnet_lite_pytorch's names become timm's. Names of the file that mean nothing to the model map to
    themselves.

    Args:
        names: the names in the file.
        wanted: the model's own names.
    """
    foreign = _lite_names(wanted)
    first = next(iter(wanted))
    anchors = {first, *(name for name, own in foreign.items() if own == first)}
    prefixes = {name.removesuffix(anchor) for name in names for anchor in anchors if f".{name}".endswith(f".{anchor}")}
    mappings = [_mapping(names, prefix, foreign) for prefix in sorted(prefixes | {""})]
    return max(mappings, key=lambda mapping: len(mapping.keys() & set(wanted)))


def is_under(name: str, *prefixes: str) -> bool:
    """Tell whether the dotted ``name`` lies inside one of the modules ``prefixes``."""
    return any(name.startswith(f"{prefix}.") for prefix in prefixes)


def _mapping(names: Collection[str], prefix: str, foreign: Mapping[str, str]) -> dict[str, str]:
    without = {name: name for name in names if not name.startswith(prefix)}
    bare = {name.removeprefix(prefix): name for name in names if name.startswith(prefix)}
    return without | {foreign.get(short, short): name for short, name in bare.items()}


def _lite_names(wanted: Collection[str]) -> dict[str, str]:
    """Map efficientnet_lite_pytorch's names to timm's for a model with timm's names ``wanted``; empty for others."""
    places = sorted({(int(m[1]), int(m[2])) for m in (re.match(r"blocks\.(\d+)\.(\d+)\.", n) for n in wanted) if m})
    if "conv_stem.weight" not in wanted or not places:
        return {}
    modules = dict(_LITE_OUTSIDE)
    for flat, (stage, i) in enumerate(places):
        block = _LITE_BLOCK if flat else _LITE_FIRST_BLOCK
        modules |= {f"_blocks.{flat}.{old}": f"blocks.{stage}.{i}.{new}" for old, new in block.items()}
    own = {name: name.rpartition(".")[0] for name in wanted}
    foreign = {new: old for old, new in modules.items()}
    return {foreign[module] + name.removeprefix(module): name for name, module in own.items() if module in foreign}
