"""Hold the scores against the floors: a little under what has been reached, raised as we rise."""

import json
import re
import sys
from pathlib import Path

FLOORS = {
    "directive": 0.97, "prohibition": 0.88, "actor": 0.96, "sector": 0.93, "slogan": 0.94, "heading": 0.98, "fact": 0.97,
    "fact value": 0.97, "ig:actor": 0.92, "ig:deontic": 0.97, "ig:aim": 0.88, "ig:object": 0.95, "ig:context": 0.89,
    "ig:or_else": 0.92,
}  # fmt: skip

CASES = 214  # small inputs with known right values: how many must pass


def n_passed(report: str) -> int:
    """How many cases the report says have passed."""
    found = re.search(r"^all +(\d+)/\d+ passed", report, re.MULTILINE)
    if not found:
        raise SystemExit(f"the report of the cases has no total: {report[-300:]!r}")
    return int(found[1])


def main(scores: str, cases: str) -> int:
    figures = json.loads(Path(scores).read_text(encoding="utf-8"))
    reached = {name: figures[name]["f1"] for name in FLOORS}
    reached["theme"], reached["clusters"] = figures["theme"]["macro_f1"], figures["clusters"]["ami"]
    floors = {**FLOORS, "theme": 0.82, "clusters": 0.64}
    low = [name for name, floor in floors.items() if reached[name] < floor]
    for name, floor in floors.items():
        sys.stdout.write(f"{name:12s} {reached[name]:.3f}  floor {floor:.2f}{'  TOO LOW' if name in low else ''}\n")
    passed = n_passed(Path(cases).read_text(encoding="utf-8"))
    sys.stdout.write(f"{'cases':12s} {passed}  floor {CASES}{'  TOO LOW' if passed < CASES else ''}\n")
    return 1 if low or passed < CASES else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
