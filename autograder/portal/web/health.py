"""`/healthz`: whether the service works, for programs that watch it."""

import shutil
import time

from fastapi import APIRouter
from sqlalchemy import func, select
from starlette.responses import JSONResponse

from autograder.portal.rows import WAITING, Job, Submission
from autograder.portal.web.context import Shared

router = APIRouter()
LONGEST_WAIT, LEAST_DISK = 600, 1 << 30


@router.get(
    "/healthz", response_model=None, responses={503: {"description": "Something is stuck."}}
)
def healthz(shared: Shared) -> JSONResponse:
    """Tell whether something is stuck: a submission waits over ten minutes, or the disk is nearly full."""
    now = time.time()
    due = select(func.min(Job.not_before)).join(Submission)
    with shared.database.read() as session:
        oldest = session.scalar(due.where(Job.state == WAITING, Job.not_before <= now))
    problems = []
    if oldest and now - oldest > LONGEST_WAIT:
        problems.append("A submission waits for over ten minutes.")
    if shutil.disk_usage(shared.blobs.folder).free < LEAST_DISK:
        problems.append("The disk has less than 1 GiB left.")
    return JSONResponse({"problems": problems}, 503 if problems else 200)
