"""The services of a course: each is opened when it is needed, and closed by its owner."""

import psutil
import pytest

from autograder.errors import InputRefused
from autograder.gradebook import executors, process_services, services
from autograder.gradebook.heldout_folder import HeldoutFolder
from autograder.gradebook.services import Services
from autograder.judge.supervisor import Supervisor
from autograder.process.untrusted_call import SandboxedCalls


class Recorded:
    """A stand-in for a service that records when it is closed."""

    def __init__(self, name, closed, **fields):
        self.name, self.closed = name, closed
        vars(self).update(fields)

    def close(self):
        self.closed.append(self.name)


@pytest.fixture
def closed(monkeypatch, tmp_path):
    """Names of the stand-ins that were closed, in order."""
    names = []

    def supervisor(course, *, isolated):
        return Recorded("supervisor", names, scratch=tmp_path, level=None)

    monkeypatch.setattr(services, "open_supervisor", supervisor)
    monkeypatch.setattr(services, "SandboxedCalls", lambda *_: Recorded("calls", names))
    return names


def children():
    return {child.pid for child in psutil.Process().children(recursive=True)}


def test_a_closed_course_leaves_no_process(tmp_path, monkeypatch):
    # The other tests of this process lend their zygotes to every course.
    monkeypatch.setattr(executors, "Supervisor", Supervisor)
    monkeypatch.setattr(services, "SandboxedCalls", SandboxedCalls)
    before = children()
    with Services(tmp_path) as opened:
        opened.supervisor.start_imports(())
        with pytest.raises(InputRefused, match="The file is empty"):
            opened.sandboxed_calls.run("autograder.gradebook.intake:parse", b"")
        scratch = opened.supervisor.scratch
        assert children() > before
    assert children() <= before
    assert not scratch.exists()


def test_nothing_is_opened_before_it_is_needed(closed, tmp_path):
    with Services(tmp_path):
        pass
    assert closed == []
    assert not HeldoutFolder(tmp_path).journal.exists()


def test_the_last_one_opened_is_closed_first_and_only_once(closed, tmp_path):
    with Services(tmp_path) as opened:
        assert opened.executor is opened.supervisor
        assert opened.sandboxed_calls is opened.sandboxed_calls
        opened.close()
    assert closed == ["calls", "supervisor"]


def test_a_supervisor_that_was_given_stays_open(closed, tmp_path):
    mine = Recorded("mine", closed, scratch=tmp_path, level=None)
    with Services(tmp_path, supervisor=mine) as opened:
        assert opened.supervisor is mine
        assert opened.sandboxed_calls
    assert closed == ["calls"]


def test_nbgraders_steps_share_the_services_of_their_process(closed, tmp_path):
    first = process_services.of_course(tmp_path, isolated=True)
    assert process_services.of_course(tmp_path / ".", isolated=True) is first
    assert process_services.of_course(tmp_path, isolated=False) is not first
    assert first.supervisor
    process_services.close_all()
    assert closed == ["supervisor"]
    assert process_services.of_course(tmp_path, isolated=True) is not first
