"""The hidden checks of `tabular`. Figures beside a threshold are measured: mean (standard deviation), worst draw."""

import itertools

import numpy as np
import pytest

from course.data import titanic
from course.expect import Mismatch, as_array, close, holds

from .datasets import by_seed
from .larder import probes

PORTS = ("S", "C", "Q")
OTHER_PORTS = ("B", "L", "G")
NOWHERE = "Atlantis"


def drawn_passengers(n, seed, gaps):
    """n passengers, other than the Titanic's; what is known of the draw: words, and an absent port."""
    rng = np.random.default_rng([seed, 5])
    absent = str(rng.choice(PORTS))
    ports = [port for port in PORTS if port != absent] + [str(rng.choice(OTHER_PORTS))]
    # Other words by a letter, a capital: "S" and "s" and "So" are three ports.
    ports += [ports[0].lower(), ports[1] + "o"]
    sexes = ["female", "male", "Male"]
    # Ages and fares of other means and spreads than on the ship: 30 (14) and 33 (52) there.
    age = rng.gamma(9, 2, n) + rng.choice([0, 40])
    fare = rng.lognormal(rng.choice([1.5, 5.5]), 0.5, n)
    if gaps:
        age = np.where(rng.random(n) < 0.17, np.nan, age)
        fare = np.where(rng.random(n) < 0.05, np.nan, fare)
    shares = [0.3, 0.25, 0.2, 0.12, 0.11, 0.02]
    columns = {
        "age": age.astype("float32").tolist(),
        "fare": fare.astype("float32").tolist(),
        "pclass": [1, 2, 3, *rng.integers(1, 4, n - 3).tolist()],
        "sex": [*sexes, *rng.choice(sexes, n - 3, p=[0.35, 0.5, 0.15]).tolist()],
        "embarked": [*ports, *rng.choice([*ports, ""], n - 5, p=shares).tolist()],
    }
    return columns, ports, absent


class Desk:
    """Where the student's features are asked for: about drawn rows, and about changed ones."""

    def __init__(self, student, seed, gaps=True, words=None):
        self.student, self.made = student, probes(student)
        self.columns, self.ports, self.absent = drawn_passengers(300, seed, gaps)
        self.columns |= words or {}
        self.sexes = ["female", "male", "Male"]
        # The arrays that the features were learnt from stay there: they may be changed later.
        self.train = self.rows(self.columns)
        self.features = student.feature_model(self.train)
        message = "`feature_model` should return a model or a function."
        holds(callable(self.features), message=message, got=self.features)

    def rows(self, columns, backwards=False):
        """A dict of columns, which stays in the worker: text is no data."""
        return self.student.held(self.made.passengers)(columns, backwards)

    def ask(self, columns, backwards=False):
        """Features of some rows, (m, k)."""
        rows = len(columns["age"])
        got = self.features(self.rows(columns, backwards))
        gaps = int(np.isnan(np.array([columns["age"], columns["fare"]])).any(axis=0).sum())
        dropped = np.ndim(got) == 2 and gaps and len(got) == rows - gaps
        misconception = "rows_with_gaps_dropped" if dropped else ""
        right = np.ndim(got) == 2 and len(got) == rows
        message = f"Asked about {rows} rows, the features should have the shape ({rows}, k)."
        holds(right, message=message, got=got, misconception=misconception)
        return as_array(got)

    def changed(self, base=None, **values):
        """Features of one known row, again and again, with some columns changed."""
        row = {"age": 31.0, "fare": 20.0, "pclass": 2, "sex": "male", "embarked": self.ports[0]}
        row |= base or {}
        length = len(next(iter(values.values())))
        return self.ask(
            {name: list(values.get(name, [value] * length)) for name, value in row.items()}
        )

    def told_by(self, name, values, base=None):
        """Which features change with a column."""
        got = self.changed(base, **{name: values})
        return np.flatnonzero(np.abs(got - got[:1]).max(axis=0) > 1e-5)

    def refuses(self, **values):
        """Whether it raises an error for some values."""
        try:
            with self.student.succeeds(message="It does."):
                self.changed(**values)
        except Mismatch as error:
            return "It does." in error.message
        return False


