"""`/healthz`: whether the service works, for programs that watch it."""

from fastapi import APIRouter
from starlette.responses import JSONResponse

from autograder.portal.web import service_state
from autograder.portal.web.context import Shared

router = APIRouter()


@router.get(
    "/healthz", response_model=None, responses={503: {"description": "Something is stuck."}}
)
def healthz(shared: Shared) -> JSONResponse:
    """Tell whether something is stuck: a submission waits over ten minutes, or the disk is nearly full."""
    with shared.database.read() as session:
        problems = service_state.stuck(session, shared.blobs.folder)
    return JSONResponse({"problems": problems}, 503 if problems else 200)
