"""The hidden checks of `which-kind`: a quiz. Each problem that is answered wrongly is told its reason."""

import pytest

from course.expect import Mismatch, at_least, holds

ALIKE, NOTHING = "what is alike", "nothing to learn"
MUCH, MANY, ONE, ONES = "how much", "how many", "which one", "which ones"
PAYS, WHETHER = "what pays", "whether"
CHOICES = {MUCH, MANY, ONE, ONES, PAYS, WHETHER, ALIKE, NOTHING}
# The kind of each problem, and why.
PROBLEMS = {
    1: (WHETHER, "Each mole of the photographs turned out harmless or not: answers, and two of them."),
    2: (ONE, "Clerks told the answers: ten digits, and exactly one of them is right. A 4 that is read as "
             "5 is as wrong as one that is read as 9, since a digit is a name here."),
    3: (MUCH, "Past readings are answers. A temperature may be 3.7 or -0.2, and 3 is nearly right."),
    4: (MANY, "Past results are answers. A team shoots 0, 1, 2 goals, never 1.5, and none below 0."),
    5: (ONES, "Clerks told the answers: 40 goods, each there or not, and any number at once."),
    6: (ALIKE, "Nobody has told which customer is of which sort: sorts are to be found. It has a goal, five "
               "leaflets, but no answers."),
    7: (PAYS, "Nobody knows the right headline. There is only a gain, for the headline that was shown."),
    8: (NOTHING, "The area is the length times the width. Samples could only make that rule worse."),
    9: (PAYS, "Nobody tells which roll was right. There are only points, while the pole stands."),
    10: (ONES, "Listeners told the answers, and a song may have several words at once, or none."),
    11: (ALIKE, "No type is known, so nobody can tell the type of a skull. Types are to be found."),
    12: (ONE, "Somebody wrote the answers down: 99 riders, one of whom it is. Shirt 50 is not between the "
              "riders 49 and 51 in any way, since a shirt's number is a name."),
}  # fmt: skip
DIGITS, UNLABELLED = (2, 12), (6, 11)


def plain(got):
    """Give any kind of dictionary as a plain one."""
    return dict(got) if isinstance(got, dict) else got


def answers(student):
    """The dictionary, with the twelve keys."""
    got = student.probes(plain).plain(student.held(student.kinds)())
    listed = isinstance(got, dict) and set(got) == set(PROBLEMS)
    if not listed or any(isinstance(key, bool) for key in got):
        message = "The result should be a dictionary whose keys are the ints 1 to 12."
        raise Mismatch(message, got=got, names_mistake=False)
    return got


@pytest.mark.task("which-kind", weight=2)
@pytest.mark.supporting
@pytest.mark.tries(
    "Returns a dictionary with twelve entries.",
    "Its keys are the numbers of the problems, the ints 1 to 12.",
    "Its values are texts from the left column of the table above.",
)
def test_each_problem_has_a_kind_of_the_table(student):
    """Each of the twelve problems has one of the kinds of the table."""
    for number, kind in answers(student).items():
        known = isinstance(kind, str) and kind in CHOICES
        holds(
            known,
            message=f"Problem {number}: the kind should be a text of the table's left column.",
        )


@pytest.mark.task("which-kind", weight=2)
@pytest.mark.main
@pytest.mark.tries("Name the kind of each problem of the list above.")
def test_most_problems_are_named_rightly(student):
    """At least nine of the twelve problems have their kind."""
    got = answers(student)
    right = sum(got[number] == kind for number, (kind, _) in PROBLEMS.items())
    name = "one_word_for_all" if len(set(got.values())) == 1 else ""
    message = "Problems with the right kind, of twelve:"
    at_least(right, 9, message=message, misconception=name, draws=2)


@pytest.mark.task("which-kind", weight=12)
@pytest.mark.tries("Name the kind of each problem of the list above.")
@pytest.mark.parametrize("number", list(PROBLEMS))
def test_a_problem_has_its_kind(student, number):
    """The kind of one problem of the list."""
    kind, why = PROBLEMS[number]
    given = answers(student)
    holds(
        given[number] == kind,
        message=f"Problem {number} is of another kind. {why}",
        misconception=belief(given, number),
    )


def belief(given, number):
    """A belief that both problems of its sort show; two problems are two draws."""
    if len(set(given.values())) == 1:
        return "one_word_for_all"
    if number in DIGITS and all(given[one] in (MUCH, MANY) for one in DIGITS):
        return "digits_are_numbers"
    if number in UNLABELLED and all(given[one] == NOTHING for one in UNLABELLED):
        return "no_answers_no_learning"
    if number in UNLABELLED and all(given[one] in (ONE, ONES) for one in UNLABELLED):
        return "groups_are_classes"
    return ""
