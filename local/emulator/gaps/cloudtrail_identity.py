"""The `userIdentity` element of a CloudTrail record.

https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
"""

from __future__ import annotations

import time
from typing import Any

from api_calls import Caller
from identities import stored_role_of_session, stored_user

Identity = dict[str, Any]


def user_identity(caller: Caller) -> Identity:
    """The caller as CloudTrail describes it in the caller's own account."""
    identity: Identity = {
        "type": {"User": "IAMUser"}.get(caller.kind, caller.kind),
        "principalId": caller.principal_id,
        "arn": caller.arn,
        "accountId": caller.account_id,
        "accessKeyId": caller.access_key_id,
    }
    if caller.kind == "User":
        identity["userName"] = caller.user_name
    if caller.session is not None:
        identity["sessionContext"] = _session_context(caller, caller.session)
    if caller.kind == "AssumedRole":
        identity["principalId"] = _principal_id_of_role_session(caller)
    return identity


def foreign_identity(caller: Caller) -> Identity:
    """The caller as another account's record shows it: only whose account it is."""
    return {"type": "AWSAccount", "principalId": user_identity(caller)["principalId"], "accountId": caller.account_id}


def _session_context(caller: Caller, session: dict[str, Any]) -> dict[str, Any]:
    context: dict[str, Any] = {}
    issuer = _session_issuer(caller, session)
    if issuer:
        context["sessionIssuer"] = issuer
    context["attributes"] = {
        "creationDate": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(session.get("IssuedAt", time.time()))),
        "mfaAuthenticated": "true" if session.get("MfaAuthenticatedAt") or session.get("MfaOfAssumer") else "false",
    }
    return context


def _session_issuer(caller: Caller, session: dict[str, Any]) -> dict[str, str] | None:
    if caller.kind == "AssumedRole":
        role = stored_role_of_session(caller.arn)
        return role and _issuer("Role", role["RoleId"], role["Arn"], caller.account_id, role["RoleName"])
    if caller.kind == "FederatedUser":
        user = stored_user(caller.account_id, session.get("PrincipalName", ""))
        return user and _issuer("IAMUser", user["UserId"], user["Arn"], caller.account_id, user["UserName"])
    return None


def _issuer(kind: str, principal_id: str, arn: str, account_id: str, name: str) -> dict[str, str]:
    return {"type": kind, "principalId": principal_id, "arn": arn, "accountId": account_id, "userName": name}


def _principal_id_of_role_session(caller: Caller) -> str:
    role = stored_role_of_session(caller.arn)
    session_name = caller.arn.rpartition("/")[2]
    return f"{role['RoleId']}:{session_name}" if role else caller.principal_id
