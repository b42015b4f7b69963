"""`heldout bench portal`: how long receipts, results on open pages, and the pages of staff take."""

import json
from dataclasses import asdict

from rich.console import Console

from autograder.bench import accepting, answering, staff_pages
from autograder.bench.accepting import Times
from autograder.bench.portal_pages import BYTES


def receipts(rate: float, seconds: float, students: int, *, as_json: bool) -> None:
    """Hand in notebooks at a steady rate, and print how long their receipts took."""
    console = Console(quiet=as_json)
    with console.status(f"Handing in {rate:g} notebooks a second for {seconds:g} s"):
        found = accepting.measure(rate, seconds, students)
    if as_json:
        print(json.dumps(asdict(found)))
    console.print(
        f"{found.count} notebooks of {BYTES // 1000} kB, {rate:g} a second: a receipt took "
        f"{_figures(found)}.",
        highlight=False,
        soft_wrap=True,
    )


def open_pages(seconds: float, students: int, *, as_json: bool) -> None:
    """Let a class hand in and keep its pages open; print how soon each page showed its result."""
    console = Console(quiet=as_json)
    with console.status(f"{students} students hand in within {seconds:g} s"):
        found = answering.measure(seconds, students)
    if as_json:
        print(json.dumps(asdict(found)))
    console.print(
        f"{students} students handed in within {seconds:g} s, and kept their pages open.\n"
        f"A receipt took {_figures(found.receipts)}.\n"
        f"A page showed its result after {_figures(found.shown)}.\n"
        f"The pages held {found.mib_before:.0f} MiB before, and {found.mib_after:.0f} after.",
        highlight=False,
        soft_wrap=True,
    )


def staff(students: int, *, as_json: bool) -> None:
    """Ask for the pages of staff on a large class, and print how long each took."""
    console = Console(quiet=as_json)
    with console.status(f"{students} students with {staff_pages.ASSIGNMENTS} submissions each"):
        found = staff_pages.measure(students)
    if as_json:
        print(json.dumps({name: asdict(times) for name, times in found.items()}))
    console.print(f"{students * staff_pages.ASSIGNMENTS} submissions.", highlight=False)
    for name, times in found.items():
        console.print(f"{name}: {_figures(times)}", highlight=False, soft_wrap=True)


def _figures(times: Times) -> str:
    median, p95, longest = (
        f"{1000 * each:.0f}" for each in (times.median, times.p95, times.longest)
    )
    return f"{median} ms (median), {p95} ms (95 of 100), {longest} ms (longest)"
