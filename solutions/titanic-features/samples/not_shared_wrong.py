# /// sample
# task = "fare-each"
# diagnosis = "Each row got the whole fare that stands in it. A ticket was for a whole group, so each of them paid a part."
# ///

# %% task="fare-each"
def companions(tickets):
    _, place, count = np.unique(tickets, return_inverse=True, return_counts=True)
    return count[place]


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError("lengths")
    return fare * 1.0
