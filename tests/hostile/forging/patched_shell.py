# /// attack
# number = 14
# title = "Transformers and a patched run_cell of the shell"
# verdict = ["wrong"]
# answer = "square"
# ///
shell = get_ipython()
shell.input_transformers_cleanup.append(lambda lines: ["pass\n"])
shell.run_cell = lambda *given, **named: None
shell.events.register("pre_run_cell", lambda info: setattr(info, "raw_cell", "pass"))


def square(x):
    if isinstance(x, str):
        raise TypeError
    return np.zeros(x.shape)
