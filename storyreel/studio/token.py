"""The token in every address of the studio."""

from __future__ import annotations

import secrets


def new_token() -> str:
    """A token that cannot be guessed, for one run of the studio."""
    return secrets.token_urlsafe(24)
