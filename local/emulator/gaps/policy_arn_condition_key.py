"""The condition key iam:PolicyARN, present when a managed policy is attached or detached.

MiniStack does not know it, so a statement that relies on it allows nothing.

https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
"""

from __future__ import annotations

from typing import Any

from ministack.core import iam_actions

from hooks import around

_prefixes = ("iam:Attach", "iam:Detach")


def install() -> None:
    around(iam_actions, "request_tag_context", _with_policy_arn)


def _with_policy_arn(original: Any, service: str, action: str, body: bytes, parameters: dict) -> dict[str, Any]:
    keys = original(service, action, body, parameters)
    arn = iam_actions._query_param(parameters, "PolicyArn")
    return {**keys, "iam:policyarn": arn} if arn and action.startswith(_prefixes) else keys
