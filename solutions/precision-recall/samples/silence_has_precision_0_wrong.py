# /// sample
# task = "elsewhere"
# diagnosis = "Where it rings at no banana you say 0; of no alarm there is no share, and that is NaN."
# ///

# %% task="elsewhere"
def precision_elsewhere(recall, false_alarm_rate, share):
    right = share * recall
    rings = right + (1 - share) * false_alarm_rate
    return right / rings if rings else 0.0
