"""Time-based one-time codes of virtual MFA devices.

https://datatracker.ietf.org/doc/html/rfc6238
https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_sync.html
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import time

_step_seconds = 30
_digits = 6
_seed_bytes = 40


def new_seed() -> str:
    """A fresh seed as AWS shows it: Base32."""
    return base64.b32encode(secrets.token_bytes(_seed_bytes)).decode()


def is_current(seed: str, code: str) -> bool:
    """The code is the one of this half minute, the one before or the one after."""
    return any(_matches(seed, code, step) for step in _steps_around_now(1))


def are_consecutive(seed: str, first: str, second: str) -> bool:
    """The codes are of two half minutes in a row, not long ago."""
    return any(_matches(seed, first, step) and _matches(seed, second, step + 1) for step in _steps_around_now(2))


def _steps_around_now(distance: int) -> range:
    now = int(time.time()) // _step_seconds
    return range(now - distance, now + distance + 1)


def _matches(seed: str, code: str, step: int) -> bool:
    return hmac.compare_digest(_code(seed, step).encode(), code.encode())


def _code(seed: str, step: int) -> str:
    key = base64.b32decode(seed + "=" * (-len(seed) % 8))
    digest = hmac.new(key, step.to_bytes(8, "big"), hashlib.sha1).digest()
    offset = digest[-1] & 15
    number = int.from_bytes(digest[offset : offset + 4], "big") & 0x7FFFFFFF
    return str(number % 10**_digits).zfill(_digits)
