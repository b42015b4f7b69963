# /// sample
# task = "fare-each"
# diagnosis = "Your function counts the others on the ticket and leaves the passenger out. Each of them is included."
# ///

# %% task="fare-each"
def companions(tickets):
    _, place, count = np.unique(tickets, return_inverse=True, return_counts=True)
    return count[place] - 1


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError("lengths")
    return fare / (companions(tickets) + 1)
