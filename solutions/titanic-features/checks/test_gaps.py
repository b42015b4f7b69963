"""The hidden checks of `gaps`. All of them are exact."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import integers

from course.expect import Mismatch, as_array, equal, holds

from .ships import NAN, columns, differ, generator, like, seeds

TITLES = ("Mr", "Mrs", "Miss", "Master", "Rare", "the Countess", "1", "mr")


def learnt(title, pclass, age):
    """The medians of a table, from the definition."""
    known = [(t, c, a) for t, c, a in zip(title, pclass, age, strict=True) if not np.isnan(a)]
    keys = {key for t, c, _ in known for key in ((t, c), t, None)}
    return {
        key: np.median([a for t, c, a in known if key in ((t, c), t, None)]).item() for key in keys
    }


def filled(medians, title, pclass, age):
    """A column of ages without gaps."""
    return np.array(
        [
            a if not np.isnan(a) else next(medians[k] for k in ((t, c), t, None) if k in medians)
            for t, c, a in zip(title, pclass, age, strict=True)
        ]
    )


def table(n, seed, titles=TITLES[:5], gaps=0.3):
    """Columns by name: titles, classes, ages in float32 of which some are missing, a port, a fare."""
    rng = generator(seed, n)
    age = (np.round(rng.uniform(0.2, 70, n) * 8) / 8 + 0.0625).astype("float32")
    age[rng.random(n) < gaps] = NAN
    if np.isnan(age).all():
        age[0] = 30
    fare = rng.uniform(4, 90, n).astype("float32")
    fare[rng.random(n) < 0.2] = NAN
    title, port = rng.choice(titles, n), rng.choice(["S", "C", ""], n)
    named = {"title": title, "pclass": rng.integers(1, 4, n), "age": age}
    return {**named, "embarked": port, "fare": fare}


def three(lists):
    """The columns that `Gaps` looks at, as lists."""
    return [np.asarray(lists[name]).tolist() for name in ("title", "pclass", "age")]


def beliefs(train, asked):
    """The ages that known mistakes fill in."""
    title, pclass, age = three(train)
    known = ~np.isnan(train["age"])
    medians = learnt(title, pclass, age)
    gap = np.isnan(asked["age"])
    everybody = float(np.mean(train["age"][known]))
    alone = {key: value for key, value in medians.items() if not isinstance(key, tuple)}
    return {
        "filled_by_zero": np.where(gap, 0, asked["age"]),
        "filled_by_everybodys_mean": np.where(gap, everybody, asked["age"]),
        "filled_by_everybodys_median": np.where(gap, medians[None], asked["age"]),
        "class_forgotten": filled(alone, *three(asked)),
        # Where few rows were fitted, other mistakes give the same.
        "learnt_from_the_asked": filled(learnt(*three(asked)), *three(asked))
        if len(known) >= 10 and not gap.all()
        else None,
    }


def fitted(student, train):
    """A new object that was fitted on these rows."""
    gaps = student.Gaps()
    with student.succeeds(message="`fit` should not raise: some ages are known."):
        gaps.fit(columns(student, **train))
    return gaps


def ages(student, gaps, asked, words=""):
    """The ages that it fills in."""
    with student.succeeds(message=f"`fill` should not raise.{words}"):
        got = gaps.fill(columns(student, **asked))
    return column(got, "age", len(asked["age"]))


def column(got, name, n):
    """A float32 column of a dict."""
    if not isinstance(got, dict) or name not in got:
        message = f"`fill` should return a dict with the column `{name}`."
        raise Mismatch(message, got=got, names_mistake=False)
    found = as_array(got[name], message=f"`{name}` should be an array.")
    if found.shape != (n,) or found.dtype != np.float32:
        message = f"`{name}` should be a float32 array of shape ({n},), and it is of {found.dtype}."
        if found.shape != (n,):
            message = f"`{name}` should be a float32 array of shape ({n},)."
        raise Mismatch(message, got=got[name], names_mistake=False)
    return found


def fills(student, gaps, train, asked, words=""):
    """Expect the ages that the definition gives."""
    got = ages(student, gaps, asked, words)
    wanted = filled(learnt(*three(train)), *three(asked))
    message = f"A gap is filled by title and class, else by title, else by all.{words}"
    if like(got, wanted, rtol=1e-6):
        holds(True, message=message)
        return
    mistakes = {name: value for name, value in beliefs(train, asked).items() if value is not None}
    differ(got, wanted, message, mistakes, kind_of_row(train, asked), rtol=1e-6)


def kind_of_row(train, asked):
    """Say of a row to fill what the fitted rows know about it."""
    medians = learnt(*three(train))
    titles, classes, known = three(asked)

    def kind(place):
        title, pclass = titles[place], classes[place]
        if not np.isnan(known[place]):
            return "That age was known."
        if (title, pclass) in medians:
            return "Its title was fitted with an age in its class."
        if title in medians:
            return "Its title was fitted with an age, but in other classes alone."
        return "Its title was fitted with no age at all."

    return kind


@pytest.mark.task("gaps", weight=4)
@pytest.mark.main
@pytest.mark.tries(
    "Fills missing ages by the median age of passengers of like title and class.",
    "A missing one becomes the median of the fitted ages of the same title *and* class.",
    "learns from the known ages of these rows, and from nothing else.",
    "Of an even number of ages the median is the mean of the two in the middle.",
    "It holds at least `title` (any texts), `pclass` (whole numbers) and `age` (float32, NaN where it is missing).",
)
@given(n=integers(30, 80), seed=seeds)
def test_gaps_get_the_median_of_title_and_class(student, n, seed):
    """A missing age becomes the median of the fitted ages of that title and class."""
    train, asked = table(n, seed), table(40, seed)
    fills(student, fitted(student, train), train, asked)


@pytest.mark.task("gaps", weight=2)
@pytest.mark.main
@pytest.mark.tries(
    "If there are none, it becomes the median of those of the same title.",
    "If there are none either, the median of all.",
    "Titles and classes may come that were not met in `fit`.",
)
@given(n=integers(2, 12), seed=seeds)
def test_titles_and_classes_that_were_never_met(student, n, seed):
    """Without that title and class the title decides, and without the title all ages."""
    train, asked = table(n, seed), table(30, seed, TITLES, gaps=0.8)
    asked["pclass"][:5] = [0, 7, -1, 4, 2]
    gaps = fitted(student, train)
    fills(student, gaps, train, asked, " (Some titles or classes were not met in `fit`.)")
    # Written side by side, two of these pairs of title and class would look alike.
    run = table(200, seed, ("Mr", "Mr1", "Mr11", "1", "11"))
    run["pclass"] = generator(seed, 2).choice([1, 11, 111, -1], 200)
    many = table(60, seed, ("Mr", "Mr1", "Mr11", "1", "11"), gaps=0.9)
    many["pclass"] = generator(seed, 3).choice([1, 11, 111, -1], 60)
    gaps.fit(columns(student, **run))
    fills(student, gaps, run, many, " (Titles end in digits, and classes are 1, 11, 111 and -1.)")
    # Titles that begin like those that were fitted, and are longer than all of them.
    short = table(40, seed, ("Mr", "Dr"))
    longer = table(40, seed, ("Mrs", "Mr", "Drs", "Mr."), gaps=0.8)
    gaps.fit(columns(student, **short))
    fills(student, gaps, short, longer, " (Titles are longer than those in `fit`.)")
    # An age of 0 is an age, and a median of 0 is a median.
    born = table(40, seed)
    born["age"] = np.where(born["title"] == "Master", 0, born["age"]).astype("float32")
    born["age"][generator(seed, 5).random(40) < 0.3] = NAN
    born["age"][:2] = 0
    gaps.fit(columns(student, **born))
    fills(student, gaps, born, table(40, seed, gaps=0.8), " (Many ages are 0.)")
    none = {**born, "age": np.where(np.isnan(born["age"]), NAN, 0).astype("float32")}
    gaps.fit(columns(student, **none))
    fills(student, gaps, none, asked, " (All known ages are 0.)")
    other = table(60, seed, TITLES)
    other["pclass"] = generator(seed).integers(-2, 6, 60)
    gaps.fit(columns(student, **other))
    asked["pclass"] = generator(seed, 1).integers(-2, 6, 30)
    fills(student, gaps, other, asked, " (Classes are from -2 to 5.)")


@pytest.mark.task("gaps", weight=2)
@pytest.mark.tries(
    "`age_known` is a float32 array, 1 where the age was known and 0 where it was not;",
    "it takes the place of one that is there already.",
)
@given(n=integers(5, 30), seed=seeds)
def test_the_gaps_are_marked(student, n, seed):
    """`age_known` is 1 where the age was known, and 0 where it was not."""
    train, asked = table(30, seed), table(n, seed)
    got = column(fitted(student, train).fill(columns(student, **asked)), "age_known", n)
    known = (~np.isnan(asked["age"])).astype("float32")
    message = "`age_known` should be 1 where the age was known, else 0."
    differ(got, known, message, {"gaps_marked": 1 - known})
    # A dict that was filled before, or that holds such a column of another kind.
    for old in (np.zeros(n), np.ones(n), 1 - known):
        given = student.probes(marked).marked(columns(student, **asked), old)
        got = column(fitted(student, train).fill(given), "age_known", n)
        message = "`age_known` is there already. It should be 1 where the age was known, else 0."
        differ(got, known, message, {})


@pytest.mark.task("gaps", weight=2)
@pytest.mark.tries("and teaches the object nothing.", "and from nothing else")
@given(seed=seeds)
def test_only_fitted_rows_teach(student, seed):
    """The rows that are filled have no say, however old they are."""
    train, asked = table(60, seed), table(40, seed)
    gaps = fitted(student, train)
    older = {**asked, "age": asked["age"] + np.float32(20)}
    fills(student, gaps, train, asked)
    fills(student, gaps, train, older, " (The known ages of the rows to fill are 20 years higher.)")
    fills(student, gaps, train, asked, " (Other rows were filled in between.)")
    alone = {name: values[:1] for name, values in asked.items()}
    alone["age"] = np.array([NAN], "float32")
    fills(student, gaps, train, alone, " (One row is asked about.)")


@pytest.mark.task("gaps")
@pytest.mark.tries(
    "In the new dict `age` is a float32 array of its own.",
    "Known ages keep every bit.",
    "float32, NaN where it is missing",
)
@given(seed=seeds)
def test_known_ages_keep_every_bit(student, seed):
    """Known ages are the same, bit for bit: zero, months, great ages."""
    asked = table(12, seed)
    asked["age"][:5] = [0, 1 / 12, 0.9167, 1 / 3, 120.1]
    got = ages(student, fitted(student, table(20, seed)), asked)
    known = ~np.isnan(asked["age"])
    holds(not np.isnan(got).any(), message="No gap should be left.")
    equal(got[known], asked["age"][known], message="Known ages should keep every bit.")
    for shift in (-1e-3, 1e4, 1e6):
        asked["age"] = asked["age"] + np.float32(shift)
        got = ages(student, fitted(student, table(20, seed)), asked)
        equal(got[known], asked["age"][known], message="Known ages should keep every bit.")


@pytest.mark.task("gaps")
@pytest.mark.tries("If no age is known it raises a ValueError.")
def test_without_any_age_it_raises(student, seed):
    """`fit` raises a ValueError if no age is known."""
    for n in (1, 2, 9):
        train = table(n, seed)
        train["age"] = np.full(n, NAN, "float32")
        gaps = student.Gaps()
        with student.raises(
            ValueError, message="No age is known: `fit` should raise a `ValueError`."
        ):
            gaps.fit(columns(student, **train))


@pytest.mark.task("gaps")
@pytest.mark.tries("n at least 1", "Rows are in any order.", "Gaps(): has learnt nothing yet.")
def test_one_age_is_enough(student, seed):
    """One row may be enough to learn, thousands may be filled, and there may be no gap."""
    many = table(3000, seed)
    for train in (table(1, seed), table(2, seed), table(400, seed, gaps=0.9), many):
        gaps = fitted(student, train)
        for asked in (table(1, seed), many, table(20, seed, gaps=0.0), table(9, seed, gaps=1.0)):
            fills(
                student, gaps, train, asked, f" (n is {len(train['age'])} and {len(asked['age'])}.)"
            )
    order = generator(seed).permutation(np.argsort(many["title"], kind="stable"))
    moved = {name: values[order] for name, values in many.items()}
    fills(student, fitted(student, moved), many, table(50, seed), " (Rows in another order.)")


@pytest.mark.task("gaps")
@pytest.mark.tries(
    "returns a new dict with all of the columns.",
    "Every other column has the values that it had.",
    "It may be the very array that was handed in.",
)
def test_all_columns_are_in_a_new_dict(student, seed):
    """The new dict has all columns; those but for the ages are as they were."""
    asked = table(15, seed)
    given = columns(student, **asked)
    got = fitted(student, table(30, seed)).fill(given)
    column(got, "age", 15)
    names = set(got)
    wanted = {*asked, "age_known"}
    message = "The dict should have all columns that were handed in, and `age_known`."
    holds(names == wanted, message=message, got=sorted(map(str, names)))
    for name in ("title", "embarked"):
        holds(got[name].tolist() == asked[name].tolist(), message=f"`{name}` should stay as it is.")
    for name in ("pclass", "fare"):
        differ(as_array(got[name]), asked[name], f"`{name}` should stay as it is.")
    few = {name: asked[name] for name in ("age", "pclass", "title")}
    fills(student, fitted(student, few), few, few, " (There are these three columns alone.)")


@pytest.mark.task("gaps", weight=2)
@pytest.mark.tries(
    "Fitting again forgets all that was learnt before.",
    "It does not matter what `fit` returns, nor what becomes of the columns afterwards.",
    "Each object learns for itself.",
    "It may be asked at any time after `fit`",
)
def test_each_fit_begins_anew(student, seed):
    """Fitting again forgets; objects learn apart; later changes of the columns teach nothing."""
    one, other = table(40, seed), table(30, seed, TITLES[2:])
    asked = table(40, seed, TITLES, gaps=0.7)
    gaps = fitted(student, one)
    twin = fitted(student, other)
    fills(student, gaps, one, asked, " (Another object was fitted afterwards.)")
    fills(student, twin, other, asked, " (Another object was fitted before.)")
    gaps.fit(columns(student, **other))
    fills(student, gaps, other, asked, " (It was fitted twice: the second time counts.)")
    given = columns(student, **one)
    gaps.fit(given)
    student.probes(aged).aged(given)
    fills(student, gaps, one, asked, " (The fitted columns were changed afterwards.)")
    gaps.fit(given)
    later = {**one, "age": np.full(40, 99, "float32")}
    fills(student, gaps, later, asked, " (It was fitted again on the same dict, with other ages.)")


def marked(columns, known):
    """Add a column `age_known` to a dict of columns; runs in the worker."""
    columns["age_known"] = known
    return columns


def aged(columns):
    """Write other ages, titles and classes into a dict of columns; runs in the worker."""
    columns["age"][:] = 99
    columns["title"][:] = columns["title"][::-1].copy()
    columns["pclass"][:] = 1


@pytest.mark.task("gaps")
@pytest.mark.supporting
@pytest.mark.tries(
    "what is handed in is not changed",
    "writing into it changes neither what was handed in nor any later result",
    "returns a new dict",
)
def test_what_is_handed_in_is_unchanged(student, seed):
    """Neither the dict nor its arrays are changed, and writing into a result changes nothing else."""
    for gap in (0.4, 0.0):
        train, asked = table(30, seed), table(20, seed, gaps=gap)
        gaps = student.Gaps()
        before, given = columns(student, **train), columns(student, **asked)
        gaps.fit(before)
        kept = student.held(gaps.fill)(given)
        for held, lists in ((before, train), (given, asked)):
            now = student.fetch(held)
            holds(
                list(now) == list(lists),
                message="The dict that is handed in should not be changed.",
            )
            message = "The ages that are handed in should not be changed."
            differ(as_array(now["age"]), lists["age"], message)
            for name in ("fare", "pclass"):
                differ(as_array(now[name]), lists[name], f"`{name}` should not be changed.")
            for name in ("title", "embarked"):
                same = now[name].tolist() == lists[name].tolist()
                holds(same, message=f"`{name}` should not be changed.")
        student.probes(overwritten).overwritten(kept)
        message = "Writing into the new ages should not change those that were handed in."
        differ(as_array(student.fetch(given)["age"]), asked["age"], message)
        fills(student, gaps, train, asked, " (Somebody wrote into an earlier result.)")


def overwritten(filled):
    """Write into the ages of a result, as their owner may; runs in the worker."""
    filled["age"][:] = 99
    filled["age_known"][:] = 7
