"""A command that fails inside tells where in the code, and never quotes the message: it may hold what people wrote."""

import pytest
from click.testing import CliRunner

from seloste import home
from seloste.faces.cli import cli

SECRET = "Aino Esimerkki"


def test_a_failure_is_told_by_class_and_place_without_its_message(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise ValueError(SECRET)

    monkeypatch.setattr(home, "current", fail)
    result = CliRunner().invoke(cli, ["tick"], prog_name="seloste")
    assert result.exit_code == 2
    assert SECRET not in result.output
    assert "ValueError at test_failures.py:" in result.stderr
    assert "< seloste/faces/cli/tick.py:" in result.stderr