NUMBERS = {
    "age": [0.5, 4.0, 18.0, 30.0, 55.0, 80.0, 99.0, 100.0, 120.0],
    "fare": [0.0, 7.0, 14.0, 30.0, 80.0, 500.0, 999.0, 1000.0],
}


@pytest.fixture(scope="module")
def desks(student):
    """Features learnt from 300 drawn passengers, with and without gaps, by seed."""
    return by_seed(lambda *draw: Desk(student, *draw))


@pytest.mark.task("tabular")
@pytest.mark.tries(
    "Returns a Keras model or a function.",
    "It is called with such a dict, of any m rows, m ≥ 1;",
    "the columns may have another order.",
    "Learn from training rows how to turn passengers into features.",
    "train: dict of five columns, NumPy arrays of shape (n,):",
    "age, fare: float32, NaN where missing.",
    "At least ten are known, and three in four.",
    "These are not all alike.",
    "pclass: int64.",
    "1, 2 and 3 all occur.",
    'sex, embarked: text, "" where missing.',
    "It gives float32 features of shape (m, k), all finite, k always the same.",
    "A 4 may look like anything that is finite.",
)
def test_features_are_finite(desks, seed):
    """Missing values and unknown words neither crash nor give anything that is not finite."""
    desk, whole = desks(seed), desks(seed, False)
    known = [d.changed(age=[30.0, 5.0], fare=[7.0, 90.0]) for d in (desk, whole)]
    # Gaps in the training rows make NaN of those who have none.
    spoilt = not np.isfinite(known[0]).all() and np.isfinite(known[1]).all()
    message = "Of passengers about whom all is known, features are NaN or infinite."
    misconception = "nan_in_the_ruler" if spoilt else ""
    holds(bool(np.isfinite(known[0]).all()), message=message, misconception=misconception)
    strange = [desk.refuses(sex=["?", "male"]), desk.refuses(embarked=[NOWHERE, "Z"])]
    message = "A word that was not in `train` should not stop anything."
    misconception = "unknown_word_crashes" if all(strange) else ""
    holds(not any(strange), message=message, misconception=misconception, draws=2)
    unknown = desk.changed(sex=["?", "male", ""], embarked=[NOWHERE, "", NOWHERE])
    ages, fares = [np.nan, 20.0, np.nan, 0.0], [9.0, np.nan, np.nan, 0.0]
    gaps = desk.changed(age=ages, fare=fares, pclass=[1, 3, 4, 4])
    through = np.isfinite(unknown).all() and np.isnan(gaps[:2]).any(axis=1).all()
    misconception = "gaps_go_through" if through and np.isfinite(gaps[3]).all() else ""
    finite = bool(np.isfinite(unknown).all() and np.isfinite(gaps).all())
    holds(finite, message="Some features are NaN or infinite.", misconception=misconception)
    holds(known[0].dtype == np.float32, message="Features should be float32.", got=known[0])
    rows = {name: values[:7] for name, values in desk.columns.items()}
    message = "The columns of the dict stand in another order, and the features are others."
    close(desk.ask(rows, backwards=True), desk.ask(rows), message=message)
    width = {
        np.shape(got)[1]
        for got in (*known[:1], unknown, gaps, desk.ask(rows), desk.changed(age=[3.0]))
    }
    holds(len(width) == 1, message="k should be the same whatever is asked.", got=sorted(width))


