"""The figures in docs/benchmarks.md: ``python -m benchmarks [PART ...]``, all parts unless named."""

from __future__ import annotations

import argparse
import platform
from datetime import date

from sft_gui.inference import device

device.prepare_process()

from benchmarks import (  # noqa: E402
    ablations,
    checkpoints,
    equal_time,
    features,
    first,
    gui_gaps,
    look,
    memory,
    opponents,
    preflight,
    recipes,
    shapes,
    speed,
    start,
    understanding,
    window,
)
from benchmarks.faults import campaign  # noqa: E402

PARTS = {
    "recipes": recipes, "speed": speed, "opponents": opponents, "start": start, "gui": gui_gaps,
    "checkpoints": checkpoints, "shapes": shapes, "preflight": preflight, "ablations": ablations,
    "memory": memory, "equal-time": equal_time, "window": window, "first": first, "faults": campaign,
    "look": look, "understanding": understanding, "features": features,
}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[[], *PARTS], help="which figures; all unless named")
    parser.add_argument("--seeds", type=int, default=3, help="runs of each recipe")
    parser.add_argument("--first-seed", type=int, default=0, help="of equal-time and ablations: to go on")
    parser.add_argument("--presets", default="quick,best", help="which presets the recipes try")
    parser.add_argument("--data", action="append", default=[], help="a folder of pictures; may be given again")
    parser.add_argument("--only", default="", help="of ablations, faults and features: which of them; all unless named")
    parser.add_argument("--kills", type=int, default=0, help="of faults: how often trainers are killed")
    parser.add_argument("--flips", type=int, default=0, help="of faults: how many bits are flipped")
    parser.add_argument("--repeats", type=int, default=3, help="how often each opponent runs")
    parser.add_argument("--rounds", type=int, default=5, help="how often each feature is turned on and off")
    parser.add_argument("--brief", action="store_true", help="only see that it works: the figures mean nothing")
    arguments = parser.parse_args()
    print(f"{date.today()}, {platform.system()} {platform.machine()}, Python {platform.python_version()}")
    for name in arguments.parts or PARTS:
        print(f"\n## {name}\n")
        PARTS[name].measure(arguments)


if __name__ == "__main__":
    main()
