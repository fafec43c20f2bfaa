"""Runs before the program: nothing is imported yet, and torchvision is met by ``python_ops`` when its turn comes."""

import importlib.abc
import importlib.util
import os
import sys

for name in ("stdout", "stderr"):  # a program without a console has none
    if getattr(sys, name) is None:
        setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115  # open until the end


class TorchvisionFinder(importlib.abc.MetaPathFinder):
    """Wraps the import of torchvision, once."""

    def find_spec(self, name, path=None, target=None):
        if name != "torchvision":
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(name)
        run = spec.loader.exec_module

        def exec_module(module):
            import python_ops  # imports torch, which torchvision does too

            needed = python_ops.prepare()
            run(module)
            if needed:
                python_ops.finish()

        spec.loader.exec_module = exec_module
        return spec


sys.meta_path.insert(0, TorchvisionFinder())
