"""The id of a user depends on its ARN, and on how many users had that ARN before.

So a configuration that names users says the same at every start. As on AWS, a user that is created again under
the same name gets another id, and ids have 21 characters.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from typing import Any

from ministack.services import iam

from hooks import around_entry
from iam_answers import Answer, Parameters, given
from resets import on_reset

_created: Counter[str] = Counter()


def install() -> None:
    around_entry(iam._IAM_HANDLERS, "CreateUser", _create)
    on_reset(_created.clear)


def _create(original: Any, parameters: Parameters) -> Answer:
    status, headers, body = original(parameters)
    if status != 200:
        return status, headers, body
    user = iam._users[given(parameters, "UserName")]
    random_id, user["UserId"] = user["UserId"], _next_id(user["Arn"])
    return status, headers, body.replace(random_id.encode(), user["UserId"].encode())


def _next_id(arn: str) -> str:
    _created[arn] += 1
    digest = hashlib.sha256(f"{arn} {_created[arn]}".encode()).digest()
    return "AIDA" + base64.b32encode(digest).decode()[:17]
