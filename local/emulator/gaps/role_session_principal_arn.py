"""aws:PrincipalArn of a role session is the role's ARN, path included, and not the session's.

MiniStack compares the session's ARN (arn:aws:sts::...:assumed-role/...), so conditions on roles never hold.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn
"""

from __future__ import annotations

from typing import Any

from ministack.core import iam_evaluator
from ministack.core.iam_evaluator import EvalContext

from hooks import around
from identities import stored_role_of_session


def install() -> None:
    around(iam_evaluator, "_resolve_condition_key", _resolve)


def _resolve(original: Any, key: str, context: EvalContext) -> Any:
    if key.lower() == "aws:principalarn":
        role = stored_role_of_session(context.principal_arn)
        if role is not None:
            return role["Arn"]
    return original(key, context)
