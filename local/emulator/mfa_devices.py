"""Which MFA devices a user has, and whether a code comes from one of them."""

from __future__ import annotations

from typing import Any

from ministack.services import iam

from api_calls import ApiCall
from gaps.one_time_codes import is_current

Device = dict[str, Any]


def devices_of(account_id: str, user_name: str) -> list[Device]:
    stored = iam._mfa_devices.to_dict().items()
    return [device for (account, _), device in stored if account == account_id and device.get("User") == user_name]


def carries_valid_code(call: ApiCall | None) -> bool:
    """The call comes with the serial number and a current code of a device of the calling user."""
    if call is None or call.caller is None or call.caller.kind != "User":
        return False
    serial_number, code = call.parameter("SerialNumber"), call.parameter("TokenCode")
    owned = devices_of(call.caller.account_id, call.caller.user_name)
    return any(
        device["SerialNumber"] == serial_number and is_current(device["Base32StringSeed"], code) for device in owned
    )


def authenticated_with_mfa(call: ApiCall) -> bool:
    """The call is signed with a session that began with a code."""
    session = call.caller.session if call.caller else None
    return bool(session and session.get("MfaAuthenticatedAt"))
