# /// sample
# task = "elsewhere"
# diagnosis = "You multiply recall by share: that is how many of all bananas are found. Asked was the share among those at which it rings."
# ///

# %% task="elsewhere"
def precision_elsewhere(recall, false_alarm_rate, share):
    right = share * recall
    return float(right)
