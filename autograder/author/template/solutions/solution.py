# Our own answer, cell by cell; the notebook around it is `exercises/SLUG/notebook.py`.

# %% task="scale"
def scale(x, factor):
    # TODO: your answer; until then `heldout verify` says that it is blank.
    raise NotImplementedError
