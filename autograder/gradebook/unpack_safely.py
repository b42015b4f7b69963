"""nbgrader's `zip_collect` with a sandbox: archives that students handed in are opened in a child."""

import shutil
from pathlib import Path

from nbgrader.plugins import ExtractorPlugin

from autograder.errors import ArchiveRefused, InputRefused
from autograder.gradebook import archive, process_services


class UnpackSafely(ExtractorPlugin):
    """nbgrader's step of `zip_collect`: opens archives in a sandboxed child, and skips links."""

    def extract(self, archive_path: str, extracted_path: str) -> None:
        course = Path(self.parent.coursedir.root)
        sandboxed_calls = process_services.of_course(course, isolated=True).sandboxed_calls
        for path in sorted(Path(archive_path).rglob("*")):
            if path.is_symlink() or not path.is_file():
                continue
            target = Path(extracted_path) / path.relative_to(archive_path)
            target.parent.mkdir(parents=True, exist_ok=True)
            if path.suffix not in self.zip_ext:
                shutil.copy(path, target)
                continue
            try:
                files = sandboxed_calls.run(f"{archive.__name__}:unpack", archive.read(path))
                name = path.name.removesuffix(path.suffix).removesuffix(".tar")
                archive.write(files if isinstance(files, list) else [], target.with_name(name))
            except (ArchiveRefused, InputRefused, FileExistsError) as why:
                self.log.error("%s was not unpacked: %s", path, why)
