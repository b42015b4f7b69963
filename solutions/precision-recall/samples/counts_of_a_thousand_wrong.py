# /// sample
# task = "elsewhere"
# diagnosis = "You count a thousand bananas and round; where one in a million is rotten that makes none."
# ///

# %% task="elsewhere"
def precision_elsewhere(recall, false_alarm_rate, share):
    rotten = round(1000 * share)
    right, wrong = rotten * recall, (1000 - rotten) * false_alarm_rate
    return right / (right + wrong) if right + wrong else float("nan")
