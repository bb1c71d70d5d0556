"""Calls over the loopback interface count as encrypted.

Policies made by `enforceSSL` deny every request without TLS. AWS is reached over TLS only; here nothing leaves
the machine, so aws:SecureTransport is true and the same policies deploy unchanged.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-securetransport
"""

from __future__ import annotations

from typing import Any

from ministack.core import iam_evaluator

from hooks import around


def install() -> None:
    around(iam_evaluator, "pin_request_origin", lambda original, address, _secure: _pin(original, address))


def _pin(original: Any, address: str) -> None:
    original(address, True)
