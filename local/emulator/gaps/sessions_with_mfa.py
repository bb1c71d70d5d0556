"""GetSessionToken and AssumeRole check the code of an MFA device, and sessions tell of it.

MiniStack takes any code, and every session has aws:MultiFactorAuthPresent false. On AWS a session of a user
carries true or false, whoever calls with a code carries true for that one request, and the sessions of roles and
federated users, like long-term keys, have no such key.

https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent
"""

from __future__ import annotations

import time
from typing import Any

from ministack.core import iam_evaluator
from ministack.services import iam, sts

from api_calls import ApiCall, Response, current_call, intercept
from hooks import around
from mfa_devices import authenticated_with_mfa, carries_valid_code

_present = "aws:multifactorauthpresent"
_age = "aws:multifactorauthage"
_actions_with_code = ("AssumeRole", "GetSessionToken")
_wrong_code = "MultiFactorAuthentication failed with invalid MFA one time pass code. "


def install() -> None:
    intercept(_refuse_wrong_code)
    around(sts, "register_session", _remember_mfa)
    around(iam_evaluator, "_principal_keys", _with_mfa_keys)


def _offers_code(call: ApiCall) -> bool:
    return call.service == "sts" and call.action in _actions_with_code and bool(call.parameter("TokenCode"))


def _refuse_wrong_code(call: ApiCall) -> Response | None:
    if call.caller is None or not _offers_code(call) or carries_valid_code(call):
        return None
    return iam._error(403, "AccessDenied", _wrong_code, ns="sts")


def _remember_mfa(original: Any, access_key: str, session: dict[str, Any]) -> None:
    call = current_call()
    if call and _offers_code(call) and session.get("PrincipalType") == "User":
        session["MfaAuthenticatedAt"] = time.time()
    if call and session.get("PrincipalType") == "AssumedRole":
        session["MfaOfAssumer"] = _offers_code(call) or authenticated_with_mfa(call)
    original(access_key, session)


def _with_mfa_keys(original: Any, credential: Any) -> dict[str, Any]:
    keys = original(credential)
    keys.pop(_present, None)
    session = sts._sessions.get(credential.access_key_id)
    if session is not None and credential.principal_type == "User":
        keys.update(_keys(session.get("MfaAuthenticatedAt")))
    call = current_call()
    if call and call.caller and call.caller.access_key_id == credential.access_key_id and _offers_code(call):
        keys.update(_keys(time.time()))
    return keys


def _keys(authenticated_at: float | None) -> dict[str, str]:
    if authenticated_at is None:
        return {_present: "false"}
    return {_present: "true", _age: str(int(time.time() - authenticated_at))}
