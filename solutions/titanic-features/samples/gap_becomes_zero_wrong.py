# /// sample
# task = "fare-each"
# diagnosis = "Your function turns a missing fare into 0. Zero says that somebody paid nothing, and that is not known."
# ///

# %% task="fare-each"
def companions(tickets):
    _, place, count = np.unique(tickets, return_inverse=True, return_counts=True)
    return count[place]


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError("lengths")
    return np.nan_to_num(fare) / companions(tickets)
