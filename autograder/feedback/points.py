"""How points are written for people."""


def figure(score: float | None) -> str:
    """Write points with two decimals at most."""
    return "no score" if score is None else f"{round(score, 2):g}"
