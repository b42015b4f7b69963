"""The pace of grading: accepting has no limit, but when a further submission is graded has.

The first three of a day are graded at once. The next ones wait 5, 15 and then 30 minutes after the
one before. At most twenty are graded in 24 hours.
"""

from collections.abc import Sequence

from autograder.portal.durations import DAY

AT_ONCE = 3
GAPS = (5 * 60, 15 * 60, 30 * 60)
MOST_A_DAY = 20
RULE = (
    "The first three of a day are graded at once, the next ones 5, 15 and 30 minutes apart, at most "
    "twenty in 24 hours. The same file again, and a fault in Held-out, cost no try."
)


def not_before(received_at: float, counted: Sequence[float]) -> float:
    """Tell when a submission may be graded; `counted` has the times of those that cost a try."""
    last_day = sorted(at for at in counted if at > received_at - DAY)
    tries = len(last_day)
    if tries < AT_ONCE:
        return received_at
    if tries >= MOST_A_DAY:
        return last_day[-MOST_A_DAY] + DAY
    gap = GAPS[min(tries - AT_ONCE, len(GAPS) - 1)]
    return max(received_at, last_day[-1] + gap)
