# /// sample
# task = "fare-each"
# diagnosis = "Your function counts only equal tickets that stand side by side. Companions may stand anywhere in the list."
# ///

# %% task="fare-each"
def companions(tickets):
    count = np.ones(len(tickets), int)
    start = 0
    for row in range(1, len(tickets) + 1):
        if row == len(tickets) or tickets[row] != tickets[start]:
            count[start:row] = row - start
            start = row
    return count


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError("lengths")
    return fare / companions(tickets)
