"""What had been known of a history by an instant: what the fold may lean on for everything before it."""

from dataclasses import replace
from datetime import datetime

from seloste.policy.history import History, Refusal, Restriction


def known(history: History, at: datetime) -> History:
    """Give what was known of a history at an instant."""
    return replace(
        history,
        events=tuple(e for e in history.events if e.recorded <= at),
        refusals=tuple(_as_of(r, at) for r in history.refusals if r.opened <= at),
        restrictions=tuple(_as_of(r, at) for r in history.restrictions if r.opened <= at),
        holds=tuple(replace(h, released=h.released if h.released and h.released <= at else None) for h in history.holds if h.opened <= at),
        folders=tuple(f for f in history.folders if f.arrived <= at),
    )


def _as_of[R: (Refusal, Restriction)](row: R, at: datetime) -> R:
    return replace(row, lifted=row.lifted if row.lifted and row.lifted <= at else None)
