"""UpdateUser and UpdateGroup: a new name or path, while everything that belongs to the user or group stays theirs.

MiniStack has neither. Ids stay; ARNs change. That sessions of a renamed user go on under the new name is assumed.

https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateUser.html
https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateGroup.html
https://docs.aws.amazon.com/IAM/latest/UserGuide/id_users_manage.html
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

from ministack.services import iam, sts

from gaps import service_specific_credentials, signing_certificates, ssh_public_keys
from iam_answers import Answer, Parameters, add_handler, given, refuse, succeed

Entity = dict[str, Any]


@dataclass(frozen=True)
class Kind:
    name: str
    """User or Group."""
    store: Any
    inline_policies: Any

    @property
    def action(self) -> str:
        return f"Update{self.name}"


def install() -> None:
    for kind in (
        Kind("User", iam._users, iam._user_inline_policies),
        Kind("Group", iam._groups, iam._group_inline_policies),
    ):
        add_handler(kind.action, functools.partial(_update, kind))


def _update(kind: Kind, parameters: Parameters) -> Answer:
    name = given(parameters, f"{kind.name}Name")
    new_name = given(parameters, f"New{kind.name}Name") or name
    entity = kind.store.get(name)
    if entity is None:
        return refuse(404, "NoSuchEntity", f"The {kind.name.lower()} with name {name} cannot be found.")
    if any(taken.lower() == new_name.lower() and taken != name for taken in kind.store):
        return refuse(409, "EntityAlreadyExists", f"{kind.name} with name {new_name} already exists.")
    path = given(parameters, "NewPath") or entity["Path"]
    arn = f"arn:aws:iam::{iam.get_account_id()}:{kind.name.lower()}{path}{new_name}"
    kind.store.pop(name)
    kind.store[new_name] = {**entity, f"{kind.name}Name": new_name, "Path": path, "Arn": arn}
    _move(kind.inline_policies, name, new_name)
    if kind.name == "User":
        _rename_everywhere(name, kind.store[new_name])
    return succeed(kind.action)


def _move(store: Any, name: str, new_name: str) -> None:
    if name in store:
        store[new_name] = store.pop(name)


def _rename_everywhere(name: str, user: Entity) -> None:
    new_name = user["UserName"]
    _move(iam._login_profiles, name, new_name)
    for holder, field in _mentions():
        if holder.get(field) == name:
            holder[field] = new_name
    for group in iam._groups.values():
        group["Users"] = [new_name if member == name else member for member in group["Users"]]
    _rename_sessions(user)


def _mentions() -> list[tuple[Entity, str]]:
    """What the account keeps that names a user, and the field that does."""
    credentials = (service_specific_credentials.store, signing_certificates.store, ssh_public_keys.store)
    by_user_name = [
        *iam._login_profiles.values(),
        *iam._access_keys.values(),
        *(credential for store in credentials for credential in store.everyones()),
    ]
    devices = iam._mfa_devices.values()
    return [*((holder, "UserName") for holder in by_user_name), *((device, "User") for device in devices)]


def _rename_sessions(user: Entity) -> None:
    for session in sts._sessions.values():
        if session.get("PrincipalType") == "User" and session.get("UserId") == user["UserId"]:
            session.update(Arn=user["Arn"], PrincipalName=user["UserName"])
