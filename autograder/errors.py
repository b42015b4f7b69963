"""Every error that a person may read, in one tree. `heldout` shows each as a sentence.

HeldoutError
    ExerciseError
    CourseError
        StepError
        UnfitSharedFolder
        JournalError
    SubmissionError
        Unreadable
        UnfitFolder
        ArchiveRefused
        InputRefused
        NotRun
    MachineError
        NoIsolation
        UnknownExecutor
        ExecutorFailed
        ZygoteFailed
        StartupFailed
        GraderLost
        LostRun
    ChecksError
    BenchError
"""


class HeldoutError(Exception):
    """The root: `except HeldoutError` catches whatever Held-out raises on purpose."""


class ExerciseError(HeldoutError):
    """An exercise's folder that breaks a rule; says which file, which rule, and what to do."""


class CourseError(HeldoutError):
    """A directory that is no course, or a course that cannot do what was asked."""


class StepError(CourseError):
    """A step of a course's settings that cannot be had; says which, and what to do."""


class UnfitSharedFolder(CourseError):
    """A folder that is not there, or that shows what students must not see."""


class JournalError(CourseError):
    """A journal that cannot be read or written, a full disk say; nothing that it holds is lost."""


class SubmissionError(HeldoutError):
    """What one student handed in cannot be graded as it is; it costs that submission alone."""


class Unreadable(SubmissionError):
    """A submitted file that is no notebook of this exercise; says what came and what to do."""


class UnfitFolder(SubmissionError):
    """A folder that is no submission: what was found, what was expected, and what to do."""


class ArchiveRefused(SubmissionError):
    """An archive that is not unpacked; says what came, what was expected and what to do."""


class InputRefused(SubmissionError):
    """What the function said of the bytes, or that it did not come back in time or in bounds."""


class NotRun(SubmissionError):
    """Why a submission is not graded at all, in a sentence."""


class MachineError(HeldoutError):
    """This machine, or a process on it, cannot grade now; no submission is at fault."""


class NoIsolation(MachineError):
    """This machine offers less than the lowest isolation level that grading accepts."""


class UnknownExecutor(MachineError):
    """A place to grade at that there is not."""


class ExecutorFailed(MachineError):
    """A place where nothing can be graded, or no longer; what was graded is kept."""


class ZygoteFailed(MachineError):
    """A zygote that did not start, or refused to fork; ours, never a student's."""


class StartupFailed(MachineError):
    """A child that did not come up to its first request, or a model host that was lost; ours."""


class GraderLost(MachineError):
    """A grader that ended before it was done, or whose worker was killed from outside; ours."""


class LostRun(MachineError):
    """A run that came to no end, and by no fault of a submission's."""


class ChecksError(HeldoutError):
    """The hidden checks could not be run at all; ours."""


class BenchError(HeldoutError):
    """A command that was to be timed and failed."""
