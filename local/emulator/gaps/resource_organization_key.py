"""The condition key aws:ResourceOrgID: the organization of the account that owns the resource.

MiniStack does not know it. Resources of accounts that are not among the local ones belong to no organization, so
the key is absent for them.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-resourceorgid
"""

from __future__ import annotations

import json
import os
from typing import Any

from ministack.core import iam_evaluator

from hooks import around

_key = "aws:resourceorgid"


def install() -> None:
    organization_id = os.environ["LOCAL_ORGANIZATION_ID"]
    settings = json.loads(os.environ.get("LOCAL_ORGANIZATION", "null")) or {"accounts": []}
    members = {account["id"] for account in settings["accounts"]}

    def resolve(original: Any, key: str, context: Any) -> Any:
        if key.lower() != _key:
            return original(key, context)
        owner = original("aws:ResourceAccount", context)
        return organization_id if not members or owner in members else None

    around(iam_evaluator, "_resolve_condition_key", resolve)
