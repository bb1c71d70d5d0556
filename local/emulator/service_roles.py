"""Whether an AWS service may act through a role.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-iam-roles.html
"""

from __future__ import annotations

import json
from typing import Any

from ministack.core import iam_evaluator
from ministack.core.iam_evaluator import EvalContext

from identities import account_of, stored_role_of_arn
from scopes import run_in


def session_context(role_arn: str, session_name: str, action: str, resource_arn: str, region: str) -> EvalContext:
    """A request made with a session of the role."""
    account_id = account_of(role_arn)
    role_name = role_arn.rpartition("/")[2]
    return EvalContext(
        principal_arn=f"arn:aws:sts::{account_id}:assumed-role/{role_name}/{session_name}",
        principal_type="AssumedRole",
        principal_account=account_id,
        action=action,
        resource_arn=resource_arn,
        region=region,
    )


def role_lets_service(role_arn: str, service: str, context: EvalContext, source_arn: str) -> bool:
    """The role's trust policy names the service, and its own policies allow the request."""
    role = stored_role_of_arn(role_arn)
    if role is None or not _trusts(role, service, source_arn):
        return False
    policies, limits = run_in(context.principal_account, context.region, lambda: _policies_of(role))
    return iam_evaluator.evaluate(context, policies, *limits).decision == "Allow"


def _policies_of(role: dict[str, Any]) -> tuple[list, list]:
    from ministack.services import iam

    account_id = account_of(role["Arn"])
    name = role["RoleName"]
    limits = iam_evaluator._permissions_boundary(iam._roles, name, account_id)
    return iam_evaluator._gather_role_policies(name, account_id), limits


def _trusts(role: dict[str, Any], service: str, source_arn: str) -> bool:
    context = EvalContext(
        principal_arn="*",
        principal_type="Service",
        principal_account="",
        action="sts:AssumeRole",
        resource_arn=role["Arn"],
        region="",
        service_context={"aws:sourcearn": source_arn, "aws:sourceaccount": account_of(source_arn)},
    )
    document = role.get("AssumeRolePolicyDocument") or "{}"
    parsed = json.loads(document) if isinstance(document, str) else document
    return iam_evaluator.evaluate_resource_policy(parsed, context, service=service).decision == "Allow"
