"""Every attack at every level that this machine offers: what it got, and what it harmed."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from _pytest.mark import ParameterSet
from battery import GROUPS, THROUGH, Attack, attacks, fresh_bait, trial

from autograder.author.exercise import Exercise
from autograder.judge.supervisor import Supervisor
from autograder.probe import isolation
from autograder.sandbox.gpu_device import Gpu
from autograder.sandbox.sandbox import ALLOWANCES, Grant, Level

ATTACKS = attacks()
OFFERED = [level for level in isolation.WALLS if isolation.attack(level).holds]
# All that a driver could ask for, of a device that is none: the weakest wall that anybody gets.
GRANTED = Gpu("GPU-0", "a stand-in", 16384, Grant(("/dev/full",), (), ALLOWANCES))
WITH_GPU = "with a GPU"
WALLS = [
    *(pytest.param(level, (), id=level.value) for level in OFFERED),
    *(
        pytest.param(level, (GRANTED,), id=f"{level.value} {WITH_GPU}", marks=pytest.mark.slow)
        for level in OFFERED
    ),
]


def tries() -> Iterator[ParameterSet]:
    """Each attack at each wall.

    The default run tries attacks on scores and secrets at one level each, and a third of the others.
    The levels take turns.
    """
    for place, attack in enumerate(ATTACKS):
        chosen = attack.group in ("forging", "stealing") or place // len(OFFERED) % 3 == 0
        for wall in WALLS:
            level, gpus = wall.values
            in_turn = chosen and level == OFFERED[place % len(OFFERED)]
            marks = [*wall.marks, *([] if gpus or in_turn else [pytest.mark.whole])]
            yield pytest.param(attack, level, gpus, id=f"{attack.name}-{wall.id}", marks=marks)


@pytest.fixture(scope="module")
def exercises(toy, models) -> dict[str, Exercise]:
    """The attacked exercises. They use a GPU if there is one."""
    return {
        exercise.slug: replace(exercise, limits=replace(exercise.limits, gpu=1))
        for exercise in (toy, models)
    }


@pytest.fixture(scope="module")
def supervisors(exercises) -> Iterator[Callable[..., Supervisor]]:
    """One warm supervisor a wall."""
    running: dict[tuple[Level, tuple[Gpu, ...]], Supervisor] = {}

    def at(level: Level, gpus: tuple[Gpu, ...] = ()) -> Supervisor:
        wall = level, gpus
        if wall not in running:
            running[wall] = Supervisor(b"a secret for tests", level, gpus=gpus)
            # So that a zygote that starts late is not taken for a process that was left behind.
            for exercise in exercises.values():
                running[wall].warm_up(exercise)
        return running[wall]

    yield at
    for supervisor in running.values():
        supervisor.close()


@pytest.mark.parametrize(("attack", "level", "gpus"), list(tries()))
def test_it_is_stopped(attack: Attack, level, gpus, exercises, supervisors, tmp_path):
    exercise = exercises[attack.exercise]
    if gpus and "memory" in attack.verdict:
        # A driver's libraries have 2 GiB more: on a busy machine the time is up before they are full.
        attack = replace(attack, verdict=[*attack.verdict, "timeout"])
    with fresh_bait(tmp_path, exercise) as bait:
        problems = trial(attack, exercise, supervisors(level, gpus), bait).problems
    walls = {level.value, *([WITH_GPU] if gpus else [])}
    known = [THROUGH] if walls & set(attack.through) else []
    assert [problem for problem in problems if problem not in known] == []


@pytest.mark.parametrize(("level", "gpus"), WALLS)
@pytest.mark.parametrize("slug", sorted(set(GROUPS.values())))
def test_the_next_submission_is_graded_as_ever(slug, level, gpus, exercises, supervisors, tmp_path):
    honest = Attack(ATTACKS[0].path, 0, "an honest answer", ["pass"], "pass")
    with fresh_bait(tmp_path, exercises[slug]) as bait:
        tried = trial(honest, exercises[slug], supervisors(level, gpus), bait)
    assert tried.problems == []
    assert tried.outcome.score == tried.outcome.points


@pytest.mark.skipif(os.getuid() == 0, reason="without a wall an attack is never run as root")
@pytest.mark.parametrize("attack", [a for a in ATTACKS if a.control], ids=lambda a: a.name)
def test_its_control_works_without_a_wall(attack: Attack, exercises, supervisors, tmp_path):
    """The same code gets through where nothing stops it, so the tests above can fail."""
    exercise = exercises[attack.exercise]
    with fresh_bait(tmp_path, exercise) as bait:
        problems = trial(attack, exercise, supervisors(Level.NONE), bait).problems
    assert problems


def test_the_attacks_are_many_and_of_every_group():
    assert len({attack.number for attack in ATTACKS}) >= 48
    assert {attack.group for attack in ATTACKS} == set(GROUPS)
