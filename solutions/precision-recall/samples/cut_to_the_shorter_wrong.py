# /// sample
# task = "four-boxes"
# diagnosis = "No pair of different lengths raises an error. A loop over `zip` does not notice such a pair: it stops at the end of the shorter array."
# ///

# %% task="four-boxes"
def confusion(truth, alarm):
    hits = false_alarms = misses = quiet = 0
    for t, a in zip(truth, alarm):
        if t and a:
            hits += 1
        elif a:
            false_alarms += 1
        elif t:
            misses += 1
        else:
            quiet += 1
    return hits, false_alarms, misses, quiet
