"""The hidden checks of `titles`. All of them are exact."""

import pytest
from hypothesis import given
from hypothesis.strategies import integers

from course.data import titanic
from course.expect import Mismatch, holds
from course.layouts import LAYOUTS

from .ships import generator, said_texts, seeds, texts

SPELLED = {"Mr": "Mr", "Mrs": "Mrs", "Miss": "Miss", "Master": "Master"}
FRENCH = {"Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}
RARE = ("Dr", "Rev", "Col", "the Countess", "Jonkheer", "Lady", "Don", "Sir", "Captain of the Mr")
SURNAMES = ("Masterson", "Misson", "Oz", "van der Mrs", "O'Mr", "Li Miss", "Mr", "Master", "Drew")
STOPPED = (
    "Lee Jr.",
    "Oz St.",
    ".",
    "A. B.",
    "St. Clair",
    "de St. Mr. Oz",
    "Mr. Sage",
    "Oz (Mrs. Li)",
    '"Bo." Lee',
    "Oz-(Miss",
)
RESTS = (
    *("Ann", "John (Mrs. Jo Lee)", 'Ada "Mr." Lee, Miss. Bo', "(Mme. Ada Oz)", "A. B. C.", ""),
    *("Master", "Jo, Mr", "Dr. Bo", "(Miss Li, Ms. Oz)"),
)


def wanted(name):
    """The title of a name, from the definition."""
    _, comma, after = name.partition(",")
    title, stop, _ = after.partition(".")
    return (SPELLED | FRENCH).get(title.strip(" "), "Rare") if comma and stop else "Rare"


def anywhere(name):
    """The title that a look anywhere in the name finds."""
    found = [title for title in ("Mr", "Mrs", "Miss", "Master") if title in name]
    return found[0] if found else "Rare"


def believed(names, got):
    """The name of the mistake that gives exactly these texts, if one does."""

    def french(name):
        return wanted(name) if name.partition(",")[2].split(".")[0].strip() in SPELLED else "Rare"

    mistakes = {
        "found_anywhere": [anywhere(name) for name in names],
        "french_titles_are_rare": [french(name) for name in names],
    }
    fits = [mistake for mistake, said in mistakes.items() if said == got]
    return fits[0] if len(fits) == 1 else ""


# In each of them a title stands somewhere else than a title does, and most of their titles are Rare.
TELLING = (
    "Masterson, Dr. Ann",
    "Oz, Dr. Jo (Mrs. Li)",
    "Misson, Rev. Bo",
    "Mr Li",
    "Oz, Mrs. A",
    "Li, Mr. B",
)


def named(student, names, found):
    """The mistake that explains these texts; a look anywhere has to explain the telling names as well."""
    with student.aside():
        name = believed(names, found)
        if name != "found_anywhere":
            return name
        got = student.held(student.titles)(texts(student, list(TELLING)))
        said = said_texts(student, got, len(TELLING))
        return name if believed(list(TELLING), said) == name else ""


def expect(student, names, words):
    """Expect the title of each of these names."""
    with student.succeeds(message=f"It should not raise. {words}"):
        got = student.held(student.titles)(texts(student, names))
    found, right = said_texts(student, got, len(names)), [wanted(name) for name in names]
    wrong = [
        place for place, pair in enumerate(zip(found, right, strict=True)) if len(set(pair)) > 1
    ]
    if wrong:
        place = wrong[0]
        message = f"{words} For {names[place]!r} it gave {found[place]!r}."
        name = named(student, names, found)
        raise Mismatch(message, expected=right[place], got=found[place], misconception=name)
    holds(True, message=words)


def drawn(n, seed, titles, surnames=SURNAMES):
    """Names in which the pieces of all kinds stand."""
    rng = generator(seed, n)
    kinds = [*SPELLED, *titles]
    pick = [(rng.choice(surnames), rng.choice(kinds), rng.choice(RESTS)) for _ in range(n)]
    # Each kind of title is there, however few names are drawn.
    pick[: len(kinds)] = [(rng.choice(surnames), kind, rng.choice(RESTS)) for kind in kinds][:n]
    names = [f"{surname}, {title}. {rest}" for surname, title, rest in pick]
    return [names[place] for place in rng.permutation(n)]


@pytest.mark.task("titles", weight=5)
@pytest.mark.main
@pytest.mark.tries(
    "The title of each passenger: Mr, Mrs, Miss, Master or Rare.",
    "Returns n texts in the order of the names",
    "The title stands between the first comma of a name and the next full stop after that comma.",
    "Mr, Mrs, Miss and Master stay as they are.",
)
@given(n=integers(20, 60), seed=seeds)
def test_the_title_stands_before_the_stop(student, n, seed):
    """Each title is read between the first comma and the next stop."""
    words = "The title stands between the first comma and the next stop."
    expect(student, drawn(n, seed, ()), words)


@pytest.mark.task("titles", weight=2)
@pytest.mark.tries("Mlle and Ms become Miss, and Mme becomes Mrs.", "Any other title is Rare")
@given(n=integers(20, 60), seed=seeds)
def test_french_titles_become_english(student, n, seed):
    """Mlle and Ms become Miss, Mme becomes Mrs, and all others are Rare."""
    words = "Mlle and Ms become Miss, Mme becomes Mrs, all others Rare."
    expect(student, drawn(n, seed, [*FRENCH, *RARE]), words)


@pytest.mark.task("titles")
@pytest.mark.tries(
    "Surnames may have stops in them, and titles may have several words.",
    "Behind the title anything may stand: brackets, quotation marks, more commas, stops and titles.",
)
@given(n=integers(10, 30), seed=seeds)
def test_surnames_may_have_stops(student, n, seed):
    """A stop in a surname does not count."""
    words = "A stop before the first comma does not count."
    expect(student, drawn(n, seed, [*FRENCH, *RARE], STOPPED), words)


@pytest.mark.task("titles")
@pytest.mark.tries(
    "The title stands between the first comma of a name and the next full stop after that comma."
)
def test_the_title_is_all_that_stands_between(student):
    """All that stands between the first comma and the next stop is the title."""
    marks = ('""', "()", "''", "[]", "-!")
    quoted = [f"Oz, {left}{title}{right}. Li" for title in SPELLED for left, right in marks]
    expect(student, quoted, "Quotation marks and brackets are part of a title, which is Rare then.")
    words = "Between the first comma and the next stop a comma may stand: then the title is Rare."
    commas = [
        f"Oz, {first}, {last}. Li" for first in SPELLED for last in ("Jo", "Mr", "Miss", "Dr")
    ]
    more = ["Oz, Ann, Mr. Li", "Oz, , Mr. Li", "Li, Mr,. Bo", "Li, Mr , Jo. B.", "Oz,, Mr."]
    expect(student, [*commas, *more], words)


@pytest.mark.task("titles")
@pytest.mark.tries("capitals count, so MR is Rare, too", "Blanks at its two ends do not count.")
def test_capitals_count_and_blanks_do_not(student):
    """Capitals count, and blanks round the title do not."""
    changed = ["MR", "mr", "MRS", "miss", "mASTER", "MLLE", "ms", "mme"]
    expect(student, [f"Oz, {title}. Li" for title in changed], "Capitals count.")
    for title in [*SPELLED, *FRENCH, *RARE]:
        ways = ",{}.", ",  {}.", ", {} .", ",    {}  . Ann", ",{}  .Ann", " , {}. "
        names = [f"Oz{way.format(title)}" for way in ways]
        expect(student, names, "Blanks at both ends of a title do not count.")
    inside = [
        f"Oz, {title}. Li" for title in ("M r", "Mr s", "Mr Mr", "Mrs Dr", "Dr Mr", "xMr", "Mrx")
    ]
    expect(student, inside, "Only Mlle, Ms and Mme change; a longer title is Rare.")


@pytest.mark.task("titles")
@pytest.mark.tries("A name is Rare if it has no comma, or no stop after its first comma.")
def test_names_without_a_title_are_rare(student):
    """Without a comma, or without a stop after it, a name is Rare."""
    words = "A name without a comma, or without a stop after it, is Rare."
    names = ["", ",", ".", ",.", ", .", "Mr. Oz", "Mrs. Oz Li", "Miss", "Oz, Mr", "Oz, Mrs Li"]
    names += ["Oz. Mr, Li", "Mr. Oz, Mrs", "Oz,Mr", "Li Oz", "St. Clair, Miss Ann"]
    for name in names:
        expect(student, [name], words)
    expect(student, names, words)


@pytest.mark.task("titles")
@pytest.mark.tries("names: texts of shape (n,). n may be 0.", "in a list or an array")
def test_any_number_of_names_in_any_layout(student, seed):
    """There may be no name, one, or thousands; the array may be a view."""
    expect(student, [], "There is no name.")
    for name in ("Oz, Mr. Li", "Oz, Mme. Li", "Oz"):
        expect(student, [name], "There is one name.")
    expect(student, [*drawn(3000, seed, [*FRENCH, *RARE])], "There are 3000 names.")
    expect(student, titanic()["name"].tolist(), "These are the names of the list.")
    names = drawn(30, seed, FRENCH)
    layouts = student.module("course.layouts")
    for layout, what in LAYOUTS.items():
        given = layouts.laid_out(texts(student, names), layout)
        with student.succeeds(message=f"The names are {what}: it should not raise."):
            got = student.held(student.titles)(given)
        same = said_texts(student, got, 30) == [wanted(name) for name in names]
        holds(same, message=f"The names are {what}: the titles should be the same.")


@pytest.mark.task("titles")
@pytest.mark.supporting
@pytest.mark.tries(
    "what is handed in is not changed",
    "writing into it changes neither what was handed in nor any later result",
)
def test_names_stay_and_nothing_is_remembered(student, seed):
    """The names are not changed, and each call is answered by itself."""
    for other in (0, 1):
        names = drawn(30, [seed, other][other] + other, FRENCH)
        given = texts(student, names)
        first = student.held(student.titles)(given)
        found = said_texts(student, first, 30)
        holds(given.tolist() == names, message="The names should not be changed.")
        others = drawn(30, seed + 7, FRENCH)
        student.held(student.titles)(texts(student, others))
        message = "A later call changed the result of an earlier one."
        holds(said_texts(student, first, 30) == found, message=message)
        student.probes(scribbled).scribbled(first, given)
        again = said_texts(student, student.held(student.titles)(texts(student, names)), 30)
        message = "Somebody wrote into an earlier result, and now the same call gives another."
        holds(again == found, message=message)
        # The same array, with other names in it.
        changed = given.tolist()
        now = said_texts(student, student.held(student.titles)(given), 30)
        right = [wanted(name) for name in changed]
        holds(now == right, message="After its names have changed, an array has other titles.")


def scribbled(result, names):
    """Write into a result, and other names into an array; runs in the worker."""
    for place in range(len(result)):
        result[place] = "Cook"
    names[:] = names[::-1].copy()
