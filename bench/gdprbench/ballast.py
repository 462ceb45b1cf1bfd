"""Does it stay as fast when there is more?  Makes a loaded register larger by copies of its people, whom no operation asks about.

Rows only, by SQL and past the gate: nobody could open what they hold. They make tables and indexes as large as so many people would.
"""

from bench.gdprbench.cluster import Cluster

_BIG = 0x1E3779B97F4A7C15
# Which columns of a table are other ids in a copy. Campaigns and batches are copied too, so that each stays as small as it was.
_IDS = {
    "subject": ("id",),
    "own_matter": ("id",),
    "matter": ("subject_id",),
    "event": ("subject_id",),
    "ground": ("subject_id", "matter"),
    "folder": ("subject_id", "matter"),
    "record": ("subject_id", "matter"),
    "refusal": ("subject_id",),
    "disclosure": ("subject_id",),
    "ledger_leaf": ("id",),
    "ledger_side": ("leaf", "subject"),
}
_COLUMNS = "SELECT attname::text FROM pg_attribute WHERE attrelid=%s::regclass AND attnum>0 AND NOT attisdropped"
# And which dates are others, by how much a copy: what falls on one day stays as much as it was.
_LATER = {("own_matter", "ends"): "1 second", ("disclosure", "at"): "1 day", ("folder", "doom"): "200 years"}


def add(cluster: Cluster, database: str, copies: int) -> None:
    """Add so many copies of everyone."""
    with cluster.connect(database) as connection:
        for table, ids in _IDS.items():
            columns = [row[0] for row in connection.execute(_COLUMNS, (table,))]
            taken = ", ".join(_column(table, column, ids) for column in columns)
            sql = f"INSERT INTO {table} ({', '.join(columns)}) SELECT {taken} FROM {table} o, generate_series(1, {copies}) n"
            connection.execute(sql.encode())
        connection.execute("VACUUM (ANALYZE)")


def _column(table: str, column: str, ids: tuple[str, ...]) -> str:
    if column in ids:
        # Below zero, where no page of a list that begins at somebody comes by.
        other = f"-(o.{column} # (n * {_BIG >> 8} & {2**62 - 1}))"
        return f"CASE o.{column} WHEN 0 THEN 0 ELSE {other} END"
    if later := _LATER.get((table, column)):
        return f"o.{column} + n * interval '{later}'"
    return f"o.{column}"
