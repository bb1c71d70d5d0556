"""Credentials of users that MiniStack keeps no record of."""

from __future__ import annotations

import functools
import secrets
import string
from typing import Any

from ministack.core.responses import AccountScopedDict
from ministack.services import iam

from iam_answers import Answer, Parameters, add_handler, given, no_such_user, refuse, succeed
from resets import on_reset

Credential = dict[str, Any]


class CredentialStore:
    """One kind of credential: what a user has of it, by id. Forgotten when the emulator is reset."""

    def __init__(self, id_field: str, what: str) -> None:
        self.id_field = id_field
        self._what = what
        self._credentials = AccountScopedDict()

    def install(self) -> None:
        on_reset(self._credentials.clear)

    def add(self, credential: Credential) -> None:
        self._credentials[credential[self.id_field]] = credential

    def of_user(self, user_name: str) -> list[Credential]:
        return [found for found in self._credentials.values() if found["UserName"] == user_name]

    def everyones(self) -> list[Credential]:
        return self._credentials.values()

    def find(self, parameters: Parameters) -> Credential | None:
        """The credential a call names; its owner must be the one the call names, if it names one."""
        found = self._credentials.get(given(parameters, self.id_field))
        owner = given(parameters, "UserName")
        return found if found and owner in ("", found["UserName"]) else None

    def missing(self, parameters: Parameters) -> Answer:
        identifier = given(parameters, self.id_field)
        return refuse(404, "NoSuchEntity", f"The {self._what} with id {identifier} cannot be found.")

    def add_update_and_delete(self, noun: str) -> None:
        """Update<Noun> changes the status, Delete<Noun> removes the credential."""
        add_handler(f"Update{noun}", functools.partial(self._update, f"Update{noun}"))
        add_handler(f"Delete{noun}", functools.partial(self._delete, f"Delete{noun}"))

    def _update(self, action: str, parameters: Parameters) -> Answer:
        found = self.find(parameters)
        if found is None:
            return self.missing(parameters)
        found["Status"] = given(parameters, "Status")
        return succeed(action)

    def _delete(self, action: str, parameters: Parameters) -> Answer:
        found = self.find(parameters)
        if found is None:
            return self.missing(parameters)
        self._credentials.pop(found[self.id_field])
        return succeed(action)


def owner_problem(parameters: Parameters) -> Answer | None:
    name = given(parameters, "UserName")
    return None if name in iam._users else no_such_user(name)


def new_credential_id(prefix: str, length: int = 21) -> str:
    return prefix + "".join(secrets.choice(string.ascii_uppercase + "234567") for _ in range(length - len(prefix)))
