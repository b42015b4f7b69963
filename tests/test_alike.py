"""Similar answers: copies with other names are found, independent answers are not."""

import random

import pytest

from autograder.report import similarity

GIVEN = {"mask": ('def mask(x, rate, rng):\n    """Drop."""\n    raise NotImplementedError',)}
WRITTEN = '''
def mask(x, rate, rng):
    """Drop."""
    keep = rng.random(x.shape) >= rate  # who stays
    scaled = np.zeros_like(x)
    for index in np.ndindex(*x.shape):
        if keep[index]:
            scaled[index] = x[index] / (1 - rate)
    return scaled, keep.astype("float32")
'''
RENAMED = """
def mask(inputs, p, generator):
    # My own work.
    alive   =   generator.random(inputs.shape) >= p
    out = np.zeros_like(inputs)

    for place in np.ndindex(*inputs.shape):
        if alive[place]:
            out[place] = inputs[place] / (1 - p)
    return out, alive.astype('float32')
"""
OWN = """
def mask(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate")
    draws = rng.binomial(1, 1 - rate, size=np.shape(x))
    return np.where(draws == 1, np.divide(x, 1 - rate), 0.0), draws
"""


def answered(**sources):
    return {student: {"mask": source} for student, source in sources.items()}


def made_up(seed):
    """An answer unlike others': a few lines, drawn."""
    draw = random.Random(seed)
    steps = ["x = x + {a}", "y = np.{f}(x, {a})", "if x > {a}:\n        x = -x", "x *= y[{a}]"]
    lines = [
        draw.choice(steps).format(a=draw.randrange(1000), f=draw.choice(["sum", "mean", "std"]))
        for _ in range(12)
    ]
    return "\n    ".join(["def mask(x, rate, rng):", *lines, "return x"])


def test_a_copy_with_other_names_is_found_and_two_of_their_own_are_not():
    (pair,) = similarity.pairs(answered(ann=WRITTEN, bob=RENAMED, cyd=OWN), GIVEN)
    assert (pair.one, pair.other) == ("ann", "bob")
    assert pair.matches[0].task == "mask"
    assert pair.matches[0].likeness == 1.0
    assert similarity.pairs(answered(ann=WRITTEN, cyd=OWN), GIVEN) == []


def test_part_of_a_copy_is_found_by_the_share_that_is_left():
    own = "\n    if x.ndim != 2:\n        raise TypeError(x.ndim, rate, 7)"
    (pair,) = similarity.pairs(answered(ann=WRITTEN, bob=RENAMED + own), GIVEN)
    assert 0.5 < pair.matches[0].likeness < 1.0


def test_what_is_given_says_nothing():
    assert (
        similarity.pairs(answered(ann=WRITTEN, bob=RENAMED), {"mask": (*GIVEN["mask"], WRITTEN)})
        == []
    )
    stub = GIVEN["mask"][0]
    assert similarity.pairs(answered(ann=stub, bob=stub), GIVEN) == []


def test_what_many_wrote_says_nothing_and_a_copy_among_them_does():
    few = {f"s{n}": made_up(n) for n in range(60)}
    assert similarity.pairs(answered(**few), GIVEN) == []
    many = {f"m{n}": WRITTEN for n in range(10)}
    assert similarity.pairs(answered(**few, **many), GIVEN) == []
    (pair,) = similarity.pairs(answered(**few, **many, zoe=few["s7"]), GIVEN)
    assert (pair.one, pair.other) == ("s7", "zoe")


def test_short_answers_are_not_compared():
    short = "def mask(x, rate, rng):\n    return x[rng.random(x.size) > rate]"
    assert similarity.pairs(answered(ann=short, bob=short), GIVEN) == []


def test_the_most_telling_pairs_come_first_and_no_more_than_asked_for():
    longer = made_up(1).replace("return x", made_up(2).partition("\n    ")[2])
    class_of = answered(a=WRITTEN, b=WRITTEN, c=longer, d=longer)
    found = similarity.pairs(class_of, GIVEN)
    assert [(pair.one, pair.other) for pair in found] == [("c", "d"), ("a", "b")]
    assert similarity.pairs(class_of, GIVEN, most=1) == found[:1]


def test_tasks_are_compared_apart():
    answers = {"ann": {"mask": WRITTEN, "other": OWN}, "bob": {"mask": OWN, "other": WRITTEN}}
    assert similarity.pairs(answers, GIVEN | {"other": ()}) == []
    answers["bob"] = {"mask": made_up(3), "other": OWN}
    (pair,) = similarity.pairs(answers, GIVEN | {"other": ()})
    assert [match.task for match in pair.matches] == ["other"]


def test_the_class_in_another_order_is_the_same_class():
    class_of = answered(**{f"s{n}": made_up(n % 20) for n in range(30)})
    backwards = dict(reversed(class_of.items()))
    assert similarity.pairs(class_of, GIVEN) == similarity.pairs(backwards, GIVEN) != []


@pytest.mark.parametrize(
    "source",
    ["", "'", "'''", "def (((", "\\", "\0", "é = '\ud800'", '"' * 9999, "f(" * 9999, "x" * 99_999],
)
def test_broken_code_is_read_too(source):
    assert similarity.pairs(answered(ann=source, bob=source, cyd=WRITTEN), GIVEN) == []


def test_tokens_leave_out_names_comments_and_strings():
    source = "my.name = rb'''x\n'y''' + 1.5e3  # why\nif self.mine: f'{a}'"
    assert " ".join(similarity.tokens(source)) == "_ .name = + 1.5e3 if _ . _ :"
    assert list(similarity.tokens("a = 'not closed\nb = 2")) == ["_", "=", "_", "=", "2"]
