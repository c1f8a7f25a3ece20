"""The lexicon of the shipped pack of voices."""

from __future__ import annotations

import pytest

from headstamp.reason.corroborate import Lexicon
from tests.reason.corroborate.making import shipped


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return shipped()
