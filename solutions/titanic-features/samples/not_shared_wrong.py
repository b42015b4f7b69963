# /// sample
# task = "fare-each"
# diagnosis = "Your fares are those of the tickets. A ticket was for a whole group, so each of them paid a part."
# ///

# %% task="fare-each"
def companions(tickets):
    _, place, count = np.unique(tickets, return_inverse=True, return_counts=True)
    return count[place]


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError("lengths")
    return fare * 1.0
