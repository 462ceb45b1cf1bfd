"""What may be told of an exception? Its class and the places in the code; never its message or local variables, which may quote people."""

import traceback
from types import TracebackType

MOST = 20


def kind(error: BaseException | type[BaseException]) -> str:
    """Name the class."""
    return (error if isinstance(error, type) else type(error)).__name__


def places(trace: TracebackType | None) -> list[str]:
    """Give the innermost places as file:line, each file named within its package: where it lies on this machine is nobody's business."""
    return [f"{_inside(frame.f_code.co_filename)}:{line}" for frame, line in traceback.walk_tb(trace)][-MOST:]


def _inside(file: str) -> str:
    for folder in ("/site-packages/", "/src/"):
        if folder in file:
            return file.rpartition(folder)[2]
    return file.rpartition("/")[2]
