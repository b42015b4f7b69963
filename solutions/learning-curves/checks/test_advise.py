"""The hidden checks of `advise`. Models with known errors make most of them exact."""

import numpy as np
import pytest

from course.expect import Mismatch, holds
from course.promises import (
    Call,
    LeavesAlone,
    Probe,
    RemembersNothing,
    Seeded,
    TakesAnyCallable,
    TakesAnyLayout,
    promises,
)

from .companies import KINDS, Company
from .pupils import Archive, ByPlace, Least, Remembers, Staff, made
from .test_read import RULES, rule

TEXTS = ("data", "model", "stop")
ADVICE = {"fine": "stop", "bias": "model", "variance": "data", "both": "model"}


def numbered(n, seed):
    """Rows that `Remembers` reads: a number and an answer in each row of x, and the answers."""
    rng = np.random.default_rng([seed, n])
    x = np.stack([np.arange(float(n)), rng.normal(3, 4, n)], axis=1)
    return x, x[:, 1].copy()


def advice(student, maker, x, y, target, seed):
    """What `advise` says: one of three texts."""
    got = student.advise(maker, x, y, target, seed)
    if not isinstance(got, str) or got not in TEXTS:
        message = 'The result should be one of the texts "data", "model" and "stop".'
        raise Mismatch(message, got=got, names_mistake=False)
    return got


def right(train, val, target):
    """The advice of the contract, for two mean losses."""
    return ADVICE[rule(train, val, target)]


# Training loss, validation loss, level. No distance is near a border: 10 % more or less changes nothing.
HEIGHTS = (
    (0.0, 1.0, 1.2), (0.0, 1.0, 0.8), (3.0, 3.2, 1.0), (3.0, 3.2, 4.0), (1.0, 9.0, 0.5), (1.0, 9.0, 10.0),
    (5.0, 5.0, 1.0), (5.0, 6.0, 0.1), (2.0, 8.0, 1.5), (2.0, 3.5, 1.0), (4.0, 6.0, 2.0), (0.2, 0.6, 0.3),
    (0.5, 40.0, 20.0), (8.0, 7.0, 2.0), (8.0, 7.0, 9.0), (8.0, 7.0, 7.5), (1e-3, 4e-3, 2e-3), (300.0, 310.0, 20.0),
    (1.0, 1.1, 0.1), (1.0, 2.5, 0.7), (0.0, 0.5, 0.1), (20.0, 60.0, 12.0), (20.0, 26.0, 12.0), (0.0, 1.0, 1.1),
)  # fmt: skip


def alternatives():
    """What known mistakes say of HEIGHTS, by name."""
    texts = {
        name: [ADVICE[wrong(*heights)] for heights in HEIGHTS]
        for name, wrong in RULES.items()
        if name in ("gap_called_bias", "level_forgotten")
    }
    texts["always_more_data"] = ["data"] * len(HEIGHTS)
    texts["always_another_model"] = ["model"] * len(HEIGHTS)
    texts["never_stop_paying"] = ["stop" if v <= t0 else "data" for _, v, t0 in HEIGHTS]
    texts["a_larger_model_always_helps"] = ["stop" if v <= t0 else "model" for _, v, t0 in HEIGHTS]
    texts["decided_by_the_training_loss"] = ["stop" if t <= t0 else "model" for t, _, t0 in HEIGHTS]
    texts["advice_on_rows_already_fitted"] = [right(t, t, t0) for t, _, t0 in HEIGHTS]
    return texts


def told_apart(student, x, y, alike):
    """Those of several mistakes that other models confirm."""
    if alike == ["always_more_data"]:
        # A summed validation loss is too large in all of HEIGHTS, and 0 here.
        perfect = made(student, Remembers, known=0.0, new=0.0)
        return alike if advice(student, perfect, x, y, 1.0, 0) == "data" else []
    return training_loss_alone(student, x, y) if len(alike) > 1 else alike


def training_loss_alone(student, x, y):
    """The mistake of an answer that sees the training loss alone."""
    # One model for all hold-outs sees mostly rows that it has learnt: a second one is never made.
    staff = student.probes(Remembers, Staff).Staff([2, 10**6], [0.0, 0.0], [1e9, 1e9])
    if advice(student, staff, x, y, 1.0, 0) == "stop":
        return []

    def stops(most):
        # This model is terribly wrong if more rows are fitted, or a row twice.
        maker = made(student, Remembers, known=0.0, new=0.0, most=most)
        return advice(student, maker, x, y, 1.0, 0) == "stop"

    # Rows that are drawn with replacement are not all rows.
    all_fitted = stops(len(x)) and not stops(len(x) - 1)
    return ["advice_on_rows_already_fitted" if all_fitted else "decided_by_the_training_loss"]


