"""What did the notice in force promise about telling of changes, and has it been done in time? Pure: dates in, an answer out.

Advice to read the notice now and then is no channel, so it never counts (WP260: that alone is unfair).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from seloste.law import Period, keep_until
from seloste.notice import Notice

type Channel = Literal["site", "email", "product", "letter"]
CHANNELS: tuple[Channel, ...] = get_args(Channel.__value__)


@dataclass(frozen=True, slots=True)
class Promise:
    """By which channels (every one of them, or one), and how long before. A notice that promised nothing still owes one channel."""

    channels: tuple[str, ...]
    every: bool
    lead: Period

    def missing(self, told: Mapping[str, datetime]) -> tuple[str, ...]:
        """The channels on which it must still be told."""
        left = tuple(channel for channel in self.channels if channel not in told)
        return left if self.every or len(left) == len(self.channels) else ()

    def earliest(self, told: Mapping[str, datetime]) -> datetime | None:
        """From when a notice told so may bind at the earliest; None while a channel is missing."""
        if self.missing(told):
            return None
        sent = [told[channel] for channel in self.channels if channel in told]
        return keep_until(max(sent) if self.every else min(sent), self.lead)


def promised(notice: Notice) -> Promise:
    """Give what a notice promises."""
    given = notice.changes
    return Promise(given.channels, given.every, given.lead) if given else Promise(CHANNELS, False, Period())
