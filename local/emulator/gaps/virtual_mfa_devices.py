"""Virtual MFA devices have a usable seed, and are enabled with two codes in a row.

MiniStack's seeds are no Base32, any codes enable a device, and anybody may add one to a user who has one. On AWS
a user who has a device needs a session with MFA to add or remove one of their own.

https://docs.aws.amazon.com/IAM/latest/APIReference/API_EnableMFADevice.html
https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa.html
"""

from __future__ import annotations

from typing import Any

from ministack.services import iam

from api_calls import current_call
from gaps.one_time_codes import are_consecutive, new_seed
from hooks import around_entry
from iam_answers import Answer, Parameters, given, refuse
from mfa_devices import authenticated_with_mfa, devices_of

_most_devices = 8


def install() -> None:
    handlers = iam._IAM_HANDLERS
    around_entry(handlers, "CreateVirtualMFADevice", _create)
    around_entry(handlers, "EnableMFADevice", _enable)
    around_entry(handlers, "ResyncMFADevice", _resync)
    around_entry(handlers, "DeactivateMFADevice", _deactivate)
    around_entry(handlers, "ListVirtualMFADevices", _list_any)


def _create(original: Any, parameters: Parameters) -> Answer:
    answer = original(parameters)
    if answer[0] != 200:
        return answer
    path = given(parameters, "Path") or "/"
    serial_number = f"arn:aws:iam::{iam.get_account_id()}:mfa{path}{given(parameters, 'VirtualMFADeviceName')}"
    iam._mfa_devices[serial_number]["Base32StringSeed"] = new_seed()
    device = iam._virtual_mfa_xml(serial_number, include_user=False)
    result = (
        f"<CreateVirtualMFADeviceResult><VirtualMFADevice>{device}</VirtualMFADevice></CreateVirtualMFADeviceResult>"
    )
    return iam._xml(200, "CreateVirtualMFADeviceResponse", result, ns="iam")


def _enable(original: Any, parameters: Parameters) -> Answer:
    return (
        _needs_session_with_mfa(parameters, "EnableMFADevice")
        or _too_many(parameters)
        or _wrong_codes(parameters)
        or original(parameters)
    )


def _resync(original: Any, parameters: Parameters) -> Answer:
    return _wrong_codes(parameters) or original(parameters)


def _deactivate(original: Any, parameters: Parameters) -> Answer:
    return _needs_session_with_mfa(parameters, "DeactivateMFADevice") or original(parameters)


def _list_any(original: Any, parameters: Parameters) -> Answer:
    return original({"AssignmentStatus": ["Any"], **parameters})


def _wrong_codes(parameters: Parameters) -> Answer | None:
    device = iam._mfa_devices.get(given(parameters, "SerialNumber"))
    codes = given(parameters, "AuthenticationCode1"), given(parameters, "AuthenticationCode2")
    if device is None or are_consecutive(device["Base32StringSeed"], *codes):
        return None
    return refuse(403, "InvalidAuthenticationCode", "Authentication code for device is not valid.")


def _too_many(parameters: Parameters) -> Answer | None:
    if len(devices_of(iam.get_account_id(), given(parameters, "UserName"))) < _most_devices:
        return None
    return refuse(409, "LimitExceeded", f"Cannot exceed quota for MFADevicesPerUser: {_most_devices}")


def _needs_session_with_mfa(parameters: Parameters, action: str) -> Answer | None:
    call = current_call()
    name = given(parameters, "UserName")
    if call is None or call.caller is None or call.caller.kind != "User" or call.caller.user_name != name:
        return None
    if authenticated_with_mfa(call) or not devices_of(call.account_id, name):
        return None
    arn = call.caller.arn
    return refuse(
        403,
        "AccessDenied",
        f"User: {arn} is not authorized to perform: iam:{action} on resource: {arn} "
        "because the user has an MFA device and did not authenticate with it",
    )
