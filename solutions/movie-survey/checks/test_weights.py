"""The hidden checks of `weights`. All of them are exact."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import integers, sampled_from

from course.expect import Mismatch, holds
from course.promises import (
    Call,
    LeavesAlone,
    Refuses,
    RemembersNothing,
    TakesAnyLayout,
    TakesOtherNumbers,
    promises,
)

from .surveys import (
    ALONE,
    FLOATS,
    FORGETS,
    GIVEN,
    generator,
    is_number,
    said_no,
    seeds,
    sent,
)

# No two of them are one group: capitals, blanks, and the empty text count.
TEXTS = ("young", "old", "of middle age", "younger", "Old", "", "10", "9", " old")
NUMBERS = (40, -3, 7, 0, 1900, 12, 100, 5, -40)
NAMES = {"texts": TEXTS, "whole numbers": NUMBERS}


def drawn(kinds, seed, names=TEXTS):
    """Answers, groups, and the town's shares: the groups answer and are spread quite differently."""
    rng = generator(seed, kinds)
    chosen = [names[at] for at in rng.permutation(len(names))[:kinds]]
    sizes = rng.permutation(np.arange(kinds) * 5 + 3)
    groups = np.repeat(np.array(chosen), sizes)
    likes = np.repeat(rng.permutation(np.linspace(0.1, 0.9, kinds)), sizes)
    answers = (rng.random(len(groups)) < likes).astype("int64")
    order = rng.permutation(len(groups))
    raw = rng.permutation(np.arange(kinds) + 1.0)
    share = dict(zip(chosen, (raw / raw.sum()).tolist(), strict=True))
    return answers[order], groups[order], share


def weighted(answers, groups, share):
    """The mean answer of the town."""
    return float(sum(p * answers[groups == group].mean() for group, p in share.items()))


def beliefs(answers, groups, share):
    """What known mistakes give."""
    there = {group: float((groups == group).mean()) for group in share}
    means = {group: float(answers[groups == group].mean()) for group in share}
    mine = np.array([there[group] for group in groups.tolist()])
    town = np.array([share[group] for group in groups.tolist()])
    by_rank = [means[group] for group in sorted(share)]
    return {
        "not_weighted": float(answers.mean()),
        "upside_down": float((answers * mine / town).sum() / (mine / town).sum()),
        "each_group_alike": float(np.mean(list(means.values()))),
        "share_of_the_town_as_weight": float((answers * town).sum() / town.sum()),
        "not_normalised": float((answers * town / mine).sum()),
        "shares_in_another_order": float(np.dot(by_rank, list(share.values()))),
    }


def estimate(student, answers, groups, share, words=""):
    with student.succeeds(message=f"It should not raise.{words}"):
        return student.poststratify(answers, sent(student, groups), share)


@pytest.mark.task("weights", weight=6)
@pytest.mark.main
@pytest.mark.tries(
    "Estimate the town's mean answer, where each group counts as much as it does in the town.",
    "Within a group, each answer counts the same.",
    "Returns a float, the estimated mean answer of the whole town.",
    "a dictionary from each group of the town, a Python str or int, to its share of the town.",
    "The shares are above 0 and add up to 1, but for rounding.",
    "The groups have any order.",
    "array of shape (m,), texts or whole numbers: the group of each of these people.",
    FLOATS,
)
@given(kinds=integers(2, 6), names=sampled_from(sorted(NAMES)), seed=seeds)
def test_each_group_counts_as_in_the_town(student, kinds, names, seed):
    """Each group counts as much as in the town, whether groups are texts or numbers."""
    given = drawn(kinds, seed, NAMES[names])
    got = estimate(student, *given)
    is_number(got, weighted(*given), f"The mean of {kinds} groups", beliefs(*given))


