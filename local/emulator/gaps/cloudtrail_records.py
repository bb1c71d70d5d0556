"""Calls reach EventBridge as CloudTrail records.

MiniStack tells EventBridge nothing of API calls. On AWS every management event is put on the default bus
of the account and Region it belongs to. Which rules see a read-only one, rule_states.py says; where none does,
none is made.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
"""

from __future__ import annotations

import time
import uuid
from typing import Any

from api_calls import ApiCall, Caller, Response, observe
from event_delivery import ServiceEvent, deliver_to_default_bus
from gaps.cloudtrail_contents import Outcome, read_outcome, request_parameters, response_elements
from gaps.cloudtrail_identity import foreign_identity, user_identity
from gaps.recorded_calls import event_name, event_region, event_source, is_read_only, is_recorded
from gaps.rule_states import any_rule_sees_reads, is_withheld_read
from identities import account_of

Record = dict[str, Any]


def install() -> None:
    observe(_record)


def _record(call: ApiCall, response: Response) -> None:
    if not is_recorded(call) or not _is_seen(call):
        return
    outcome = read_outcome(call, response)
    if call.caller is None or outcome.never_authenticated:
        return
    record = _build(call, call.caller, outcome)
    role_account = account_of(call.parameter("RoleArn")) if call.action == "AssumeRole" else ""
    if role_account in ("", call.caller.account_id) or not outcome.succeeded:
        _deliver(record)
        return
    record["sharedEventID"] = str(uuid.uuid4())
    _deliver(record)
    _deliver(_copy_for_role_account(record, call.caller, role_account))


def _is_seen(call: ApiCall) -> bool:
    return not _is_mere_read(call) or any_rule_sees_reads(call.account_id, event_region(call))


def _is_mere_read(call: ApiCall) -> bool:
    told = {"eventSource": event_source(call), "eventName": event_name(call), "readOnly": is_read_only(call)}
    return is_withheld_read(told)


def _build(call: ApiCall, caller: Caller, outcome: Outcome) -> Record:
    return {
        "eventVersion": "1.11",
        "userIdentity": user_identity(caller),
        "eventTime": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(call.started_at)),
        "eventSource": event_source(call),
        "eventName": event_name(call),
        "awsRegion": event_region(call),
        "sourceIPAddress": "127.0.0.1",
        "userAgent": call.headers.get("user-agent", ""),
        **({} if outcome.succeeded else {"errorCode": outcome.error_code, "errorMessage": outcome.error_message}),
        "requestParameters": request_parameters(call, outcome),
        "responseElements": None if _is_mere_read(call) else response_elements(call, outcome),
        "requestID": call.request_id,
        "eventID": str(uuid.uuid4()),
        "readOnly": is_read_only(call),
        "eventType": "AwsApiCall",
        "managementEvent": True,
        "recipientAccountId": caller.account_id,
        "eventCategory": "Management",
        **({"sessionCredentialFromConsole": "true"} if _comes_from_console(caller) else {}),
    }


def _comes_from_console(caller: Caller) -> bool:
    return bool(caller.session and caller.session.get("FromConsole"))


def _copy_for_role_account(record: Record, caller: Caller, role_account: str) -> Record:
    """A role assumed from another account is told of in both, and the two records share an id."""
    return {
        **record,
        "userIdentity": foreign_identity(caller),
        "eventID": str(uuid.uuid4()),
        "recipientAccountId": role_account,
    }


def _deliver(record: Record) -> None:
    deliver_to_default_bus(
        ServiceEvent(
            account_id=record["recipientAccountId"],
            region=record["awsRegion"],
            source=f"aws.{record['eventSource'].partition('.')[0]}",
            detail_type="AWS API Call via CloudTrail",
            detail=record,
        )
    )
