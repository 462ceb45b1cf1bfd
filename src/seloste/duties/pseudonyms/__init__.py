"""What may leave for statistics and tests? Rows under keyed pseudonyms, without anything that names a person (Art. 4(5), 32(1)(a)).

The key lies in a file of its own, apart from the register and from the rows. It is personal data still: the key tells who is who.
"""

from seloste.duties.pseudonyms.making import KINDS, Table, export

__all__ = ["KINDS", "Table", "export"]
