# /// sample
# task = "fare-each"
# diagnosis = "In your count, tickets with the same number became one, though their letters, capitals or blanks differ. Two tickets are the same only if every character agrees."
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
