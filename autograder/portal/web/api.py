"""The API for programs: JSON, and a token in each request."""

from typing import Annotated, Any

from anyio import to_thread
from fastapi import APIRouter, Header, Request
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from autograder.portal import extensions, sign_in
from autograder.portal.accepting import Upload
from autograder.portal.guesses import Place
from autograder.portal.rows import Submission
from autograder.portal.sign_in import TryLater, Viewer
from autograder.portal.web import uploads, views
from autograder.portal.web.context import Context, Shared
from autograder.portal.web.guard import Program, address, token


class Credentials(BaseModel):
    """A name and a password, and what the token is for."""

    student: str = Field(max_length=200)
    password: str = Field(max_length=1000)
    label: str = Field("a program", max_length=80)


class NewToken(BaseModel):
    """A token, which nobody can read again."""

    token: str


class OneAssignment(BaseModel):
    """A released assignment. `due` is in seconds since 1970, UTC."""

    slug: str
    title: str
    notebook: str
    points: float
    due: float | None


class Problem(BaseModel):
    """Why a request was refused, in a sentence."""

    detail: str


def refusals(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Describe these statuses for OpenAPI."""
    return {status: {"model": Problem} for status in statuses}


router = APIRouter(prefix="/api", responses=refusals(500, 503))


@router.post("/tokens", status_code=201, responses=refusals(400, 401, 408, 413, 422, 429))
def make_token(request: Request, shared: Shared, told: Credentials) -> NewToken:
    """Make a token for a program."""
    try:
        person_id = sign_in.check_password(
            shared.database, told.student.strip(), told.password, Place(address(request))
        )
    except TryLater as error:
        raise HTTPException(429, str(error), {"Retry-After": str(error.seconds)}) from None
    if not person_id:
        raise HTTPException(401, sign_in.NOT_KNOWN)
    return NewToken(token=sign_in.make_token(shared.database, person_id, told.label))


@router.delete("/tokens/current", status_code=204, responses=refusals(401))
def end_token(request: Request, shared: Shared, viewer: Program) -> None:
    """End the token that this request shows."""
    sign_in.end_token(shared.database, token(request))


@router.get("/assignments", responses=refusals(401))
def list_assignments(shared: Shared, viewer: Program) -> list[OneAssignment]:
    """List the released assignments, in the course's order."""
    with shared.database.read() as session:
        return [
            OneAssignment(
                slug=row.slug,
                title=row.title,
                notebook=row.notebook,
                points=row.points,
                due=extensions.due(session, row, viewer.id),
            )
            for row in views.assignments(session)
        ]


@router.post(
    "/assignments/{slug}/submissions",
    status_code=201,
    response_model=None,
    responses=refusals(400, 401, 404, 408, 413, 422, 429, 507),
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/octet-stream": {"schema": {"type": "string", "minLength": 1}}},
        }
    },
)
async def submit(
    request: Request,
    shared: Shared,
    viewer: Program,
    slug: str,
    idempotency_key: Annotated[str, Header()] = "",
    x_file_name: Annotated[str, Header()] = "",
) -> JSONResponse:
    """Hand in a notebook: the body of the request. The same Idempotency-Key gives the same receipt."""
    upload = Upload(
        slug,
        sha256="",
        size=0,
        received_at=0.0,
        via="program",
        file_name=x_file_name,
        idempotency_key=idempotency_key,
    )
    row = await uploads.take(request, shared, viewer, request.stream(), upload)
    # Not here: while one request waits for the database, all others would wait, too.
    return JSONResponse(await to_thread.run_sync(_described, viewer, row, shared), 201)


@router.get("/submissions/{submission_id}", response_model=None, responses=refusals(401, 404))
def submission(shared: Shared, viewer: Program, submission_id: str) -> JSONResponse:
    """Give a submission's receipt, its state, and each task that was judged so far."""
    found = views.submission(shared, viewer, submission_id)
    return JSONResponse(_described(viewer, found, shared))


def _described(viewer: Viewer, found: Submission, shared: Context) -> dict[str, Any]:
    with shared.database.read() as session:
        return views.described(session, viewer, found, shared)
