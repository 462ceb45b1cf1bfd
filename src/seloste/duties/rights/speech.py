"""Which language do we write to a person in?  Finnish throughout, whatever language the officer's own screen is in.

A letter is kept as the answer and read by the person: half of it must never be in the language of whoever happened to press the button.
"""

from django.utils.translation import gettext, override

LANGUAGE = "fi"


def say(words: str) -> str:
    """Give words in the language of letters."""
    with override(LANGUAGE):
        return gettext(words)
