"""Harm done for real to runs, and what came of it: kills, power cuts, flipped bits, full disks, memory, two owners.

``python -m benchmarks faults``; ``--kills 1000 --flips 300`` is the long form, ``--brief`` the one of CI. Ends with 1
where anything was lost, wrong or told by a traceback.
"""
