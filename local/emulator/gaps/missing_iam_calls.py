"""IAM calls that change or tell of what MiniStack keeps, and that it lacks all the same.

https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetMFADevice.html
https://docs.aws.amazon.com/IAM/latest/APIReference/API_SetDefaultPolicyVersion.html
https://docs.aws.amazon.com/IAM/latest/APIReference/API_ChangePassword.html
"""

from __future__ import annotations

from ministack.services import iam

from iam_answers import Answer, Parameters, add_handler, given, refuse, succeed


def install() -> None:
    add_handler("GetMFADevice", _get_mfa_device)
    add_handler("SetDefaultPolicyVersion", _set_default_policy_version)
    add_handler("ChangePassword", _change_password)


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
