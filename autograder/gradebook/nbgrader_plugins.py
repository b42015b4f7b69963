"""Plugs Held-out into nbgrader: settings, and our steps in a converter's lists."""

import functools
import logging
import os
import sysconfig
from collections.abc import Callable
from pathlib import Path

from nbconvert.exporters import HTMLExporter
from nbgrader.converters import Autograde, BaseConverter, GenerateAssignment, GenerateFeedback
from nbgrader.plugins import LateSubmissionPlugin
from nbgrader.preprocessors import (
    AssignLatePenalties,
    CheckCellMetadata,
    ClearOutput,
    ClearSolutions,
    Execute,
    GetGrades,
    SaveAutoGrades,
)
from nbgrader.validator import Validator
from traitlets import TraitError
from traitlets.config.loader import Config, LazyConfigValue

from autograder import name_clash
from autograder.errors import StepError
from autograder.feedback import feedback_page, sanitize
from autograder.gradebook import (
    lms_filenames,
    safe_csv,
    steps,
    submitted_folder,
)
from autograder.gradebook.grading_step import GradeSubmission
from autograder.gradebook.plain_steps import (
    CheckMarks,
    HideTests,
    KeepOutputs,
    KeepStubs,
    SaveVerdicts,
    ShowMarks,
)
from autograder.gradebook.steps import notices
from autograder.gradebook.submission_exporter import SubmissionExporter
from autograder.gradebook.unpack_safely import UnpackSafely
from autograder.gradebook.validate_step import ValidateSafely


def plug_in(config: Config, catalogue: str = "") -> None:
    """Plug Held-out into an `nbgrader_config.py`: `plug_in(get_config())`.

    All other settings of the course stay, before and after this call: our steps go into the
    course's own lists when nbgrader starts (`settle`). `catalogue` is the root of a tree with
    `course/course.toml`, `exercises` and `solutions`. Empty means the installed catalogue.
    """
    name_clash.refuse()
    config.GradeSubmission.catalogue = catalogue
    make_pages_safe(config)
    # A plugin that the course has set stays.
    config.ExportApp.setdefault("plugin_class", safe_csv.SafeCsv)
    config.ZipCollectApp.setdefault("extractor_plugin", UnpackSafely)
    config.ZipCollectApp.setdefault("collector_plugin", lms_filenames.LmsNames)
    submitted_folder.guard_nbgrader()
    if not hasattr(BaseConverter.start, "settled"):
        BaseConverter.start = _settled_first(BaseConverter.start)
    # nbgrader has no setting for the steps of its validator.
    stock = Validator.preprocessors.default_args[0]
    Validator.preprocessors.default_args = (steps.with_ours(stock, {Execute: ValidateSafely}),)
    config.ValidateSafely.root = str(Path.cwd())
    # nbgrader starts `alembic` by name to make a gradebook. Without this, only an activated
    # environment would have it.
    scripts = sysconfig.get_path("scripts")
    if scripts not in os.environ["PATH"].split(os.pathsep):
        os.environ["PATH"] = scripts + os.pathsep + os.environ["PATH"]


def is_plugged_in(config: Config) -> bool:
    """Tell whether these settings come from a course that has called `plug_in`."""
    return "catalogue" in config.GradeSubmission


def make_pages_safe(config: Config) -> None:
    """Set filters that clean pages: feedback pages, and formgrader's, which nbconvert exports.

    A course's other filters stay. A setting that would show students' HTML as it is gets replaced,
    and reported.
    """
    filters = config.HTMLExporter.get("filters", {})
    if isinstance(filters, LazyConfigValue):
        filters = filters.get_value({})
    others = [
        name
        for name in feedback_page.FILTERS
        if filters.get(name, feedback_page.FILTERS[name]) != feedback_page.FILTERS[name]
    ]
    if others or config.HTMLExporter.get("sanitize_html", True) is not True:
        what = ", ".join([f"the filter `{name}`" for name in others] or ["`sanitize_html = False`"])
        notices.say(
            f"`c.HTMLExporter` sets {what}: pages would run students' HTML. Our setting replaces it."
        )
    config.HTMLExporter.filters = {**filters, **feedback_page.FILTERS}
    config.HTMLExporter.sanitize_html = True