@pytest.mark.task("weights", weight=2)
@pytest.mark.tries(
    "The group as a whole counts as its share of the town says, whether one of it has answered or thousands."
)
@given(seed=seeds)
def test_more_answers_of_a_group_change_nothing(student, seed):
    """If a group's answers are there many times, nothing changes; one answer may be a group."""
    answers, groups, share = drawn(3, seed)
    wanted = weighted(answers, groups, share)
    for group in share:
        for times in (2, 700):
            copies = np.where(groups == group, times, 1)
            got = estimate(student, np.repeat(answers, copies), np.repeat(groups, copies), share)
            is_number(got, wanted, f"The mean, with {group!r} {times} times,")
    ones = np.array(list(share))
    said = np.array([1, 0, 1])
    wanted = share[ones[0].item()] + share[ones[2].item()]
    is_number(estimate(student, said, ones, share), wanted, "The mean, with one answer a group,")


@pytest.mark.task("weights")
@pytest.mark.tries(
    "ones and zeros, or other finite numbers.",
    "It holds bools, ints or floats.",
    "array of shape (m,), m at least 1",
)
def test_any_numbers_may_be_answers(student, seed):
    """Answers may be bools, marks, temperatures; one group or thousands of people will do."""
    answers, groups, share = drawn(4, seed)
    rng = generator(seed, 4)
    wholes = rng.integers(0, 100, len(answers))
    for some in (
        answers.astype(bool),
        wholes.astype("uint8"),
        wholes.astype("int8") - 50,
        rng.normal(-20, 5, len(answers)),
        rng.normal(3, 1, len(answers)).astype("float32"),
        wholes * 10**6,
        np.zeros(len(answers), int),
        np.ones(len(answers), bool),
    ):
        words = f"The mean of {some.dtype} answers"
        wanted = weighted(some.astype("float64"), groups, share)
        is_number(estimate(student, some, groups, share), wanted, words)
    for name in ("all", 3):
        one = np.array([2.5]), np.array([name]), {name: 1}
        is_number(estimate(student, *one), 2.5, "The mean of a single answer")
        many = rng.normal(size=30_000), np.full(30_000, name), {name: 1.0}
        is_number(estimate(student, *many), float(many[0].mean()), "The mean of a single group")
    sorted_rows = np.argsort(groups, kind="stable")
    got = estimate(student, answers[sorted_rows], groups[sorted_rows], share)
    is_number(got, weighted(answers, groups, share), "The mean, with rows in another order,")
    got = estimate(student, answers, groups, dict(sorted(share.items(), reverse=True)))
    is_number(got, weighted(answers, groups, share), "The mean, with shares in another order,")


def refusal(student, given, name, message):
    """Expect a ValueError that holds this name, or one of these names."""
    probe = student.probes(said_no).said_no
    with student.succeeds(message=f"{message} It should be a `ValueError`."):
        words = probe(
            student.poststratify,
            *(sent(student, one) if at < 2 else one for at, one in enumerate(given)),
        )
    if words is None:
        raise Mismatch(message)
    names = name if isinstance(name, tuple) else (name,)
    told = " or ".join(repr(str(one)) for one in names)
    known = any(str(one) in str(words) for one in names)
    holds(known, message=f"{message} Its message should hold {told}.")


@pytest.mark.task("weights", weight=3)
@pytest.mark.tries(
    "A group of the town from which nobody has answered raises a ValueError, and its message holds the "
    "group's name.",
    "A group that has answered, but is not in town_shares, raises a ValueError that holds its name, too.",
)
def test_a_group_without_answers_is_named(student, seed):
    """A silent group, and one that the town does not have, raise a ValueError that names them."""
    for names in NAMES.values():
        answers, groups, share = drawn(3, seed, tuple(n for n in names if n not in ("", 0, 7, 5)))
        new = "Sorbs and Wends" if isinstance(names[0], str) else 48_613
        raw = {**{group: part * 0.9 for group, part in share.items()}, new: 0.1}
        for town in (raw, dict(reversed(raw.items()))):
            message = f"Nobody of the group {new!r} has answered: it should raise a `ValueError`."
            refusal(student, (answers, groups, town), new, message)
        message = f"The group {new!r} is not in town_shares: it should raise a `ValueError`."
        last = np.array([*groups.tolist(), new])
        refusal(student, (np.append(answers, 1), last, share), new, message)
        refusal(student, (np.append(0, answers), np.roll(last, 1), share), new, message)
        # 0 and an empty text are groups as well: a search must not take them for nothing found.
        for other in names[0], "" if isinstance(names[0], str) else 0:
            town = {**{group: part / 2 for group, part in share.items()}, other: 0.5}
            if other not in share:
                message = (
                    f"Nobody of the group {other!r} has answered: it should raise a `ValueError`."
                )
                refusal(student, (answers, groups, town), other, message)
                message = (
                    f"The group {other!r} is not in town_shares: it should raise a `ValueError`."
                )
                last = np.array([other, *groups.tolist()])
                refusal(student, (np.append(1, answers), last, share), other, message)
        one = np.array([new])
        for other in share:
            town = {other: 0.5, new: 0.5}
            message = f"Nobody of the group {other!r} has answered: it should raise a `ValueError`."
            refusal(student, (np.array([1]), one, town), other, message)


