"""The resource an IAM call is authorized on.

MiniStack forgets paths, authorizes calls about MFA devices and new policies on "*", group membership on the
user, and calls without a UserName on nobody.

https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
"""

from __future__ import annotations

from typing import Any

from ministack.core import iam_actions

from api_calls import current_call
from gaps.implicit_user_name import acts_on_own_user
from hooks import around
from identities import Entity, stored_group, stored_role, stored_user

_membership = ("AddUserToGroup", "RemoveUserFromGroup")


def install() -> None:
    around(iam_actions, "extract_resource_arn", _resource_arn)


def _resource_arn(
    original: Any,
    service: str,
    method: str,
    path: str,
    headers: dict,
    body: bytes,
    form: dict,
    region: str,
    account: str,
) -> str:
    if service != "iam":
        return original(service, method, path, headers, body, form, region, account)
    request = _IamRequest(form, account)
    return request.policy() or request.device() or request.entity() or request.own_user() or "*"


class _IamRequest:
    def __init__(self, form: dict, account: str) -> None:
        self._form = form
        self._account = account
        self._action = self._given("Action")

    def policy(self) -> str:
        if self._action == "CreatePolicy":
            return self._arn("policy", self._given("PolicyName"), None)
        names_entity = any(self._given(name) for name in ("UserName", "RoleName", "GroupName"))
        return "" if names_entity else self._given("PolicyArn")

    def device(self) -> str:
        if self._action == "CreateVirtualMFADevice":
            return self._arn("mfa", self._given("VirtualMFADeviceName"), None)
        return self._given("SerialNumber") if self._action == "DeleteVirtualMFADevice" else ""

    def entity(self) -> str:
        for kind, parameter, stored in (
            ("instance-profile", "InstanceProfileName", None),
            ("role", "RoleName", stored_role),
            ("group", "GroupName", stored_group),
            ("user", "UserName", stored_user),
        ):
            name = self._given(parameter)
            if name and (kind != "user" or self._action not in _membership):
                return self._arn(kind, name, stored(self._account, name) if stored else None)
        return ""

    def own_user(self) -> str:
        call = current_call()
        if call is None or call.caller is None or not acts_on_own_user(self._action):
            return ""
        return call.caller.arn if call.caller.kind == "User" else ""

    def _arn(self, kind: str, name: str, known: Entity | None) -> str:
        path = (known or {}).get("Path") or self._given("Path") or "/"
        return f"arn:aws:iam::{self._account}:{kind}{path}{name}"

    def _given(self, name: str) -> str:
        return iam_actions._query_param(self._form, name)
