"""UpdateAccountPasswordPolicy sets everything anew: what is not given goes back to its default.

MiniStack keeps what was set before.

https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAccountPasswordPolicy.html
"""

from __future__ import annotations

from typing import Any

from ministack.services import iam

from hooks import around_entry
from iam_answers import Answer, Parameters

_default_length = "6"


def install() -> None:
    around_entry(iam._IAM_HANDLERS, "UpdateAccountPasswordPolicy", _update)


def _update(original: Any, parameters: Parameters) -> Answer:
    iam._account_password_policy.pop("policy", None)
    return original({"MinimumPasswordLength": [_default_length], **parameters})