@pytest.mark.task("weights")
@pytest.mark.tries(
    "A group that has answered, but is not in town_shares, raises a ValueError that holds its name, too.",
)
def test_as_many_groups_with_other_names(student, seed):
    """As many groups as the town has, but one of them is another one: a ValueError names one of both."""
    for names in NAMES.values():
        answers, groups, share = drawn(3, seed, names)
        stranger = "Sorbs and Wends" if isinstance(names[0], str) else 48_613
        for gone in share:
            town = {stranger if group == gone else group: part for group, part in share.items()}
            message = (
                f"The group {gone!r} is not in town_shares, and nobody of {stranger!r} has answered: "
                "it should raise a `ValueError`."
            )
            refusal(student, (answers, groups, town), (gone, stranger), message)


def lengths(n, m):
    """Arguments with n answers and m groups; each group is there, and has its share."""
    groups = np.resize([4, 9], m)
    shares = {4: 0.25, 9: 0.75} if m > 1 else {4: 1.0}
    return f"{n} answers and {m} groups", {
        "answers": np.ones(n),
        "groups": groups,
        "town_shares": shares,
    }


# NumPy stretches an array of length 1, and `zip` stops at the shorter one.
LENGTHS = tuple(lengths(n, m) for n, m in ((1, 8), (8, 1), (8, 7), (7, 8), (16, 8), (2, 4), (4, 2)))


@pytest.mark.task("weights", weight=2)
@pytest.mark.supporting
@promises(
    LeavesAlone("answers", tries=ALONE),
    LeavesAlone("groups", tries=ALONE),
    TakesAnyLayout("answers", tries=GIVEN),
    TakesAnyLayout("groups", tries=GIVEN),
    TakesOtherNumbers(
        "answers", ("bool", "uint8", "int32", "float32"), tries="bools, ints or floats"
    ),
    RemembersNothing(
        dict(zip(("answers", "groups", "town_shares"), drawn(4, 9, NUMBERS), strict=True)),
        tries=FORGETS,
    ),
    Refuses(
        "Another length",
        LENGTHS,
        tries="Different lengths of answers and groups raise a ValueError as well, even if one of them is 1.",
    ),
)
def test_poststratify_keeps_its_promises(student, promise, seed):
    """The general promises of `poststratify`."""
    if isinstance(promise, Refuses):
        given = np.ones(4), np.array([4, 9] * 2), {4: 0.25, 9: 0.75}
    else:
        given = drawn(3, seed, NUMBERS)
    answers, groups, share = given
    call = Call("poststratify", answers=answers, groups=groups, town_shares=share)
    promise.keep(student, call.then(float))
    if isinstance(promise, LeavesAlone):
        kept = student.keep(share)
        student.poststratify(answers, groups, kept)
        same = student.fetch(kept) == share
        holds(same, message="`town_shares` has other values after the call.")
        names = [" old ", "young", "young ", " old "]
        given = student.module("numpy").array(names)
        student.poststratify(np.arange(4), given, {" old ": 0.5, "young": 0.25, "young ": 0.25})
        holds(given.tolist() == names, message="The texts in `groups` should not be changed.")
