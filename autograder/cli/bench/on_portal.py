"""`heldout bench portal`: how long a receipt takes."""

import json
from dataclasses import asdict

from rich.console import Console

from autograder.bench import accepting


def run(rate: float, seconds: float, students: int, *, as_json: bool) -> None:
    """Hand in notebooks at a steady rate, and print how long their receipts took."""
    console = Console(quiet=as_json)
    with console.status(f"Handing in {rate:g} notebooks a second for {seconds:g} s"):
        accepted = accepting.measure(rate, seconds, students)
    if as_json:
        print(json.dumps(asdict(accepted)))
    figures = [f"{1000 * each:.0f}" for each in (accepted.median, accepted.p95, accepted.longest)]
    console.print(
        f"{accepted.count} notebooks of {accepting.BYTES // 1000} kB, {rate:g} a second: a receipt "
        f"took {figures[0]} ms (median), {figures[1]} ms (95 of 100), {figures[2]} ms (longest).",
        highlight=False,
    )
