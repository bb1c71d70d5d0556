"""Who may change the organization, and what becomes of accounts that leave or join.

In MiniStack any account changes the organization, none leaves, and AWS Organizations tells CloudTrail nothing of
itself. On AWS only the management account makes changes (delegation is not known here), a member may leave, and the
management account is told of those who join and depart. aws:PrincipalOrgID and aws:ResourceOrgID end with membership.

https://docs.aws.amazon.com/organizations/latest/APIReference/API_LeaveOrganization.html
https://docs.aws.amazon.com/organizations/latest/APIReference/API_RemoveAccountFromOrganization.html
https://docs.aws.amazon.com/organizations/latest/userguide/orgs_cloudtrail-integration.html
"""

from __future__ import annotations

import json
import time
import uuid
from datetime import datetime, timezone
from typing import Any

from ministack.core import iam_evaluator
from ministack.core.responses import error_response_json, get_account_id
from ministack.services import organizations

from api_calls import current_call
from event_delivery import ServiceEvent, deliver_to_default_bus
from gaps.cloudtrail_contents import written
from hooks import around, around_entry
from resets import on_reset

Payload = dict[str, Any]

_region = "us-east-1"
_reads = ("Describe", "List")
_departed: set[str] = set()


def install() -> None:
    on_reset(_departed.clear)
    handlers = organizations._DISPATCH
    handlers["RemoveAccountFromOrganization"] = _remove
    for action in handlers:
        if not action.startswith(_reads):
            around_entry(handlers, action, _by_management_only)
    around_entry(handlers, "CreateAccount", _create)
    handlers["LeaveOrganization"] = _leave
    around(iam_evaluator, "_principal_org_id", _principal_org_id)
    around(iam_evaluator, "_resolve_condition_key", _resolve)


def _caller() -> str:
    call = current_call()
    return call.account_id if call else get_account_id()


def _by_management_only(original: Any, payload: Payload) -> Any:
    """AWS Organizations works in the scope of the management account."""
    if _caller() == get_account_id():
        return original(payload)
    return error_response_json("AccessDeniedException", "You don't have permissions to access this resource.", 400)


def _leave(_payload: Payload) -> Any:
    return _depart(_caller(), "Left")


def _remove(payload: Payload) -> Any:
    return _depart(payload.get("AccountId", ""), "Removed")


def _depart(account_id: str, method: str) -> Any:
    organizations._ensure_org()
    if account_id == get_account_id():
        message = "You can't remove a management account from an organization."
        return error_response_json("MasterCannotLeaveOrganizationException", message, 400)
    if organizations._accounts.pop(account_id, None) is None:
        message = "You specified an account that doesn't exist in this organization."
        return error_response_json("AccountNotFoundException", message, 400)
    _departed.add(account_id)
    _tell("AccountDepartedOrganization", accountId=account_id, departedMethod=method, departedTime=_now())
    return organizations._json(200, {})


def _create(original: Any, payload: Payload) -> Any:
    answer = original(payload)
    if answer[0] == 200:
        made = json.loads(answer[2])["CreateAccountStatus"]
        status = {"id": made["Id"], "state": made["State"], "accountName": "****", "accountId": made["AccountId"]}
        times = {"requestedTimestamp": _now(), "completedTimestamp": _now()}
        _tell("CreateAccountResult", createAccountStatus={**status, **times})
        _tell("AccountJoinedOrganization", accountId=made["AccountId"], joinedMethod="Created", joinedTime=_now())
    return answer


def _now() -> str:
    return written(datetime.now(timezone.utc))


def _tell(event_name: str, **details: Any) -> None:
    """A service event in the management account."""
    management = get_account_id()
    record = {
        "eventVersion": "1.11",
        "userIdentity": {"accountId": management, "invokedBy": "organizations.amazonaws.com"},
        "eventTime": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "eventSource": "organizations.amazonaws.com",
        "eventName": event_name,
        "awsRegion": _region,
        "sourceIPAddress": "organizations.amazonaws.com",
        "userAgent": "organizations.amazonaws.com",
        "requestParameters": None,
        "responseElements": None,
        "eventID": str(uuid.uuid4()),
        "readOnly": False,
        "eventType": "AwsServiceEvent",
        "managementEvent": True,
        "recipientAccountId": management,
        "serviceEventDetails": details,
        "eventCategory": "Management",
    }
    event = ServiceEvent(management, _region, "aws.organizations", "AWS Service Event via CloudTrail", record)
    deliver_to_default_bus(event)


def _principal_org_id(original: Any, account_id: str) -> str | None:
    return None if account_id in _departed else original(account_id)


def _resolve(original: Any, key: str, context: Any) -> Any:
    if key.lower() == "aws:resourceorgid" and original("aws:ResourceAccount", context) in _departed:
        return None
    return original(key, context)
