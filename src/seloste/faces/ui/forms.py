"""How is a question asked, and what was wrong with the answer?  Values that the field and error templates show; they validate nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Widget = Literal["text", "email", "tel", "password", "search", "textarea", "select", "checkbox", "hidden"]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, in the reader's words with what to do, and the field it is about ("" for the page)."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """One field of a form, as the template draws it."""

    id: str
    label: str
    widget: Widget = "text"
    value: object = ""
    required: bool = True
    hint: str = ""
    problem: str = ""
    choices: Sequence[tuple[str, str]] = ()
    size: Literal["", "short", "code"] = ""
    autocomplete: str = "off"
    inputmode: str = ""
    search: bool = False

    @property
    def described(self) -> str:
        """The ids of what a screen reader should say after the label."""
        parts = (("hint", self.hint), ("problem", self.problem))
        return " ".join(f"{self.id}-{part}" for part, words in parts if words)


def problem_of(problems: Sequence[Problem], field: str) -> str:
    """Give the words of the first problem of a field."""
    return next((problem.text for problem in problems if problem.field == field), "")
