# /// sample
# task = "fare-each"
# diagnosis = "Your function compares only the numbers in the tickets. PC 17 and 17 are two tickets."
# ///

# %% task="fare-each"
import re


def companions(tickets):
    numbers = np.array([re.sub("[^0-9]", "", ticket) or ticket for ticket in tickets])
    _, place, count = np.unique(numbers, return_inverse=True, return_counts=True)
    return count[place]


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError("lengths")
    return fare / companions(tickets)
