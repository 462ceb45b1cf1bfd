"""The access log's own end: side rows, and with them who was seen, fall on their date. Leaves stay and still verify."""

from datetime import datetime

from django.db import connection, transaction

from seloste.ledger.leaves import microseconds

_DUE = "SELECT id FROM ledger_leaf WHERE fallen = 0 AND falls <= %s ORDER BY falls LIMIT %s"
_SIDES = "DELETE FROM ledger_side WHERE leaf = %s"
_ERASED = "SELECT 1 FROM ledger_leaf WHERE controller = %s AND at >= %s AND verb = 'erase' AND outcome = 'allowed' LIMIT 1"
_MARK = "UPDATE ledger_leaf SET fallen = 1 WHERE id = %s"


def fall_due(now: datetime, *, limit: int = 1000) -> int:
    """Destroy the side rows of at most `limit` leaves whose date has come; say how many leaves that was. All of a leaf's rows or none."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_DUE, (microseconds(now), limit))
        due = [leaf for (leaf,) in cursor.fetchall()]
        if due:
            cursor.executemany(_SIDES, [(leaf,) for leaf in due])
            cursor.executemany(_MARK, [(leaf,) for leaf in due])
    return len(due)


def erased_since(controller: int, since: datetime) -> bool:
    """Whether anything of a controller's has been erased since an instant."""
    with connection.cursor() as cursor:
        cursor.execute(_ERASED, (controller, microseconds(since)))
        return cursor.fetchone() is not None


def overdue(now: datetime) -> int:
    """Count side rows that stand past their date, by the rows themselves and not by the mark."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT COUNT(*) FROM ledger_side s JOIN ledger_leaf l ON l.id = s.leaf WHERE l.falls <= %s",
            (microseconds(now),),
        )
        (count,) = cursor.fetchone()
    return int(count)
