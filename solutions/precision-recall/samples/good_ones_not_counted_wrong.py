# /// sample
# task = "elsewhere"
# diagnosis = "Your number comes out if all bananas of the place count as good ones: the rate of false alarms is a share of the good ones, and they are 1 - share of all."
# ///

# %% task="elsewhere"
def precision_elsewhere(recall, false_alarm_rate, share):
    right = share * recall
    return right / (right + false_alarm_rate) if right + false_alarm_rate else float("nan")
