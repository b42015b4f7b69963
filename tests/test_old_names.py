"""Old names of commands and options work for one release, and a line on stderr gives the new name."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from autograder.cli.app import app
from autograder.cli.old_names import with_new_names
from course.renamed import REMOVED_IN

TOY = str(Path(__file__).parent / "toy")
pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        ("grade dropout --on ray --fresh", "grade dropout --cluster ray --no-cache", 2),
        ("grade --on=ray:host:1", "grade --cluster=ray:host:1", 1),
        ("verify --fast --fresh --record", "verify --no-samples --no-cache --update-signatures", 3),
        ("bench", "bench run", 1),
        ("bench --few 1 --many 3 --json", "bench run --few 1 --many 3 --json", 1),
        ("bench --simulate 99 --slug a", "bench simulate --students 99 a", 1),
        ("bench --on ray --slug=a", "bench cluster --cluster ray a", 1),
        ("bench --gpu 1,2 --many 9 --slug a", "bench gpu --slots 1,2 --most 9 a", 1),
    ],
)
def test_an_old_command_line_is_translated_and_told(old, new, lines, capsys):
    assert with_new_names(old.split()) == new.split()
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count(f"; the old name works until {REMOVED_IN}.") == lines


@pytest.mark.parametrize(
    "today",
    [
        "grade --cluster ray --no-cache",
        "verify --no-samples",
        "bench run --few 1",
        "bench --help",
        "feedback --fresh",
        "check on.ipynb",
    ],
)
def test_a_command_line_of_today_is_left_alone(today, capsys):
    assert with_new_names(today.split()) == today.split()
    assert capsys.readouterr().err == ""


def test_the_line_says_what_to_write(capsys):
    with_new_names(["grade", "--on", "ray"])
    assert capsys.readouterr().err == "`--on` is now `--cluster`; the old name works until 0.3.\n"
    with_new_names(["bench", "--simulate", "99"])
    assert capsys.readouterr().err == (
        "`heldout bench --simulate 99` is now `heldout bench simulate --students 99`; "
        "the old name works until 0.3.\n"
    )


def test_old_options_reach_the_command(monkeypatch):
    received = []

    def verify_all(exercises, catalogue, options, *, quiet):
        received.append(options)
        return [], []

    monkeypatch.setattr("autograder.cli.verify.verify_all", verify_all)
    words = ["verify", "--fast", "--fresh", "--record", "--catalogue", TOY]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 0, done.output
    (options,) = received
    assert options.no_samples
    assert options.no_cache
    assert options.update_signatures
    assert "`--fast` is now `--no-samples`" in done.stderr


def test_old_flags_of_bench_reach_its_commands(room, monkeypatch):
    received = []
    for name in ("side_by_side", "simulation", "on_gpu"):
        monkeypatch.setattr(
            f"autograder.cli.bench.{name}.run",
            lambda *arguments, as_json, name=name: received.append((name, *arguments)) or True,
        )
    monkeypatch.chdir(room.root)
    for words in ("--few 1 --many 3", "--simulate 99", "--gpu 1,2 --many 9 --slug squares"):
        done = CliRunner().invoke(app, ["bench", *words.split()])
        assert done.exit_code == 0, done.output
    side_by_side, (name, course, *simulated), on_gpu = received
    assert side_by_side == ("side_by_side", 1, 3, None, None)
    assert (name, course.root, simulated) == ("simulation", room.root, ["squares", 99, 99])
    assert on_gpu == ("on_gpu", "1,2", ["squares"], 9, "")
