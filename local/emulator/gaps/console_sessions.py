"""Signing in to the AWS Management Console, without the console.

POST /_local/console-session {"account", "userName", "code"?, "mfa"?} answers credentials with what a console
session carries: aws:MultiFactorAuthPresent true or false, aws:TokenIssueTime, aws:username; IAM may be called.
`code` is one of a virtual device; `"mfa": true` stands for a passkey. As at the real sign-in page, a user without a
password is refused, and one with a device needs it. A ConsoleLogin record is delivered.

https://docs.aws.amazon.com/IAM/latest/UserGuide/console_sign-in-mfa.html
https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html
"""

from __future__ import annotations

import time
import uuid
from dataclasses import dataclass
from typing import Any

from ministack.services import iam, sts

from event_delivery import ServiceEvent, deliver_to_default_bus
from gaps.one_time_codes import is_current
from identities import stored_user
from local_endpoints import BadRequest, LocalRequest, local_endpoint
from mfa_devices import devices_of

_session_seconds = 12 * 3600
_region = "us-east-1"


@dataclass(frozen=True)
class SignIn:
    account_id: str
    user: dict[str, Any]
    mfa_identifier: str | None
    """The device that was used, if one was."""


def install() -> None:
    local_endpoint("POST", "console-session", _sign_in)


def _sign_in(request: LocalRequest) -> dict[str, Any]:
    given = request.json or {}
    account_id, name = given.get("account", ""), given.get("userName", "")
    user = stored_user(account_id, name)
    if user is None:
        raise BadRequest(f"Account {account_id} has no user {name}.")
    if not iam._login_profiles.contains_scoped(account_id, None, name):
        raise BadRequest(f"{name} has no password (login profile) to sign in with.")
    sign_in = SignIn(account_id, user, _check_device(account_id, name, given))
    credentials = _open_session(sign_in)
    _tell_cloudtrail(sign_in)
    return credentials


def _check_device(account_id: str, name: str, given: dict[str, Any]) -> str | None:
    devices = devices_of(account_id, name)
    code = str(given.get("code") or "")
    if not devices and (code or given.get("mfa") is True):
        raise BadRequest(f"{name} has no MFA device.")
    for device in devices:
        if given.get("mfa") is True or is_current(device["Base32StringSeed"], code):
            return device["SerialNumber"]
    if devices:
        raise BadRequest(f"{name} has an MFA device: a current code of it is needed.")
    return None


def _open_session(sign_in: SignIn) -> dict[str, Any]:
    now = time.time()
    access_key_id = iam._gen_session_access_key()
    session = {
        "Arn": sign_in.user["Arn"],
        "UserId": sign_in.user["UserId"],
        "SecretAccessKey": iam._gen_secret(),
        "SessionToken": iam._gen_session_token(),
        "Expiration": now + _session_seconds,
        "IssuedAt": now,
        "AccountId": sign_in.account_id,
        "PrincipalType": "User",
        "PrincipalName": sign_in.user["UserName"],
        "FromConsole": True,
        **({"MfaAuthenticatedAt": now} if sign_in.mfa_identifier else {}),
    }
    sts.register_session(access_key_id, session)
    return {
        "accessKeyId": access_key_id,
        "secretAccessKey": session["SecretAccessKey"],
        "sessionToken": session["SessionToken"],
        "expiresAt": int(session["Expiration"]),
        "multiFactorAuthPresent": sign_in.mfa_identifier is not None,
    }


def _tell_cloudtrail(sign_in: SignIn) -> None:
    used = {"MFAIdentifier": sign_in.mfa_identifier, "MFAUsed": "Yes"} if sign_in.mfa_identifier else {"MFAUsed": "No"}
    record = {
        "eventVersion": "1.11",
        "userIdentity": {
            "type": "IAMUser",
            "principalId": sign_in.user["UserId"],
            "arn": sign_in.user["Arn"],
            "accountId": sign_in.account_id,
            "userName": sign_in.user["UserName"],
        },
        "eventTime": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "eventSource": "signin.amazonaws.com",
        "eventName": "ConsoleLogin",
        "awsRegion": _region,
        "sourceIPAddress": "127.0.0.1",
        "userAgent": "Mozilla/5.0",
        "requestParameters": None,
        "responseElements": {"ConsoleLogin": "Success"},
        "additionalEventData": {
            "LoginTo": "https://console.aws.amazon.com/console/home",
            "MobileVersion": "No",
            **used,
        },
        "eventID": str(uuid.uuid4()),
        "readOnly": False,
        "eventType": "AwsConsoleSignIn",
        "managementEvent": True,
        "recipientAccountId": sign_in.account_id,
        "eventCategory": "Management",
    }
    deliver_to_default_bus(
        ServiceEvent(sign_in.account_id, _region, "aws.signin", "AWS Console Sign In via CloudTrail", record)
    )