@pytest.mark.task("advise", weight=4)
@pytest.mark.main
@pytest.mark.tries(
    'It is "stop" if the mean validation loss is at most `target`.',
    "Otherwise the rule of `read_curves`, applied to the two mean losses, decides.",
    'It is "data" where that says "variance", and "model" where that says "bias".',
    'Where that says "both" it is "model", too',
    "The training loss is measured on the rows just fitted, and the validation loss on all rows that "
    "were held out.",
    "A new model, of one call of `make_model`, is fitted once on all other rows.",
    "Returns one of three texts.",
    "the loss that is wished for, a number.",
)
def test_the_two_losses_and_the_level_decide(student, seed):
    """A model with known errors on rows that it has learnt, and on new ones, gets the right advice."""
    n = 40 + seed % 30
    x, y = numbered(n, seed)
    said, wanted = [], []
    for place, (train, val, target) in enumerate(HEIGHTS):
        maker = made(student, Remembers, known=train, new=val, column=bool(place % 2))
        said.append(advice(student, maker, x, y, target, seed % 1000 + place))
        wanted.append(right(train, val, target))
    wrong = [place for place, text in enumerate(said) if text != wanted[place]]
    if not wrong:
        # Errors of 0 have a mean of 0, however it is added up.
        perfect = made(student, Remembers, known=0.0, new=0.0)
        message = "A model without any error, and a level of 0: the level is reached."
        holds(advice(student, perfect, x, y, 0.0, 1) == "stop", message=message)
        return
    train, val, target = HEIGHTS[wrong[0]]
    alike = [name for name, texts in alternatives().items() if texts == said]
    alike = (student.attempt(told_apart, student, x, y, alike) or []) if alike else []
    message = (
        f"A model with the loss {train} on rows that it was fitted on, and {val} on others; the level "
        f'is {target}: the advice should be "{wanted[wrong[0]]}". In all, {len(wrong)} of '
        f"{len(said)} cases are wrong."
    )
    raise Mismatch(message, misconception=alike, draws=len(wrong), measured=len(wrong))


@pytest.mark.task("advise", weight=2)
@pytest.mark.tries(
    "The training loss is measured on the rows just fitted",
    "Each loss is then averaged over all hold-outs.",
)
def test_each_loss_is_on_its_own_rows(student, seed):
    """The training loss is that of fitted rows alone, and the validation loss that of all others."""
    x, y = numbered(60, seed)
    # Losses 11 and 16, 5 apart: "model" until the level is 8.5 high, then "data", at 16 "stop". If a
    # third or a tenth of all rows were held-out ones, the training loss would be 11.5 to 12.7.
    borders = {8.3: "model", 8.7: "data", 15.9: "data", 16.1: "stop", 1.0: "model"}
    for target, wanted in borders.items():
        maker = made(student, Remembers, known=11.0, new=16.0)
        got = advice(student, maker, x, y, target, seed % 1000)
        message = (
            "A model with the loss 11 on rows that it was fitted on, and 16 on others; the level is "
            f'{target}: the advice should be "{wanted}".'
        )
        holds(got == wanted, message=message)


# So far below the level that somebody might stop early.
GOOD, BAD, STIFF = (0.0, 0.01), (0.0, 1e9), (1e9, 1.1e9)


def staffed(student, rows, seed, first, last, others):
    """The advice where models number `first` to `last` have other errors than usual."""
    workshop = student.probes(Remembers, Staff).Staff([first, last], list(GOOD), list(others))
    return advice(student, workshop, *rows, 1.0, seed % 1000)


def unseen(student, rows, seed):
    """The mistake of an answer that some bad models do not change."""
    if half_decides(student, rows, seed):
        return "median_of_the_losses"
    return "one_hold_out" if first_decides(student, rows, seed) else ""


