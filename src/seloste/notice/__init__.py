"""What did we promise? Reads, checks and renders a privacy notice, and lists the promises it makes.

Pure: it opens no socket, reads no clock and no file, knows nothing of Django or of any register, and decides nothing about a person.
"""

from seloste.notice.clauses import Clause, clauses
from seloste.notice.findings import Finding
from seloste.notice.loading import Loaded, Unreadable, load, read
from seloste.notice.model import Notice
from seloste.notice.structure import EVERY_KIND, Category, DataField, Kind, MatterKind, Otherwise, Purpose, Role
from seloste.notice.values import Basis, Channel, FieldType, Need, Store, Text

__all__ = [
    "EVERY_KIND",
    "Basis",
    "Category",
    "Channel",
    "Clause",
    "DataField",
    "FieldType",
    "Finding",
    "Kind",
    "Loaded",
    "MatterKind",
    "Need",
    "Notice",
    "Otherwise",
    "Purpose",
    "Role",
    "Store",
    "Text",
    "Unreadable",
    "clauses",
    "load",
    "read",
]
