# /// sample
# task = "fare-each"
# diagnosis = "Your function does not compare the lengths, and NumPy stretches an array of length 1."
# ///

# %% task="fare-each"
def companions(tickets):
    _, place, count = np.unique(tickets, return_inverse=True, return_counts=True)
    return count[place]


def fare_each(fare, tickets):
    return fare / companions(tickets)
