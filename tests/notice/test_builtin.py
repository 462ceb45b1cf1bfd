"""Our own work stands in every notice, and no author can write it away."""

from collections.abc import Callable

import pytest

from seloste.notice import Basis, Loaded, Store

type Read = Callable[[str], Loaded]


def test_our_own_matters_data_and_purposes_are_merged_in(read: Read, mini: str) -> None:
    notice = read(mini).notice
    assert notice
    assert str(notice.matters["request"].idle) == "P24M"
    assert notice.data["request_file"].of == "request"
    ours = [key for key, purpose in notice.purposes.items() if purpose.builtin]
    assert ours == ["requests", "notifying", "indexing", "importing", "accountability"]
    assert list(notice.purposes)[: -len(ours)] == ["care"]
    assert notice.purposes["requests"].store is Store.ANY
    assert notice.purposes["requests"].despite_restriction
    assert set(notice.purposes["requests"].reads) == {"identity", "orders"}
    assert notice.purposes["requests"].basis == {"customer": Basis.LEGAL_OBLIGATION, "contact_person": Basis.LEGAL_OBLIGATION}
    assert notice.purposes["indexing"].reads == ("identity",)
    assert notice.purposes["indexing"].roles == ("system",)
    assert set(notice.purposes["indexing"].while_) == {"relationship", "contract", "request"}
    assert "privacy" in notice.roles
    assert notice.line("purposes.requests") == 0


@pytest.mark.parametrize("name", ["requests", "notifying", "indexing", "importing", "accountability"])
def test_a_purpose_of_our_own_cannot_be_written(read: Read, mini: str, name: str) -> None:
    loaded = read(mini.replace("purposes:\n", f"purposes:\n  {name}: {{basis: consent, per: contract, uses: [orders]}}\n"))
    assert loaded.notice is None
    assert [each.id for each in loaded.errors] == ["NX-builtin"]


def test_the_machines_own_role_cannot_be_given_to_anyone(read: Read, mini: str) -> None:
    loaded = read(mini.replace("roles: [sales]", "roles: [sales, system]"))
    assert [each.id for each in loaded.errors] == ["NX-builtin"]


def test_builtin_is_no_key_of_the_file(read: Read, mini: str) -> None:
    loaded = read(mini.replace("    roles: [sales]", "    roles: [sales]\n    builtin: true"))
    assert [each.id for each in loaded.errors] == ["NX-key"]