@pytest.mark.task("tabular", weight=2)
@pytest.mark.tries(
    "All that it knows, it has learnt from `train`",
    "All words that `train` lacks share the same features, and no word of `train` has these.",
    "A word is another one if a single letter, capital or space differs.",
)
def test_what_train_lacks_is_unknown(desks, seed):
    """A word that is not in the training rows is unknown, whatever other rows say."""
    desk = desks(seed)
    first, second = desk.ports[:2]
    strange = [
        NOWHERE,
        "Z",
        "?",
        first + "outhampton",
        first + " ",
        " " + second,
        second + "oo",
        "Zz",
    ]
    strange += [f"port {n}" for n in range(8)]
    far = {}
    for name, words in (
        ("embarked", [*strange, desk.absent]),
        ("sex", ["?", "FEMALE", "females", "male ", "m", "x"]),
    ):
        got = desk.changed(**{name: words})
        far[name] = np.abs(got - got[0]).max(axis=1)
    leaked = far["embarked"][-1] > 1e-5 and far["embarked"][:-1].max() < 1e-5
    misconception = "adapted_on_everything" if leaked else ""
    message = f"{desk.absent!r} was not in `train`, and yet its features are not those of an unknown port."
    holds(not leaked, message=message, misconception=misconception)
    for name, apart in far.items():
        message = f"Words of {name} that are not in `train` should all have the same features."
        holds(bool((apart < 1e-5).all()), message=message, measured=float(apart.max()))


def between(one, other, middle):
    """Whether `middle` lies on the way from `one` to `other`."""
    way = other - one
    share = float((middle - one) @ way / max(float(way @ way), 1e-12))
    return 0 < share < 1 and bool(np.abs(one + share * way - middle).max() < 1e-4)


def on_a_line(words):
    """Whether the features of all words lie on a line, as numbers do; words for themselves do not."""
    spread = np.linalg.svd(words[1:] - words[0], compute_uv=False)
    return len(spread) < 2 or bool(spread[1] < 1e-3 * spread[0])


def alike_to(words, unknown):
    """Which rows are alike to the last."""
    return np.flatnonzero(np.abs(words - unknown).max(axis=1) < 1e-5)


@pytest.mark.task("tabular", weight=3)
@pytest.mark.main
@pytest.mark.tries(
    "each word of `train` has features of its own, no word's lying between those of two others",
    "The words may be others than the Titanic's",
    "no word of `train` has these",
    'Whether "" and "[UNK]" (Keras\'s mark for unknown words) are words like others, or always unknown ones, is left to you.',
    "1, 2, 3 differ, as a number or as columns.",
)
def test_no_word_lies_between_others(desks, seed):
    """Known words have features of their own, and none lies between others."""
    desk = desks(seed)
    got = {
        "sex": desk.changed(sex=[*desk.sexes, "", "?"]),
        "embarked": desk.changed(embarked=[*desk.ports, "", NOWHERE]),
    }
    words = {name: table[:-2] for name, table in got.items()}
    # The first word alone looks unknown; of the ports that may be "". The most frequent one is another.
    like = {name: alike_to(words[name], got[name][-1]).tolist() for name in got}
    first = {
        name: [known.index(min(known))]
        for name, known in (("sex", desk.sexes), ("embarked", desk.ports))
    }
    dropped = like["sex"] == first["sex"] and like["embarked"] in ([], first["embarked"])
    for name, known in words.items():
        apart = np.abs(known[:, None] - known[None]).max(axis=2) + np.eye(len(known))
        message = f"Two words of {name} in `train` have the same features."
        holds(bool((apart > 1e-5).all()), message=message)
        message = f"A word of {name} in `train` has the features of an unknown one."
        # Words counted from 0, with 0 for unknown ones: none is dropped.
        misconception = "words_as_numbers" if on_a_line(known) else ""
        if dropped and not misconception:
            misconception = "first_word_dropped"
        unknown = len(alike_to(known, got[name][-1])) == 0
        holds(unknown, message=message, misconception=misconception)
        message = f'A word of {name} in `train` has the features of "".'
        holds(len(alike_to(known, got[name][-2])) == 0, message=message)
    for name, known in words.items():
        misconception = "words_as_numbers" if on_a_line(known) else ""
        triples = itertools.permutations(range(len(known)), 3)
        lies = any(between(known[a], known[b], known[c]) for a, b, c in triples)
        message = f"Of the words of {name} one lies between two others."
        holds(not lies, message=message, misconception=misconception)
    classes = desk.changed(pclass=[1, 2, 3])
    apart = all(np.abs(classes[a] - classes[b]).max() > 1e-5 for a, b in ((0, 1), (0, 2), (1, 2)))
    holds(apart, message="The classes 1, 2 and 3 should have different features.")


