"""Import paths from before 0.2.0: they work until 0.3, and a warning says what to write instead."""

import importlib
import sys
import warnings
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType

MODULES = {
    "author.handout": "author.release_files",
    "bench.floor": "bench.baseline",
    "bench.share": "bench.gpu_sharing",
    "bench.turns": "bench.interleaved",
    "books.alike": "report.similarity",
    "books.archive": "gradebook.archive",
    "books.audit": "gradebook.score_changes",
    "books.batch": "gradebook.batch",
    "books.beside": "practice.in_kernel",
    "books.bridge": "gradebook.nbgrader_plugins",
    "books.classroom": "gradebook.course_folder",
    "books.collect": "gradebook.lms_filenames",
    "books.desk": "practice.data_folder",
    "books.diagnosis": "feedback.diagnosis",
    "books.export": "gradebook.export",
    "books.feedback": "feedback.feedback",
    "books.filekind": "gradebook.file_kind",
    "books.final": "gradebook.final_score",
    "books.formula": "feedback.formula",
    "books.grades": "gradebook.grades",
    "books.grading_step": "gradebook.grading_step",
    "books.intake": "gradebook.intake",
    "books.items": "report.item_analysis",
    "books.journal": "gradebook.journal",
    "books.kept_files": "gradebook.kept_files",
    "books.language": "gradebook.language",
    "books.ledger": "gradebook.ledger",
    "books.marker": "gradebook.cached_grader",
    "books.marks": "gradebook.cell_marks",
    "books.notes": "gradebook.run_notes",
    "books.opened": "gradebook.services",
    "books.ordinary": "gradebook.cell_tests",
    "books.practice": "practice.practice",
    "books.release": "gradebook.release",
    "books.roster": "gradebook.roster",
    "books.safe": "feedback.sanitize",
    "books.shared_folder": "gradebook.shared_folder",
    "books.steps": "gradebook.steps",
    "books.submission": "gradebook.submission",
    "books.submitted_folder": "gradebook.submitted_folder",
    "books.supervision": "gradebook.executors",
    "cli.audit": "cli.score_changes",
    "cli.head_start": "cli.start_imports",
    "cli.plain": "cli.ascii_output",
    "cluster.member": "cluster.node_handle",
    "cluster.members": "cluster.node_pool",
    "cluster.parcel": "cluster.exercise_bundle",
    "judge.rebuilt": "judge.rebuilt_model",
    "judge.secret": "judge.seeding",
    "judge.sitting": "judge.grading_session",
    "judge.slots": "judge.gpu_slots",
    "judge.wall": "judge.sandbox_errors",
    "judge.watch": "judge.memory_watchdog",
    "report.register": "report.submission_status",
    "session.accelerator": "worker.gpu_claim",
    "session.architecture": "worker.model_allowlist",
    "session.attempts": "probe.attacks",
    "session.calls": "sandbox.allowed_calls",
    "session.cgroup": "sandbox.cgroup",
    "session.channel": "process.channel",
    "session.come_up": "worker.startup",
    "session.descriptor": "worker.captured_output",
    "session.environment": "process.environment",
    "session.errand": "process.untrusted_call",
    "session.family": "sandbox.process_tree",
    "session.front_end": "worker.front_end",
    "session.gpu": "sandbox.gpu_device",
    "session.gpu_probe": "probe.gpu",
    "session.guard": "worker.test_shell",
    "session.kernel": "sandbox.syscalls",
    "session.landlock": "sandbox.landlock",
    "session.library_settings": "worker.library_settings",
    "session.model_host": "worker.model_host",
    "session.namespaces": "sandbox.namespaces",
    "session.own_names": "worker.task_names",
    "session.prelude": "worker.prelude",
    "session.probe": "probe.isolation",
    "session.quick_start": "process.skip_slow_import",
    "session.remove": "sandbox.removal",
    "session.root": "sandbox.filesystem",
    "session.sandbox": "sandbox.sandbox",
    "session.seccomp": "sandbox.seccomp",
    "session.shell": "worker.ipython",
    "session.spawner": "process.fresh_process",
    "session.surroundings": "worker.surroundings",
    "session.sysv": "probe.sysv",
    "session.tracing": "worker.model_tracing",
    "session.wire": "process.wire",
    "session.worker": "worker.worker",
    "session.written_files": "worker.written_files",
    "session.zygote": "process.zygote",
    "verify.battery": "verify.exercise_lint",
    "verify.diagnosed": "verify.diagnosis_accuracy",
    "verify.trial": "verify.known_answer",
}
# These packages are gone. The table above has their modules.
ROOMS = {"autograder.books", "autograder.session"}
NAMES = {
    "Beside": "KernelSupervisor",
    "Checks": "CheckPlugin",
    "ChildUnfit": "StartupFailed",
    "Classroom": "CourseFolder",
    "ClassroomError": "CourseError",
    "Credentials": "NodeFingerprint",
    "Descriptor": "FdCapture",
    "End": "ExitReport",
    "Errands": "SandboxedCalls",
    "Guard": "PristineShell",
    "HERE": "LOCAL",
    "Habits": "CellTestOptions",
    "Host": "ChildSpawner",
    "Marker": "CachedGrader",
    "Member": "NodeHandle",
    "Members": "NodePool",
    "Nursery": "ProcessFactory",
    "OwnNames": "TaskNames",
    "Parcel": "ExerciseBundle",
    "Place": "Resources",
    "Rebuilt": "RebuiltModel",
    "Register": "SubmissionStatus",
    "RemoteHost": "RemoteSpawner",
    "Seat": "ChildHandle",
    "Secret": "Seeding",
    "Shared": "SharingRow",
    "Sitting": "GradingSession",
    "Slot": "GpuSlot",
    "Slots": "GpuSlots",
    "Spawned": "FreshProcess",
    "Spawner": "FreshProcessFactory",
    "Spread": "Percentiles",
    "Standing": "PublishedOutcome",
    "Stranger": "UnknownFailure",
    "Trip": "ClusterTiming",
    "UnknownPlace": "UnknownExecutor",
    "Watch": "MemoryWatchdog",
    "Watched": "WatchedProcess",
    "become_nobody": "drop_identity",
    "bequeathed": "import_socket",
    "bequest": "export_socket",
    "come_up": "enter_and_report",
    "errands_of": "sandboxed_calls_of",
    "give_up": "mark_broken",
    "is_the_same": "unchanged",
    "laid_out": "staged_files",
    "marker_of": "cached_grader_of",
    "nursery": "process_factory",
    "own_rest": "unshare_rest",
    "strangers": "unknown_failures",
}


