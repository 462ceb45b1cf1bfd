"""Django's own checks of the project find nothing, and no change of a model lacks its migration."""

import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_the_checks_find_nothing() -> None:
    call_command("check", "--fail-level", "WARNING")


@pytest.mark.django_db
def test_every_change_of_a_model_has_its_migration() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
