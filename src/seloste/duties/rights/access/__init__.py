"""What does a person get when they ask what we hold? Everything Art. 15 asks, as JSON, as a table and as a page to read."""

from seloste.duties.rights.access.files import as_csv, as_html, as_json
from seloste.duties.rights.access.package import OWN_FILE, PURPOSE, Package, gather
from seloste.duties.rights.access.portable import portable_json

__all__ = ["OWN_FILE", "PURPOSE", "Package", "as_csv", "as_html", "as_json", "gather", "portable_json"]
