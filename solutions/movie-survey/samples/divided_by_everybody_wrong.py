# /// sample
# task = "funnel"
# diagnosis = "You divide by the whole town at each step. A share among some people is divided by their number."
# ///

# %% task="funnel"
def funnel(town):
    def share(answers):
        return answers.mean() if answers.size else np.nan
    after, before, goes = town["after"], town["before"], town["goes"]
    middle = goes & town["middle"]
    tells = middle & town["tells"]
    return [after.mean(), (after & goes).mean(), (after & middle).mean(), (after & tells).mean(), (before & tells).mean()]
