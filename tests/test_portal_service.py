"""`heldout serve` ends: what is graded is finished, unless somebody asks twice."""

import subprocess
import sys
from pathlib import Path

import pytest

from autograder.portal import service
from autograder.portal.service import Service, Settings

# It does not end at SIGTERM, as a grading process does not while it grades.
STUBBORN = (
    "import signal, time; signal.signal(15, signal.SIG_IGN); print(flush=True); time.sleep(9999)"
)


@pytest.fixture
def started(monkeypatch):
    """A service whose processes are stubborn, and what it says."""
    processes = []

    def start(self):
        process = subprocess.Popen([sys.executable, "-c", STUBBORN], stdout=subprocess.PIPE)
        process.stdout.readline()
        processes.append(process)
        if len(processes) == 2:
            self._asked_to_end()
        return process

    for name in ("_start_pages", "_start_grader"):
        monkeypatch.setattr(Service, name, start)
    monkeypatch.setattr(service, "QUIET_SECONDS", 0.0)
    yield processes
    for process in processes:
        process.stdout.close()


def run(on_word):
    """Run a service; `on_word` gets it with each line that it says."""
    said = []

    def say(line):
        said.append(line)
        on_word(made)

    made = Service(Settings(Path("course"), "http://x", "sqlite://"), None, say)
    made.run()
    return said


def test_a_second_request_ends_what_is_graded(started):
    said = run(lambda made: made._asked_to_end())
    assert said == ["Gradings that run are finished. Ctrl-C again leaves them for later."]
    assert len(started) == 2
    assert all(process.poll() == -9 for process in started)


def test_one_request_waits_until_they_have_ended(started):
    def finish(made):
        for process in started:
            process.kill()

    run(finish)
    assert all(process.poll() == -9 for process in started)