class _Renamed(ModuleType):
    """A module under its old name: it hands out what the module of the new name holds."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        module = importlib.import_module(self.__dict__["new_name"])
        # A name may have moved to another thing: `Place` was a job's resources.
        return getattr(module, name if hasattr(module, name) else NAMES.get(name, name))


class _Finder:
    """Finds the old names, and nothing else.

    It is no subclass of `importlib.abc.MetaPathFinder`: to import that costs each process 40 ms.
    """

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname in ROOMS:
            return ModuleSpec(fullname, self, is_package=True)  # type: ignore[arg-type]
        if fullname.removeprefix("autograder.") in MODULES:
            return ModuleSpec(fullname, self)  # type: ignore[arg-type]
        return None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _Renamed(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        if module.__name__ in ROOMS:
            return
        # Not at the top: every process imports this file, and `course` imports NumPy.
        from course.renamed import sentence

        new_name = "autograder." + MODULES[module.__name__.removeprefix("autograder.")]
        module.__dict__["new_name"] = new_name
        warnings.warn(
            f"{sentence(module.__name__, new_name)} A course's settings write `from autograder "
            "import plug_in`.",
            # Python hides a `DeprecationWarning` that comes from a file of settings.
            FutureWarning,
            stacklevel=2,
        )


def install() -> None:
    """Let the import system find the old names."""
    sys.meta_path.append(_Finder())
