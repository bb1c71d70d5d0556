"""IAM calls that change or tell of what MiniStack keeps, and that it lacks all the same.

https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetMFADevice.html
https://docs.aws.amazon.com/IAM/latest/APIReference/API_SetDefaultPolicyVersion.html
https://docs.aws.amazon.com/IAM/latest/APIReference/API_ChangePassword.html
https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateUser.html
"""

from __future__ import annotations

from ministack.services import iam

from iam_answers import Answer, Parameters, add_handler, given, no_such_user, refuse, succeed


def install() -> None:
    add_handler("GetMFADevice", _get_mfa_device)
    add_handler("SetDefaultPolicyVersion", _set_default_policy_version)
    add_handler("ChangePassword", _change_password)
    add_handler("UpdateUser", _update_user)


def _get_mfa_device(parameters: Parameters) -> Answer:
    serial_number = given(parameters, "SerialNumber")
    device = iam._mfa_devices.get(serial_number)
    if device is None or device.get("User") != given(parameters, "UserName"):
        return refuse(404, "NoSuchEntity", f"MFA Device {serial_number} does not exist.")
    result = {"UserName": device["User"], "SerialNumber": serial_number, "EnableDate": device["EnableDate"]}
    return succeed("GetMFADevice", result)


def _set_default_policy_version(parameters: Parameters) -> Answer:
    arn, wanted = given(parameters, "PolicyArn"), given(parameters, "VersionId")
    policy = iam._policies.get(arn)
    if policy is None or wanted not in policy["Versions"]:
        return refuse(404, "NoSuchEntity", f"Policy {arn} version {wanted} does not exist or is not attachable.")
    for version_id, version in policy["Versions"].items():
        version["IsDefaultVersion"] = version_id == wanted
    policy["DefaultVersionId"] = wanted
    policy["UpdateDate"] = iam._now()
    return succeed("SetDefaultPolicyVersion")


def _change_password(parameters: Parameters) -> Answer:
    name = given(parameters, "UserName")
    profile = iam._login_profiles.get(name)
    if profile is None:
        return refuse(404, "NoSuchEntity", f"Login Profile for User {name} cannot be found.")
    profile["PasswordResetRequired"] = False
    return succeed("ChangePassword")


def _update_user(parameters: Parameters) -> Answer:
    name = given(parameters, "UserName")
    new_name = given(parameters, "NewUserName") or name
    user = iam._users.get(name)
    if user is None:
        return no_such_user(name)
    if new_name != name and new_name in iam._users:
        return refuse(409, "EntityAlreadyExists", f"User with name {new_name} already exists.")
    path = given(parameters, "NewPath") or user["Path"]
    arn = f"arn:aws:iam::{iam.get_account_id()}:user{path}{new_name}"
    iam._users.pop(name)
    iam._users[new_name] = {**user, "UserName": new_name, "Path": path, "Arn": arn}
    _rename_everywhere(name, new_name)
    return succeed("UpdateUser")


def _rename_everywhere(name: str, new_name: str) -> None:
    for keyed_by_name in (iam._login_profiles, iam._user_inline_policies):
        if name in keyed_by_name:
            keyed_by_name[new_name] = keyed_by_name.pop(name)
    if new_name in iam._login_profiles:
        iam._login_profiles[new_name]["UserName"] = new_name
    for key in iam._access_keys.values():
        key["UserName"] = new_name if key["UserName"] == name else key["UserName"]
    for device in iam._mfa_devices.values():
        device["User"] = new_name if device["User"] == name else device["User"]
    for group in iam._groups.values():
        group["Users"] = [new_name if member == name else member for member in group["Users"]]
