"""All local accounts belong to one organization.

In MiniStack each account that calls AWS Organizations becomes the management account of an organization of its
own, and an account that never called has none. Here aws:PrincipalOrgID is the same everywhere, and whoever
calls AWS Organizations finds the accounts the launcher was told of.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalorgid
https://docs.aws.amazon.com/organizations/latest/userguide/orgs_introduction.html
"""

from __future__ import annotations

import json
import os
from typing import Any

from ministack.core import iam_evaluator
from ministack.core.responses import request_scope
from ministack.services import organizations

from hooks import around

_default = {"managementAccountId": "000000000000", "accounts": []}


def install() -> None:
    organization_id = os.environ["LOCAL_ORGANIZATION_ID"]
    settings = json.loads(os.environ.get("LOCAL_ORGANIZATION", "null")) or _default
    management = settings["managementAccountId"]

    def ensure(original: Any) -> None:
        if "self" in organizations._orgs:
            return
        original()
        _rename(organization_id)
        for account in settings["accounts"]:
            _add_account(organization_id, management, account)

    async def handle(original: Any, *request: Any) -> Any:
        with request_scope(management, "us-east-1"):
            return await original(*request)

    around(iam_evaluator, "_principal_org_id", lambda _original, _account_id: organization_id)
    around(organizations, "_ensure_org", ensure)
    around(organizations, "handle_request", handle)


def _rename(organization_id: str) -> None:
    made_up = organizations._orgs["self"]["Id"]
    for store in (organizations._orgs, organizations._roots, organizations._accounts):
        for key, record in store.items():
            store[key] = json.loads(json.dumps(record).replace(made_up, organization_id))


def _add_account(organization_id: str, management: str, account: dict[str, str]) -> None:
    parent = next(iter(organizations._roots))
    email = f"{account['name'].lower().replace(' ', '-')}@example.com"
    known = organizations._accounts.get(account["id"])
    organizations._accounts[account["id"]] = {
        **(known or {"JoinedMethod": "CREATED", "JoinedTimestamp": 1_700_000_000, "Path": "/", "_ParentId": parent}),
        "Id": account["id"],
        "Arn": f"arn:aws:organizations::{management}:account/{organization_id}/{account['id']}",
        "Name": account["name"],
        "Email": email,
        "Status": "ACTIVE",
    }
