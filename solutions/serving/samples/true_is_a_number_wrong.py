# /// sample
# task = "check-order"
# diagnosis = "True and False were judged as the numbers 1 and 0, since a bool of Python is an int; ask for bool before you ask for int."
# ///

# %% task="check-order"
def problem_of(value, limits):
    if not isinstance(value, int | float):
        return "not a number"
    # An int may be too large for a float, and is finite.
    if isinstance(value, float) and not math.isfinite(value):
        return "not finite"
    return "" if limits[0] <= value <= limits[1] else "out of range"


def problems(request):
    if not isinstance(request, dict):
        return [("", "not an object")]
    in_kg = "body_mass_kg" in request and "body_mass_g" not in request
    known = [*FIELDS[:3], "body_mass_kg" if in_kg else "body_mass_g"]
    found = {field: "missing" for field in known if field not in request}
    for field, value in request.items():
        found[field] = problem_of(value, LIMITS[field]) if field in known else "unknown"
    return sorted((field, problem) for field, problem in found.items() if problem)