@pytest.mark.task("tabular")
@pytest.mark.tries("no word of `train` has these", "each word of `train` has features of its own")
def test_a_single_word_is_not_unknown(student, seed):
    """Where `train` has one word alone, or two, an unknown one has other features."""
    for name in ("sex", "embarked"):
        for words in (["only"], ["one", "two"]):
            desk = Desk(student, seed, words={name: words * (300 // len(words))})
            got = desk.changed(**{name: [*words, NOWHERE]})
            message = f"`train` has {' and '.join(map(repr, words))} as {name}: an unknown word should have other features."
            holds(len(alike_to(got[:-1], got[-1])) == 0, message=message, got=got)


@pytest.mark.task("tabular")
@pytest.mark.tries(
    "any number of them",
    "each word of `train` has features of its own",
    "no word of `train` has these",
)
def test_many_words_are_told_apart(student, seed):
    """However many words there are, each has features of its own, also if all are equally rare."""
    # 150 words, twice each, of one length; they differ at their end, some by the order of letters alone.
    numbers = np.random.default_rng([seed, 8]).choice(900, 150, replace=False)
    for name in ("sex", "embarked"):
        words = [f"{name} of a long name {number:03}" for number in numbers]
        desk = Desk(student, seed, words={name: words * 2})
        got = desk.changed(**{name: [*words, f"{name} of a long name 999", NOWHERE]})
        known, unknown = got[:-2], got[-2:]
        message = f"Of 150 words of {name} in `train` some have the features of an unknown one."
        alike = [word for row in unknown for word in alike_to(known, row)]
        holds(len(alike) == 0, message=message, measured=len(set(alike)))
        apart = np.abs(known[:, None] - known[None]).max(axis=2) + np.eye(len(known))
        message = (
            f"Of 150 words of {name} in `train`, all equally frequent, two have the same features."
        )
        holds(bool((apart > 1e-5).all()), message=message)


# Marks for what is missing or unknown, numbers, and words that differ by a capital, a space or an accent.
# "[UNK]" is left to the answer.
MARKS = "unknown Unknown UNKNOWN <unk> <UNK> UNK [unk] [OOV] oov [MASK] missing nan NaN "
MARKS += "None none null NA N/A other Other rare ? - 0 1 01 1.0 -1 True Cork cork Córk"
PECULIAR = [*MARKS.split(), "Cork ", " Cork", "C ork"]


@pytest.mark.task("tabular")
@pytest.mark.tries(
    "The words may be others than the Titanic's",
    "each word of `train` has features of its own",
    "All words that `train` lacks share the same features, and no word of `train` has these.",
    "A word is another one if a single letter, capital or space differs.",
)
def test_peculiar_words_are_words(student, seed):
    """A word of `train` is a word, also one that others use as a mark for what is missing or unknown."""
    words = np.random.default_rng([seed, 9]).permutation(PECULIAR).tolist()
    many = (words * 300)[:300]
    desk = Desk(student, seed, words={"sex": many, "embarked": many[::-1]})
    for name in ("sex", "embarked"):
        got = desk.changed(**{name: [*words, "", NOWHERE, "Nowhere"]})
        known, others = got[:-3], got[-3:]
        alike = sorted({words[n] for row in others for n in alike_to(known, row)})
        message = f"A word of {name} in `train` has the features of an unknown or missing one: {alike[:3]}"
        holds(not alike, message=message)
        message = f"Two words of {name} in `train` have the same features: they differ by little."
        apart = np.abs(known[:, None] - known[None]).max(axis=2) + np.eye(len(known))
        holds(bool((apart > 1e-5).all()), message=message)


def ruler_of(name, values, told, spread, whole):
    """Which mistake put a number on a wrong scale: its values, and the features that tell of it."""
    ship = titanic()[name]
    leaked = (values - np.nanmean(ship)) / np.nanstd(ship)
    columns = list(told.T)
    if any(np.allclose(column, leaked, rtol=1e-2, atol=1e-2) for column in columns):
        return "adapted_on_everything"
    if any(np.allclose(column, values, rtol=1e-4) for column in columns):
        return "left_unscaled"
    # Gaps alone make the scale wrong.
    return "gaps_in_the_ruler" if 0 < spread < 0.5 and whole else ""


def standard(desk, name):
    """The features of a number over known training rows, their spread, and whether one is right."""
    known = ~np.isnan(np.array(desk.columns[name]))
    rows = {
        each: [v for v, k in zip(values, known, strict=True) if k]
        for each, values in desk.columns.items()
    }
    told = desk.ask(rows)[:, desk.told_by(name, NUMBERS[name])]
    holds(told.shape[1] > 0, message=f"No feature changes with {name}.")
    told = told[:, [len(np.unique(column)) > 20 for column in told.T]]
    means, spreads = told.mean(axis=0), told.std(axis=0)
    # Gaps filled by the mean before measuring, 600 draws: 1.17 at most; by the median 0.06 and 1.16,
    # by zero 0.45 and 0.72 at worst. Filled with -999 the spread is below 0.1, unscaled above 10.
    right = bool(((np.abs(means) < 0.21) & (spreads > 0.79) & (spreads < 1.22)).any())
    return np.array(rows[name]), told, float(spreads.max()) if told.shape[1] else 0.0, right


@pytest.mark.task("tabular", weight=3)
@pytest.mark.main
@pytest.mark.tries(
    "one feature has mean 0 and standard deviation 1 over the known values in `train`, give or take 0.2",
    "So gaps may be filled with the mean before or after measuring.",
    "All that it knows, it has learnt from `train`",
)
def test_numbers_are_measured_with_the_training_ruler(desks, seed):
    """A feature of age, and one of fare, have mean 0 and spread 1 over known training values."""
    desk, whole = desks(seed), desks(seed, False)
    for name in NUMBERS:
        values, told, spread, right = standard(desk, name)
        *_, fine = standard(whole, name)
        misconception = "" if right else ruler_of(name, values, told, spread, fine)
        message = f"No feature of {name} has mean 0 and standard deviation 1 over `train`."
        holds(right, message=message, measured=spread, misconception=misconception)
        message = (
            f"No feature of {name} has mean 0 and standard deviation 1, where none is missing."
        )
        holds(fine, message=message)


# Numbers by which people mark what is missing.
BELOW = [-1.0, -2.0, -9.0, -10.0, -99.0, -100.0, -999.0, -1000.0, -9999.0]


def stand_ins(desk, name):
    """The numbers at which a feature that is a straight line has the value that it has for a gap."""
    gap, zero, some = desk.changed(**{name: [np.nan, 0.0, 64.0]}).astype("float64")
    slope = (some - zero) / 64
    line = np.abs(slope) > 1e-6
    found = (gap - zero)[line] / slope[line]
    return found[np.abs(found) < 1e30].tolist()


@pytest.mark.task("tabular", weight=2)
@pytest.mark.tries(
    "A missing value has other features than any number has, even if nothing is missing in `train`."
)
def test_a_missing_number_is_told_apart(desks, seed):
    """A missing age or fare has features that no number has, below 0 either."""
    # That number, too, which a column of features would take for a missing one.
    for gaps in (True, False):
        desk, same = desks(seed, gaps), {}
        for name, values in NUMBERS.items():
            train = np.array(desk.columns[name])
            usual = [float(np.nanmean(train)), float(np.nanmedian(train))]
            least, most = float(np.nanmin(train)), float(np.nanmax(train))
            usual += [least, most, least - 1, most + 1, *BELOW, *stand_ins(desk, name)]
            got = desk.changed(**{name: [np.nan, 0.0, *usual, *values]})
            near = 1e-4 * np.maximum(1, np.abs(got[0]))
            same[name] = (np.abs(got[1:] - got[0]) < near).all(axis=1)
        misconception = ""
        # Where nothing was missing in `train`, a column for it may only be left out there.
        if gaps and all(alike[0] for alike in same.values()):
            misconception = "missing_is_zero"
        elif gaps and all(alike[1] or alike[2] for alike in same.values()):
            misconception = "missing_is_average"
        where = "" if gaps else " (in `train` none was missing)"
        message = f"A missing {' or '.join(n for n in same if same[n].any())} looks like a known one{where}."
        told = not any(alike.any() for alike in same.values())
        holds(told, message=message, misconception=misconception, draws=2)


# Which of twelve passengers have gaps, are unknown or extreme.
STRANGE = {
    "age": {0: np.nan, 1: 30.0, 2: np.nan, 3: np.nan, 7: 95.0, 8: 0.5},
    "fare": {0: 20.0, 1: np.nan, 2: np.nan, 7: 900.0, 8: 0.0},
    "sex": {4: "?", 6: ""},
    "embarked": {3: NOWHERE, 5: "", 9: "Z"},
}


@pytest.mark.task("tabular")
@pytest.mark.tries("A row's features do not depend on what other rows are asked about.")
def test_a_row_does_not_depend_on_others(desks, seed):
    """A row's features are the same alone and among others, in any order."""
    old = desks(seed).changed(age=[700.0, 710.0, 720.0, 745.0])
    told = desks(seed).told_by("age", NUMBERS["age"])
    # Whoever measures those who are asked finds their mean, however old they are.
    asked = bool(
        (np.abs(old[:, told].mean(axis=0)) < 0.1).any() and np.ptp(old[:, told], axis=0).max() > 0.5
    )
    misconception = "measured_when_asked" if asked else ""
    order = np.random.default_rng([seed, 6]).permutation(12).tolist()
    company = [[a, b] for a in (0, 1, 2) for b in (7, 8)]
    company += [[0, 1, 2], [3, 9], [10, 4], [5, 6, 11]]
    for gaps in (True, False):
        desk = desks(seed, gaps)
        rows = {name: values[:12] for name, values in desk.columns.items()}
        for name, strange in STRANGE.items():
            for place, value in strange.items():
                rows[name][place] = value
        together = desk.ask(rows)
        for chosen in (*([n] for n in range(12)), [3, 3, 3], order, [1, 2], *company):
            some = {name: [values[n] for n in chosen] for name, values in rows.items()}
            got, wanted = desk.ask(some), together[chosen]
            message = (
                f"{len(chosen)} of twelve passengers have other features than among the twelve."
            )
            same = np.shape(got) == np.shape(wanted)
            same = same and np.allclose(got, wanted, rtol=1e-3, atol=1e-4)
            holds(bool(same), message=message, misconception=misconception)
        crowd = {name: [*values, *desk.columns[name]] for name, values in rows.items()}
        got = desk.ask(crowd)[:12]
        same = np.shape(got) == np.shape(together)
        message = "Twelve passengers have other features among hundreds."
        same = same and np.allclose(got, together, rtol=1e-3, atol=1e-4)
        holds(bool(same), message=message, misconception=misconception)


BASES = (
    {},
    {"age": np.nan, "fare": np.nan},
    {"embarked": NOWHERE, "sex": "?"},
    {"age": np.nan, "pclass": 1},
)


@pytest.mark.task("tabular")
@pytest.mark.tries("Each column of features tells of one of the five columns and of no other.")
def test_each_column_has_features_of_its_own(student, desks, seed):
    """A feature tells of one column: a gap in one leaves what is known of the others alone."""
    desk = desks(seed)
    values = NUMBERS | {"pclass": [1, 2, 3], "sex": [*desk.sexes, "?", *desk.ports]}
    values = {
        name: [*given, np.nan] if name in NUMBERS else given for name, given in values.items()
    }
    # Words of the other column, too: who keeps one list of words for both takes them for known.
    values["embarked"] = [*desk.ports, NOWHERE, "", *desk.sexes]
    told = {name: set() for name in values}
    for base in BASES:
        for name, given in values.items():
            more = set(desk.told_by(name, given, base).tolist())
            wiped = not more and np.isnan(base.get("age", 0.0)) and name not in base
            misconception = "one_gap_spoils_the_row" if wiped else ""
            message = f"No feature changes with {name}{' where age is missing' if wiped else ''}."
            holds(len(more) > 0, message=message, misconception=misconception)
            told[name] |= more
    for name, features in told.items():
        shared = features & set().union(*(told[other] for other in told if other != name))
        message = f"A feature that changes with {name} changes with another column, too."
        holds(not shared, message=message)
    # And where both columns have the same words.
    twin = Desk(student, seed, words={"embarked": (desk.sexes * 100)[:300]})
    words = [*twin.sexes, NOWHERE]
    told = [set(twin.told_by(name, words).tolist()) for name in ("sex", "embarked")]
    message = "sex and embarked have the same words in `train`, and a feature changes with both."
    holds(all(told) and not told[0] & told[1], message=message)


@pytest.mark.task("tabular")
@pytest.mark.tries(
    "It does not change when `train` changes later, or when `feature_model` is called again."
)
def test_what_was_learnt_stays(student, made, seed):
    """Later changes of `train`, and learning from other rows, change no features."""
    desk = Desk(student, seed + 2)
    # Before anything is asked: who measures or looks up only then finds other rows.
    made.spoil(desk.train)
    *_, right = standard(desk, "age")
    known, unknown = desk.changed(embarked=[desk.ports[0], NOWHERE])
    message = "When the arrays of `train` change later, the features change with them."
    if not right and not standard(Desk(student, seed + 2), "age")[-1]:
        message = "No feature of age has mean 0 and standard deviation 1 over `train`."
    holds(right and bool(np.abs(known - unknown).max() > 1e-5), message=message)
    rows = {name: values[:40] for name, values in desk.columns.items()}
    before = desk.ask(rows)
    Desk(student, seed + 3, False)
    message = "After `feature_model` was called with other rows, the first features have changed."
    close(desk.ask(rows), before, message=message)


@pytest.mark.task("tabular")
@pytest.mark.tries("Neither `train` nor the rows that are asked about are changed.")
def test_nobody_is_changed(made, desks, seed):
    """Neither the training rows nor those that are asked about are changed."""
    desk = desks(seed)
    some = {name: values[:40] for name, values in desk.columns.items()}
    asked = desk.rows(some)
    got = [as_array(desk.features(asked)) for _ in range(2)]
    kept = {"The rows that were asked about": (asked, some)}
    kept["The columns of `train`"] = (desk.train, desk.columns)
    for who, (there, before) in kept.items():
        found = made.as_lists(there)
        message = f"{who} have other names after the call."
        holds(list(found) == list(before), message=message)
        for name, values in before.items():
            same = np.array_equal(found[name], values, equal_nan=name in NUMBERS)
            holds(same, message=f"{who} have other values of {name} after the call.")
    message = "The same rows, asked about twice, have two answers."
    close(got[1], got[0], message=message)
