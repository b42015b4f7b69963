# /// sample
# task = "scoreboard"
# diagnosis = "You wrote NaN into the forecasts that were handed in, where another one is silent. They belong to somebody else."
# ///

# %% task="scoreboard"
def scoreboard(forecasts, y):
    if "as yesterday" not in forecasts:
        raise ValueError("no rule")
    if any(len(p) != len(y) for p in forecasts.values()):
        raise ValueError("lengths")
    if all(p.dtype.kind == "f" and p.flags.writeable for p in forecasts.values()):
        silent = np.any([np.isnan(p) for p in forecasts.values()], axis=0)
        for p in forecasts.values():
            p[silent] = np.nan
    errors = {name: np.abs(np.asarray(p, float) - y) for name, p in forecasts.items()}
    rows = np.all([~np.isnan(e) for e in errors.values()], axis=0)
    if not rows.any():
        raise ValueError("no common row")
    maes = {name: float(e[rows].mean()) for name, e in errors.items()}
    rule = maes["as yesterday"]
    board = [(name, mae, float(1 - mae / rule)) for name, mae in maes.items()]
    return sorted(board, key=lambda row: row[1])
