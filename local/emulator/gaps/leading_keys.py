"""The condition key dynamodb:LeadingKeys: the partition keys that a request names.

MiniStack does not know it, so a statement that holds a role to some partitions of a table allows nothing, or
everything.

https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
"""

from __future__ import annotations

import json
from typing import Any

from ministack.core import iam_actions
from ministack.services import dynamodb

from hooks import around

_members_with_the_key = ("Key", "Item")


def install() -> None:
    around(iam_actions, "dynamodb_service_context", _with_leading_keys)


def _with_leading_keys(original: Any, body: bytes) -> dict[str, Any]:
    keys = original(body)
    leading = _leading_keys(body)
    # The evaluator looks keys up in lower case.
    return {**keys, "dynamodb:leadingkeys": leading} if leading else keys


def _leading_keys(body: bytes) -> list[str]:
    try:
        request = json.loads(body or b"{}")
    except ValueError:
        return []
    attribute = _partition_key(request.get("TableName", ""))
    values = [request.get(member, {}).get(attribute) for member in _members_with_the_key]
    return [next(iter(value.values())) for value in values if value]


def _partition_key(table_name: str) -> str | None:
    table = dynamodb._tables.get(table_name.rsplit("/", 1)[-1]) or {}
    for element in table.get("KeySchema", []):
        if element.get("KeyType") == "HASH":
            return element["AttributeName"]
    return None
