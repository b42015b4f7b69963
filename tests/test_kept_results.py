"""A submitted file is parsed once; whatever happens to what is kept, the answer is the same."""

import os

import pytest

from autograder.author import notebook, sample
from autograder.gradebook import intake
from autograder.process.kept_results import KeptResults
from autograder.process.untrusted_call import SandboxedCalls

PARSE = f"{intake.__name__}:parse"


@pytest.fixture
def calls(supervisor, tmp_path):
    """Sandboxed calls that keep results in a folder of their own."""
    kept = KeptResults(tmp_path / "parsed", "1")
    calls = SandboxedCalls((intake.__name__,), supervisor.scratch, supervisor.level, kept)
    yield calls
    calls.close()


@pytest.fixture
def data(toy, right):
    return notebook.write(sample.fill(toy, right | {"square": "x = 'é\u2028'"}))


def files(calls):
    return list(calls.kept.folder.iterdir())


def test_equal_bytes_need_no_second_child(calls, data, monkeypatch):
    first = calls.run_once(PARSE, data)
    monkeypatch.setattr(calls, "_run", lambda *_: pytest.fail("a second child"))
    assert calls.run_once(PARSE, data) == first
    assert len(files(calls)) == 1


@pytest.mark.parametrize("damaged", [b"", b"no zip", "cut"])
def test_what_is_damaged_is_parsed_again(calls, data, damaged):
    first = calls.run_once(PARSE, data)
    (path,) = files(calls)
    path.write_bytes(path.read_bytes()[:40] if damaged == "cut" else damaged)
    assert calls.run_once(PARSE, data) == first
    assert calls.kept.get(PARSE, data) == first


def test_other_code_and_other_bytes_find_nothing(calls, data):
    calls.run_once(PARSE, data)
    assert calls.kept.get(PARSE, data) is not None
    assert calls.kept.get(PARSE, data + b" ") is None
    assert calls.kept.get(f"{intake.__name__}:upgrade", data) is None
    assert KeptResults(calls.kept.folder, "2").get(PARSE, data) is None


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_no_error(calls, data, tmp_path):
    tmp_path.chmod(0o500)
    assert calls.run_once(PARSE, data)["exercise"] == "squares"


def test_a_file_in_place_of_the_folder_is_no_error(calls, data):
    calls.kept.folder.write_text("in the way")
    assert calls.run_once(PARSE, data)["exercise"] == "squares"
