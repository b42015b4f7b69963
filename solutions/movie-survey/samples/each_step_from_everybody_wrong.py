# /// sample
# task = "funnel"
# diagnosis = "You take each step from the whole town: those who would sit in the middle, even if they stay at home. Only those who are still there can take the next step."
# ///

# %% task="funnel"
def funnel(town):
    def share(answers):
        return answers.mean() if answers.size else np.nan
    after, before = town["after"], town["before"]
    steps = [town[name] for name in ("goes", "middle", "tells")]
    return [share(after), *(share(after[step]) for step in steps), share(before[town["tells"]])]
