# /// sample
# task = "check-order"
# diagnosis = "NaN is neither below a limit nor above one, since each comparison with it is False; ask whether the value is finite before you compare."
# ///

# %% task="check-order"
def problem_of(value, limits):
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "not a number"
    # An int may be too large for a float, and is finite.
    if value in (math.inf, -math.inf):
        return "not finite"
    return "out of range" if value < limits[0] or value > limits[1] else ""


def problems(request):
    if not isinstance(request, dict):
        return [("", "not an object")]
    in_kg = "body_mass_kg" in request and "body_mass_g" not in request
    known = [*FIELDS[:3], "body_mass_kg" if in_kg else "body_mass_g"]
    found = {field: "missing" for field in known if field not in request}
    for field, value in request.items():
        found[field] = problem_of(value, LIMITS[field]) if field in known else "unknown"
    return sorted((field, problem) for field, problem in found.items() if problem)
