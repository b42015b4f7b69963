# /// sample
# task = "fare-each"
# diagnosis = "The rows of a ticket share one fare in your result, a mean or a middle of the fares that they state. Each row keeps to the fare that stands in it."
# ///

# %% task="fare-each"
def companions(tickets):
    _, place, count = np.unique(tickets, return_inverse=True, return_counts=True)
    return count[place]


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError("lengths")
    each = np.full(len(fare), np.nan)
    for ticket in np.unique(tickets):
        rows = tickets == ticket
        known = fare[rows & ~np.isnan(fare)]
        if len(known):
            each[rows] = known.mean() / rows.sum()
    return each