def half_decides(student, rows, seed):
    """Whether the advice follows more than half of the models; a bad one alone does not change it."""
    workshop = student.probes(Remembers, Staff).Staff([1, 0], list(GOOD), list(GOOD))
    advice(student, workshop, *rows, 1.0, seed % 1000)
    count = workshop.made
    few, many = (
        staffed(student, rows, seed, 1, n, BAD) for n in ((count - 1) // 2, count // 2 + 1)
    )
    return count > 2 and few == "stop" and many == "data"


def first_decides(student, rows, seed):
    """Whether only the first model counts, in a single hold-out."""
    ends = [staffed(student, rows, seed, *which, BAD) for which in ((1, 1), (2, 10**6))]
    # A single model for all hold-outs soon knows all rows: its mean loss is below that of one hold-out.
    plain = made(student, Remembers, known=0.0, new=0.5)
    fresh = advice(student, plain, *rows, 0.45, seed % 1000) == "data"
    # A copy of the first model may be fitted in each hold-out.
    archive = student.probes(Remembers, Archive).Archive()
    advice(student, archive, *rows, 1.1, seed % 1000)
    return ends[0] != "stop" and ends[1] == "stop" and fresh and len(archive.sets) == 1


@pytest.mark.task("advise", weight=2)
@pytest.mark.main
@pytest.mark.tries(
    "Rows are held out ten times or more.",
    "Each loss is then averaged over all hold-outs.",
)
def test_ten_hold_outs_are_averaged(student, seed):
    """Ten hold-outs count, and each as much as any other: the mean sees a rare catastrophe."""
    rows = numbered(50, seed)

    def says(first, last, others):
        return staffed(student, rows, seed, first, last, others)

    def believed():
        return student.attempt(unseen, student, rows, seed) or ""

    message = (
        "From the tenth model on, all are terribly wrong on new rows. Ten hold-outs or more count, and "
        'their mean: the advice should be "data".'
    )
    seen = says(10, 10**6, BAD) == "data"
    holds(seen, message=message, misconception="" if seen else believed())
    # Most models are bad here, and a trimmed mean sees that.
    most = says(1, 7, BAD) == "data" and says(8, 10**6, BAD) == "data"
    once = [says(number, number, BAD) for number in (1, 4, 9)]
    name = ""
    if once == ["stop"] * 3:
        name = "median_of_the_losses" if most else believed()
    message = (
        "One model of ten or more is terribly wrong on new rows: its loss belongs into the mean."
    )
    holds(once == ["data"] * 3, message=message, misconception=name, draws=3)
    message = (
        "One model of ten or more is terribly wrong on all rows: its losses belong into the means."
    )
    holds({says(number, number, STIFF) for number in (2, 5, 8)} == {"model"}, message=message)


@pytest.mark.task("advise")
@pytest.mark.tries(
    "Each time at least a tenth of the rows and at most a third, to within one row, are drawn at "
    "random.",
    "is fitted once on all other rows",
    "as for `learning_curve`, with 40 rows or more.",
)
def test_so_many_rows_are_held_out(student, seed):
    """From a tenth to a third of the rows are held out, others each time, and all others are fitted."""
    for n in (40, 41, 47, 60, 99, 150):
        x, y = numbered(n, seed)
        least, most = n - n / 3 - 1, n - n / 10 + 1
        maker = made(student, Remembers, known=0.0, new=1.0, least=least, most=most)
        message = "The loss on held-out rows is 1, and the level 0.9: the advice should be data."
        holds(advice(student, maker, x, y, 0.9, 0) == "data", message=message)
        message = f"Of {n} rows, {least:.0f} to {most:.0f} should be fitted each time."
        holds(advice(student, maker, x, y, 1.1, 0) == "stop", message=message)
        maker = student.probes(Remembers, Archive).Archive()
        message = "Each time other rows should be held out, drawn at random."
        holds(advice(student, maker, x, y, 1.1, 0) == "stop", message=message)
        maker = made(student, Remembers, known=0.0, new=1.0, n=n)
        message = f"All {n} rows should be either fitted or held out, each time."
        holds(advice(student, maker, x, y, 1.1, 0) == "stop", message=message)


@pytest.mark.task("advise")
@pytest.mark.supporting
@pytest.mark.tries("is fitted once on all other rows")
def test_some_rows_are_left_out_of_each_fit(student, seed):
    """No model is fitted on all rows: some are held out, each time."""
    x, y = numbered(60, seed)
    maker = made(student, Remembers, known=0.0, new=0.0, most=59)
    message = "A model without any error, unless all rows are fitted: the advice should be to stop."
    holds(advice(student, maker, x, y, 1.0, 0) == "stop", message=message)


@pytest.mark.task("advise", weight=2)
@pytest.mark.random
@pytest.mark.tries("are drawn at random", "The file may be sorted.")
def test_rows_are_held_out_from_everywhere(student, seed):
    """Rows are held out from everywhere in the file, whichever part of it is the hard one."""
    n = 400
    x, y = numbered(n, seed)
    # A fifth of the rows is hard: the mean is 2. Ten hold-outs of a tenth, 300 draws: 1.99 (0.19), 1.45
    # to 2.53; the reference answer 2.00 (0.09). A fifth cut from an end of the file gives 10 or 0.
    for place, first in enumerate(range(0, n, n // 5)):
        maker = made(student, ByPlace, first=first, last=first + n // 5)
        texts = [advice(student, maker, x, y, level, seed % 1000 + place) for level in (0.9, 3.1)]
        message = (
            f"Of 400 rows, number {first} to {first + n // 5 - 1} are hard. The mean loss on rows drawn "
            f"at random is 2: with the levels 0.9 and 3.1 the advice should be data and stop."
        )
        holds(texts == ["data", "stop"], message=message)


@pytest.mark.task("advise", weight=4)
@pytest.mark.main
@pytest.mark.random
@pytest.mark.tries(
    "Tell a company to buy more data, to change its model, or to stop.", "The file may be sorted."
)
def test_three_sealed_companies(student, seed):
    """Of three companies, one needs data, one another model, and one may stop."""
    rng = np.random.default_rng([seed, 31])
    maker = made(student, Least)
    for turn in range(3):
        for kind in rng.permutation(KINDS):
            company = Company(str(kind), rng)
            # The file may be sorted, by the answers or by a column.
            order = np.argsort(company.y if turn else company.x[:, 0])
            got = advice(
                student, maker, company.x[order], company.y[order], 1.3, int(rng.integers(1000))
            )
            message = (
                f"The losses of this company are {company.train:.2f} and {company.val:.2f}, and the "
                f"level is 1.3. Eight times the rows would bring the second to {company.bought:.2f}: "
                f'the advice should be "{kind}".'
            )
            holds(got == kind, message=message)


def mean_loss(student, seed, known=1.0):
    """The mean validation loss, from the levels at which the advice becomes "stop"."""
    x, y = numbered(40, 5)
    maker = made(student, Remembers, known=known, varied=True)
    low, high = 0.0, 8.0
    for _ in range(30):
        middle = (low + high) / 2
        if student.advise(maker, x, y, middle, seed) == "stop":
            high = middle
        else:
            low = middle
    return high


@pytest.mark.task("advise", weight=2)
@pytest.mark.supporting
@promises(
    Seeded(
        elsewhere=True,
        rtol=1e-6,
        tries="The same seed gives the same advice, in another Python process, too. Two seeds hold out "
        "different rows. The global random states of NumPy and Python stay as they are. It decides "
        "which rows are held out.",
    )
)
def test_the_seed_decides_which_rows_are_held_out(student, promise):
    """The seed alone decides which rows are held out."""
    call = Call(lambda student: lambda seed: mean_loss(student, seed), seed=0)
    losses = [mean_loss(student, number) for number in (3, 4)]
    message = "At a high level the advice should be to stop, at a low one it should not."
    holds(all(0.01 < loss < 7.9 for loss in losses), message=message)
    promise.keep(student, call)


@pytest.mark.task("advise")
@pytest.mark.tries("x and y of different lengths raise a ValueError.")
def test_rows_without_answers_are_refused(student):
    """x and y of different lengths raise a ValueError."""
    x, y = numbered(60, 0)
    for rows, answers in ((60, 59), (59, 60), (60, 40), (40, 60), (60, 0), (60, 1)):
        message = f"{rows} rows and {answers} answers should raise a ValueError."
        with student.raises(ValueError, message=message):
            student.advise(made(student, Remembers), x[:rows], y[:answers], 1.0, 0)


@pytest.mark.task("advise", weight=2)
@pytest.mark.supporting
@promises(
    TakesAnyCallable("make_model", tries="as for `learning_curve`"),
    LeavesAlone("x", tries="what is handed in is not changed"),
    LeavesAlone("y", tries="what is handed in is not changed"),
    TakesAnyLayout("x", tries="as for `learning_curve`"),
    RemembersNothing({"target": 1000.0}, tries="The same seed gives the same advice"),
)
def test_advise_keeps_its_promises(student, promise):
    """The general promises of `advise`."""
    rng = np.random.default_rng(12)
    for kind, target in (("data", 1.3), ("model", 1.3), ("stop", 1.3)):
        company = Company(kind, rng)
        rows = {"x": company.x, "y": company.y, "target": target, "seed": 3}
        maker = Probe(Least) if isinstance(promise, TakesAnyCallable) else made(student, Least)
        call = Call("advise", make_model=maker, **rows)
        message = f'The advice for such a company should be "{kind}".'
        holds(call.on(student) == kind, message=message)
        if isinstance(promise, LeavesAlone):
            # A text shares no memory.
            call = call.then(str)
        promise.keep(student, call)
