"""Draws the measured rows as bars."""

from collections.abc import Sequence
from pathlib import Path

from autograder.bench.measure import BARE, SIDES, STOCK, Row

# A palette that is safe for colour-blind readers (Okabe and Ito).
COLOURS = dict(zip(SIDES, ("#D55E00", "#56B4E9", "#0072B2", "#999999"), strict=True))


def draw(rows: Sequence[Row], path: Path) -> None:
    """Draw the seconds of one more submission, with one panel for each notebook."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot as plt

    names = list(dict.fromkeys(row.notebook for row in rows))
    figure, axes = plt.subplots(1, len(names), figsize=(11, 2.8), layout="constrained")
    for axis, name in zip(axes, names, strict=True):
        bars = {row.side: row.further for row in rows if row.notebook == name}
        drawn = axis.barh(list(bars), list(bars.values()), color=[COLOURS[side] for side in bars])
        labels = [_label(side, bars) for side in bars]
        axis.bar_label(drawn, labels, padding=4, fontsize=9)
        axis.set_title(
            {"python": "pure Python", "keras": "Keras", "training": "Keras, training"}[name]
        )
        axis.set_xlabel("seconds for one more submission")
        axis.set_xlim(0, max(bars.values()) * 1.35)
        axis.invert_yaxis()
        axis.spines[["top", "right"]].set_visible(False)
        if axis is not axes[0]:
            axis.set_yticklabels([])
    figure.savefig(path, dpi=130)
    plt.close(figure)


def _label(side: str, bars: dict[str, float]) -> str:
    text = f"{bars[side]:.2f} s"
    return text if side in (STOCK, BARE) else f"{text}, {bars[STOCK] / bars[side]:.1f}×"
