"""AWS's own policies that people are often given, and MiniStack lacks.

IAM attaches IAMUserChangePassword by itself to whoever is made to choose a password at the first sign-in in the
console. MiniStack also gives each of AWS's policies a new id whenever it starts; here, as on AWS, an id never
changes and tells nothing of the account that asks.

https://docs.aws.amazon.com/aws-managed-policy/latest/reference/IAMUserChangePassword.html
https://docs.aws.amazon.com/aws-managed-policy/latest/reference/IAMUserSSHKeys.html
https://docs.aws.amazon.com/aws-managed-policy/latest/reference/IAMSelfManageServiceSpecificCredentials.html
"""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any

from ministack.services import iam

from hooks import around

_own_user = "arn:aws:iam::*:user/${aws:username}"


def _allow(resource: str | list[str], *actions: str) -> dict[str, Any]:
    return {"Effect": "Allow", "Action": [f"iam:{action}" for action in actions], "Resource": resource}


_policies = {
    "IAMUserChangePassword": [_allow([_own_user], "ChangePassword"), _allow("*", "GetAccountPasswordPolicy")],
    "IAMUserSSHKeys": [
        _allow(
            _own_user, "DeleteSSHPublicKey", "GetSSHPublicKey", "ListSSHPublicKeys", "UpdateSSHPublicKey",
            "UploadSSHPublicKey",
        )
    ],
    "IAMSelfManageServiceSpecificCredentials": [
        _allow(
            _own_user, "CreateServiceSpecificCredential", "ListServiceSpecificCredentials",
            "UpdateServiceSpecificCredential", "DeleteServiceSpecificCredential", "ResetServiceSpecificCredential",
        )
    ],
}  # fmt: skip


def install() -> None:
    around(iam, "_seed_aws_managed_policies", _seed)
    _add()


def _seed(original: Any) -> None:
    """As MiniStack does when it is reset."""
    original()
    _add()


def _add() -> None:
    for name, statements in _policies.items():
        document = json.dumps({"Version": "2012-10-17", "Statement": statements})
        record = iam._make_aws_managed_record(name, document)
        iam._aws_managed_policies.setdefault(record["Arn"], record)
    for arn, policy in iam._aws_managed_policies.items():
        digest = base64.b32encode(hashlib.sha256(arn.encode()).digest()).decode()
        policy["PolicyId"] = f"ANPA{digest[:17]}"
