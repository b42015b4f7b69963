# /// sample
# task = "funnel"
# diagnosis = "You say 0 where nobody is left. That would mean that somebody was asked and said no: a share of nobody is NaN."
# ///

# %% task="funnel"
def funnel(town):
    def share(answers):
        return answers.mean() if answers.size else np.nan
    after, before, goes = town["after"], town["before"], town["goes"]
    middle = goes & town["middle"]
    tells = middle & town["tells"]
    def of(answers):
        return answers.sum() / max(len(answers), 1)
    return [of(after), of(after[goes]), of(after[middle]), of(after[tells]), of(before[tells])]
