"""What a command that tells of one exercise says of the person's own folder: that it cannot be read, if so."""

from calfcoach.cli.stderr import write_line
from calfcoach.library.collection import Library
from calfcoach.texts import text


def tell_of_own_folder(library: Library) -> None:
    """One sentence on stderr where the folder of the person's own exercises cannot be read; else nothing."""
    for problem in library.problems:
        if problem.file == library.user_dir:
            values = {"folder": problem.file, "problem": problem.message}
            write_line(text("{folder}: {problem}. Only the shipped exercises are known now.", **values))
