# /// sample
# task = "fare-each"
# diagnosis = "Your function divides by the rows whose fare is known. A passenger without a fare travelled on the ticket all the same."
# ///

# %% task="fare-each"
def companions(tickets):
    _, place, count = np.unique(tickets, return_inverse=True, return_counts=True)
    return count[place]


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError("lengths")
    known = ~np.isnan(fare)
    each = np.full(len(fare), np.nan)
    each[known] = fare[known] / companions(tickets[known])
    return each
