"""What sessions of users may not call, whatever the policies say.

MiniStack treats them like the user. On AWS a session from GetSessionToken may call IAM only if it began with an
MFA code, and of STS only AssumeRole and GetCallerIdentity; one from GetFederationToken may call no IAM, and of STS
only GetCallerIdentity. A federated user has the tags of the user who made the session, where it brings no own.

https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_sts-comparison.html
https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
"""

from __future__ import annotations

from typing import Any

from ministack.core import iam_evaluator
from ministack.core.iam_evaluator import AuthError, EvalResult
from ministack.services import sts

from hooks import around
from identities import stored_user

_invalid_token = AuthError("UnrecognizedClientException", "The security token included in the request is invalid.")
_of_users = ("sts:AssumeRole", "sts:GetCallerIdentity", "sts:GetSessionToken", "sts:GetFederationToken")
_of_federated_users = ("sts:GetCallerIdentity", "sts:GetSessionToken", "sts:GetFederationToken")


def install() -> None:
    around(iam_evaluator, "enforce", _enforce)
    around(iam_evaluator, "_principal_keys", _with_inherited_tags)


def _enforce(original: Any, access_key: str, action: str, *more: Any, **named: Any) -> EvalResult | AuthError | None:
    denied = original(access_key, action, *more, **named)
    session = sts._sessions.get(access_key)
    if isinstance(denied, AuthError) or session is None or session.get("FromConsole"):
        return denied
    return _limit(session, action) or denied


def _limit(session: dict[str, Any], action: str) -> EvalResult | AuthError | None:
    """Refusals of GetSessionToken and GetFederationToken have a message of their own, and are left to STS."""
    kind = session.get("PrincipalType")
    is_federated = kind == "FederatedUser"
    if kind not in ("User", "FederatedUser"):
        return None
    if action.startswith("iam:"):
        return _invalid_token if is_federated or not session.get("MfaAuthenticatedAt") else None
    allowed = _of_federated_users if is_federated else _of_users
    if action.startswith("sts:") and action not in allowed:
        return EvalResult("ImplicitDeny", principal_arn=session["Arn"])
    return None


def _with_inherited_tags(original: Any, credential: Any) -> dict[str, Any]:
    keys = original(credential)
    session = sts._sessions.get(credential.access_key_id)
    if session is None or credential.principal_type != "FederatedUser":
        return keys
    user = stored_user(credential.account_id, session.get("PrincipalName", "")) or {}
    inherited = {f"aws:principaltag/{tag['Key'].lower()}": tag["Value"] for tag in user.get("Tags") or []}
    return {**inherited, **keys}
