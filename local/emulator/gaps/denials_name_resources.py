"""A denial says which resource was refused, and which kind of policy is to blame.

MiniStack's message ends after the action for most services.

https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
"""

from __future__ import annotations

from typing import Any

from ministack.core import iam_actions

from hooks import around
from identities import account_of

_services = frozenset({"iam", "sts", "events", "organizations", "sqs", "dynamodb"})


def install() -> None:
    around(iam_actions, "access_denied_response", _respond)


def _respond(original: Any, service: str, action: str, principal_arn: str, request_id: str, **more: Any) -> Any:
    has_own_message = any(more.get(name) for name in ("message", "error_code", "resource_policy_arn"))
    if service in _services and not has_own_message:
        more["message"] = _message(action, principal_arn, more)
    return original(service, action, principal_arn, request_id, **more)


def _message(action: str, principal_arn: str, more: dict[str, Any]) -> str:
    resource = more.get("resource_arn", "*")
    explicit = bool(more.get("explicit_deny"))
    message = iam_actions.identity_denial_message(action, principal_arn, resource, explicit)
    is_foreign = account_of(resource) not in ("", account_of(principal_arn))
    if is_foreign and not explicit and action != "sts:AssumeRole":
        return message.replace("no identity-based policy", "no resource-based policy")
    return message
