"""Looking up the users, roles and groups an ARN or a name stands for, in any account."""

from __future__ import annotations

from typing import Any

from ministack.core import iam_evaluator

Entity = dict[str, Any]


def stored_user(account_id: str, name: str) -> Entity | None:
    from ministack.services import iam

    return iam._users.get_scoped(account_id, None, name)


def stored_role(account_id: str, name: str) -> Entity | None:
    from ministack.services import iam

    return iam._roles.get_scoped(account_id, None, name)


def stored_group(account_id: str, name: str) -> Entity | None:
    from ministack.services import iam

    return iam._groups.get_scoped(account_id, None, name)


def account_of(arn: str) -> str:
    return arn.split(":")[4] if arn.count(":") >= 5 else ""


def stored_role_of_session(session_arn: str) -> Entity | None:
    """The role behind `arn:aws:sts::ACCOUNT:assumed-role/NAME/SESSION`."""
    if ":assumed-role/" not in session_arn:
        return None
    return stored_role(account_of(session_arn), iam_evaluator._role_name_from_assumed_arn(session_arn))


def stored_role_of_arn(role_arn: str) -> Entity | None:
    """The role with exactly this ARN, its path included."""
    role = stored_role(account_of(role_arn), role_arn.rpartition("/")[2])
    return role if role and role["Arn"] == role_arn else None