class _Escaped(logging.Filter):
    """Escapes control characters in logs: nbgrader logs students' names and texts."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = sanitize.for_terminal(record.getMessage()), ()
        return True


ESCAPED = _Escaped()


def settle(converter: BaseConverter) -> None:
    """Put our steps into the lists of one of nbgrader's converters, and set its exporter.

    A publisher starts the same converter for each submission, so this happens once.
    """
    if getattr(converter, "is_settled", False):
        return
    converter.is_settled = True
    log = getattr(converter.log, "logger", converter.log)
    if ESCAPED not in log.filters:
        log.addFilter(ESCAPED)
    if isinstance(converter, GenerateAssignment):
        converter.preprocessors = steps.with_ours(
            converter.preprocessors, {ClearSolutions: KeepStubs, ClearOutput: KeepOutputs}
        )
    if isinstance(converter, Autograde):
        _settle_autograde(converter)
    if isinstance(converter, GenerateFeedback):
        pages = steps.without_kernels(converter.preprocessors, "GenerateFeedback.preprocessors")
        pages = steps.with_ours(pages, {GetGrades: ShowMarks})
        if HideTests not in pages:
            pages.insert(0, HideTests)
        make_pages_safe(converter.config)
        converter.preprocessors = pages
        # Other formats than HTML run nothing in a browser.
        if issubclass(converter.exporter_class, HTMLExporter):
            converter.exporter_class = _mixed(
                feedback_page.FeedbackExporter, converter.exporter_class
            )


def _settle_autograde(converter: Autograde) -> None:
    lists = "Autograde.sanitize_preprocessors", "Autograde.autograde_preprocessors"
    configured = converter.autograde_preprocessors
    running = [
        kind for step in configured if steps.runs_cells(step) and (kind := steps.kind_of(step))
    ]
    ours = {
        Execute: GradeSubmission,
        SaveAutoGrades: SaveVerdicts,
        CheckCellMetadata: CheckMarks,
    }
    replaced = steps.with_ours(configured, ours)
    replaced = steps.with_missing(replaced, GradeSubmission, 0, lists[1])
    replaced = steps.with_missing(replaced, SaveVerdicts, -1, lists[1])
    converter.autograde_preprocessors = [
        *(step for step in replaced if step is not HideTests),
        HideTests,
    ]
    converter.sanitize_preprocessors = steps.without_kernels(
        steps.with_ours(converter.sanitize_preprocessors, {CheckCellMetadata: CheckMarks}), lists[0]
    )
    converter.exporter_class = _mixed(SubmissionExporter, converter.exporter_class)
    if not converter.config.GradeSubmission.get("languages"):
        steps.report_unused(converter.config, [*running, GradeSubmission], GradeSubmission)


def _mixed(own: type, kind: type) -> type:
    """Give our exporter, or a subclass of it and of the course's own exporter."""
    if issubclass(kind, own):
        return kind
    return own if issubclass(own, kind) else type(kind.__name__, (own, kind), {})


def _settled_first(start: Callable[..., None]) -> Callable[..., None]:
    """Wrap a converter's `start`: a course may have set its lists after `plug_in`."""

    @functools.wraps(start)
    def settled(self: BaseConverter) -> None:
        if is_plugged_in(self.config):
            settle(self)
        start(self)

    settled.settled = True  # type: ignore[attr-defined]
    return settled


def late_penalties(converter: Autograde) -> LateSubmissionPlugin | None:
    """Make the course's plugin for late penalties; `None` if it has no step for lateness."""
    for step in converter.autograde_preprocessors:
        kind = steps.kind_of(step)
        if kind and issubclass(kind, AssignLatePenalties):
            try:
                made = kind(parent=converter)
                made.init_plugin()
            except (ImportError, TraitError) as error:
                raise StepError(
                    f"The plugin for late penalties cannot be loaded: {error} Correct its name in "
                    "`nbgrader_config.py`, or put its file into the course's directory."
                ) from None
            return made.plugin_inst
    return None
