"""How many submissions run at once: as many as fit beside those that run."""

import threading

import pytest

from autograder.author.exercise import Limits
from autograder.judge import turns
from autograder.judge.executor import OUR_MIB
from autograder.judge.turns import Turns

LIGHT, HEAVY = Limits(memory_mib=1000 - OUR_MIB), Limits(memory_mib=4000 - OUR_MIB)


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """A machine with 64 cores and 8,000 MiB free."""
    made = {"free": 8000}
    monkeypatch.setattr(turns.syscalls, "cores", lambda: 64)
    monkeypatch.setattr(turns, "_free_mib", lambda: made["free"])
    return made


def test_memory_that_gradings_use_is_not_taken_twice(machine: dict[str, int]) -> None:
    own = Turns()
    own.limit(0, LIGHT, ())
    assert own.most == 8
    with own.one():
        machine["free"] = 4000
        own.limit(0, LIGHT, ())
        assert own.most == 8
        own.limit(0, HEAVY, ())
        assert own.most == 2
    own.limit(0, LIGHT, ())
    assert own.most == 4


def test_a_number_that_somebody_gave_counts(machine: dict[str, int]) -> None:
    own = Turns()
    own.limit(3, HEAVY, ())
    assert own.most == 3


def test_only_so_many_run_at_once_also_after_a_change(machine: dict[str, int]) -> None:
    own, inside, go_on = Turns(), threading.Semaphore(0), threading.Event()
    most, running, lock = [0], [0], threading.Lock()

    def run() -> None:
        with own.one():
            with lock:
                running[0] += 1
                most[0] = max(most[0], running[0])
            inside.release()
            go_on.wait(600)
            with lock:
                running[0] -= 1

    own.limit(2, LIGHT, ())
    threads = [threading.Thread(target=run) for _ in range(6)]
    for thread in threads:
        thread.start()
    for _ in range(2):
        assert inside.acquire(timeout=600)
    own.limit(3, LIGHT, ())
    assert inside.acquire(timeout=600)
    go_on.set()
    for thread in threads:
        thread.join()
    assert most[0] == 3
