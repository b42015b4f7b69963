"""Words about a task that a person marks, and about how its points are earned."""

from collections.abc import Iterable

BY_PERSON = "A person reads your answer and gives the points."


def rows(rubric: Iterable[tuple[float, str]]) -> list[tuple[str, str]]:
    """Return a rubric, given as points and words, as rows of a label and words.

    >>> rows([(1, "It names a reason."), (2.5, "It weighs the cost.")])
    [('1 point', 'It names a reason.'), ('2.5 points', 'It weighs the cost.')]
    """
    return [
        (f"{points:g} point{'s' * (points != 1)}", " ".join(words.split()))
        for points, words in rubric
    ]
