"""The portal's API does what its OpenAPI says, whatever a program sends."""

from collections.abc import Iterator

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from portals import Portal, portal
from schemathesis import Case
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from autograder.portal.rows import Person

OPERATIONS = {
    ("POST", "/api/tokens"),
    ("DELETE", "/api/tokens/current"),
    ("GET", "/api/assignments"),
    ("POST", "/api/assignments/{slug}/submissions"),
    ("GET", "/api/submissions/{submission_id}"),
    ("GET", "/healthz"),
}
LEAKS = ("Traceback", "sqlite", "SELECT ", "argon2", ".py", "/home/", "/tmp/")
# The same examples in each run.
FIXED = settings(
    derandomize=True,
    database=None,
    max_examples=15,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    with portal(tmp_path_factory.mktemp("portal")) as made:
        yield made


def test_every_operation_is_described(shared: Portal) -> None:
    described = shared.app.openapi()["paths"]
    assert {(m.upper(), path) for path, methods in described.items() for m in methods} == OPERATIONS


# Bodies that a schema allows, and bodies that it does not. Only bodies can break it: every word is an id.
CASES = [(*each, GenerationMode.POSITIVE, token) for each in sorted(OPERATIONS) for token in (0, 1)]
CASES += [(*each, GenerationMode.NEGATIVE, 1) for each in sorted(OPERATIONS) if each[0] == "POST"]


@pytest.mark.parametrize(("method", "path", "mode", "token"), CASES)
def test_answers_are_as_described(
    shared: Portal, method: str, path: str, mode: GenerationMode, token: int
) -> None:
    ann = shared.person(f"ann{shared.count(Person)}")
    headers = {"Authorization": shared.program(ann).headers["authorization"]} if token else {}
    operation = schemathesis.openapi.from_asgi("/openapi.json", shared.app)[path][method]
    # Half of the requests name what is there. The others reach only what is missing.
    known = {"slug": "squares", "submission_id": shared.submission(ann).id} if token else {}
    asked = 0

    @FIXED
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: Case) -> None:
        nonlocal asked
        asked += 1
        for name in known.keys() & set(case.path_parameters or ()):
            case.path_parameters[name] = known[name]
        # A schema cannot say that a file's name ends in `.ipynb`.
        answer = case.call_and_validate(headers=headers, excluded_checks=[positive_data_acceptance])
        assert answer.status_code < 500
        assert not [leak for leak in LEAKS if leak in answer.text]

    ask()
    assert asked > 0
