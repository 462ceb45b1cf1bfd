"""Which indexes stand?  Those that a statement uses; what nobody asks for is no part of the tables."""

import pytest
from django.db import connection

from dba import sql


@pytest.mark.django_db
def test_marked_folders_have_no_index_of_their_own() -> None:
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, "folder")
    assert "folder_doom" in found
    assert "folder_marked" not in found


@pytest.mark.sqlite
@pytest.mark.django_db
def test_they_are_looked_for_by_their_person() -> None:
    plan = sql("EXPLAIN QUERY PLAN SELECT id FROM folder WHERE subject_id IN (SELECT value FROM json_each('[1]')) AND marked IS NOT NULL")
    assert any("(subject_id=?)" in row[3] for row in plan)
