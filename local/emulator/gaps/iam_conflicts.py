"""IAM refuses what AWS refuses: missing users and policies, names taken, quotas, things still in use.

MiniStack attaches policies that do not exist, deletes users with a password, lists the keys of nobody, and knows
almost no quota.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteUser.html
https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachUserPolicy.html
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import Any

from ministack.services import iam

from gaps import service_specific_credentials, signing_certificates, ssh_public_keys
from hooks import around_entry
from iam_answers import Answer, Parameters, given, no_such_user, refuse
from mfa_devices import devices_of

Check = Callable[[Parameters], Answer | None]

_attached_policies = 10
_access_keys = 2
_groups_of_a_user = 10
_policy_characters = 6144
_user_policy_characters = 2048
_about_an_existing_user = ("ListAccessKeys", "ListMFADevices", "GetLoginProfile", "DeleteLoginProfile")


def install() -> None:
    for kind, store in (("User", iam._users), ("Role", iam._roles), ("Group", iam._groups)):
        _guard(f"Attach{kind}Policy", _policy_exists)
        _guard(f"Attach{kind}Policy", functools.partial(_room_for_policy, store, f"{kind}Name", kind))
        _guard(f"Create{kind}", functools.partial(_name_is_free, store, f"{kind}Name", kind))
    for action in _about_an_existing_user:
        _guard(action, _user_exists)
    _guard("CreateAccessKey", _room_for_access_key)
    _guard("AddUserToGroup", _room_for_group)
    _guard("DeleteUser", _user_has_nothing_left)
    _guard("DeletePolicy", _policy_has_one_version)
    _guard("DeleteGroup", _group_is_empty)
    for action in ("CreatePolicy", "CreatePolicyVersion"):
        _guard(action, functools.partial(_document_fits, _policy_characters, "PolicySize"))
    _guard("PutUserPolicy", functools.partial(_document_fits, _user_policy_characters, "UserPolicySize"))


def _guard(action: str, check: Check) -> None:
    def guarded(original: Any, parameters: Parameters) -> Answer:
        return check(parameters) or original(parameters)

    around_entry(iam._IAM_HANDLERS, action, guarded)


def _limit_exceeded(quota: str, most: int) -> Answer:
    return refuse(409, "LimitExceeded", f"Cannot exceed quota for {quota}: {most}")


def _delete_conflict(must: str) -> Answer:
    return refuse(409, "DeleteConflict", f"Cannot delete entity, must {must} first.")


def _policy_exists(parameters: Parameters) -> Answer | None:
    arn = given(parameters, "PolicyArn")
    if iam._policy_exists(arn):
        return None
    return refuse(404, "NoSuchEntity", f"Policy {arn} does not exist or is not attachable.")


def _room_for_policy(store: Any, name_field: str, kind: str, parameters: Parameters) -> Answer | None:
    attached = (store.get(given(parameters, name_field)) or {}).get("AttachedPolicies", [])
    if len(attached) < _attached_policies or given(parameters, "PolicyArn") in attached:
        return None
    return _limit_exceeded(f"PoliciesPer{kind}", _attached_policies)


def _name_is_free(store: Any, name_field: str, kind: str, parameters: Parameters) -> Answer | None:
    """Names differ by more than capital letters."""
    name = given(parameters, name_field)
    if not any(taken.lower() == name.lower() for taken in store):
        return None
    return refuse(409, "EntityAlreadyExists", f"{kind} with name {name} already exists.")


def _user_exists(parameters: Parameters) -> Answer | None:
    name = given(parameters, "UserName")
    return no_such_user(name) if name and name not in iam._users else None


def _room_for_access_key(parameters: Parameters) -> Answer | None:
    owned = [key for key in iam._access_keys.values() if key["UserName"] == given(parameters, "UserName")]
    return _limit_exceeded("AccessKeysPerUser", _access_keys) if len(owned) >= _access_keys else None


def _room_for_group(parameters: Parameters) -> Answer | None:
    name = given(parameters, "UserName")
    others = [group for group in iam._groups.values() if group["GroupName"] != given(parameters, "GroupName")]
    is_full = sum(name in group["Users"] for group in others) >= _groups_of_a_user
    return _limit_exceeded("GroupsPerUser", _groups_of_a_user) if is_full else None


def _user_has_nothing_left(parameters: Parameters) -> Answer | None:
    name = given(parameters, "UserName")
    left = {
        "delete login profile": name in iam._login_profiles,
        "delete MFA device": bool(devices_of(iam.get_account_id(), name)),
        "delete policies": bool(iam._user_inline_policies.get(name)),
        "remove users from group": any(name in group["Users"] for group in iam._groups.values()),
        "delete service specific credentials": bool(service_specific_credentials.store.of_user(name)),
        "delete SSH public keys": bool(ssh_public_keys.store.of_user(name)),
        "delete signing certificates": bool(signing_certificates.store.of_user(name)),
    }
    return next((_delete_conflict(must) for must, is_left in left.items() if is_left), None)


def _policy_has_one_version(parameters: Parameters) -> Answer | None:
    policy = iam._policies.get(given(parameters, "PolicyArn"))
    if policy is None or len(policy["Versions"]) == 1:
        return None
    return refuse(
        409,
        "DeleteConflict",
        "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. "
        "The default version is deleted with the policy.",
    )


def _group_is_empty(parameters: Parameters) -> Answer | None:
    name = given(parameters, "GroupName")
    group = iam._groups.get(name) or {}
    if group.get("Users"):
        return _delete_conflict("remove users from group")
    if group.get("AttachedPolicies"):
        return _delete_conflict("detach all policies")
    return _delete_conflict("delete policies") if iam._group_inline_policies.get(name) else None


def _document_fits(most: int, quota: str, parameters: Parameters) -> Answer | None:
    """White space does not count."""
    size = len(re.sub(r"\s", "", given(parameters, "PolicyDocument")))
    return _limit_exceeded(quota, most) if size > most else None
