"""Every error that a person may read, in one tree. `heldout` shows each as a sentence.

HeldoutError
    ExerciseError
    CourseError
        StepError
        UnfitSharedFolder
        JournalError
        PortalError
    SubmissionError
        Unreadable
        UnfitFolder
        ArchiveRefused
        InputRefused
        NotRun
        UploadRefused
    MachineError
        NoIsolation
        UnknownExecutor
        ExecutorFailed
        ZygoteFailed
        StartupFailed
        GraderLost
        LostRun
        Stopped
    ChecksError
    BenchError
"""


class HeldoutError(Exception):
    """The root: `except HeldoutError` catches every error that Held-out raises on purpose."""


class ExerciseError(HeldoutError):
    """An exercise's folder breaks a rule. The message names the file, the rule, and what to do."""


class CourseError(HeldoutError):
    """A directory is no course, or a course cannot do this."""


class StepError(CourseError):
    """A course's settings name a step that cannot be used. The message says which, and what to do."""


class UnfitSharedFolder(CourseError):
    """A shared folder is missing, or holds files that students must not see."""


class JournalError(CourseError):
    """The journal cannot be read or written, for example on a full disk. Its content is not lost."""


class PortalError(CourseError):
    """The portal cannot do this. Every accepted submission is kept."""


class SubmissionError(HeldoutError):
    """One submission cannot be graded as it is. Other submissions are not affected."""


class Unreadable(SubmissionError):
    """A submitted file is no notebook of this exercise. The message says what came and what to do."""


class UnfitFolder(SubmissionError):
    """A student's folder is no submission. The message says what came and what to do."""


class ArchiveRefused(SubmissionError):
    """An archive is not unpacked. The message says what came, what was expected and what to do."""


class InputRefused(SubmissionError):
    """A sandboxed function refused its input, took too long, or used too much memory."""


class NotRun(SubmissionError):
    """A submission is not graded at all. The message says why."""


class UploadRefused(SubmissionError):
    """The portal does not accept a file. The message says what came, what was expected and what to do."""


class MachineError(HeldoutError):
    """This machine, or a process on it, cannot grade now. No submission is at fault."""


class NoIsolation(MachineError):
    """This machine offers no isolation level that grading accepts."""


class UnknownExecutor(MachineError):
    """`--cluster` names no executor that exists."""


class ExecutorFailed(MachineError):
    """An executor cannot grade, or no longer. Results so far are kept."""


class ZygoteFailed(MachineError):
    """A zygote did not start, or refused to fork. No student is at fault."""


class StartupFailed(MachineError):
    """A child process ended before its first request, or a model host was lost. No student is at fault."""


class GraderLost(MachineError):
    """A grader ended too early, or its worker was killed from outside. No student is at fault."""


class LostRun(MachineError):
    """A run did not end, and its submission is not at fault."""


class Stopped(MachineError):
    """A run was stopped on purpose, since its result is not wanted any more."""


class ChecksError(HeldoutError):
    """The hidden checks could not run. No student is at fault."""


class BenchError(HeldoutError):
    """A command that `heldout bench` measures has failed."""
