# /// sample
# task = "elsewhere"
# diagnosis = "You add a tiny number below the line so that it is never 0; where precision is made of tiny numbers, that is no longer tiny."
# ///

# %% task="elsewhere"
def precision_elsewhere(recall, false_alarm_rate, share):
    right = share * recall
    rings = right + (1 - share) * false_alarm_rate
    return right / (rings + 1e-9) if rings else float("nan")
