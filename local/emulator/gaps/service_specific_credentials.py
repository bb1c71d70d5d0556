"""Credentials for a single service: CodeCommit, Amazon Keyspaces, Amazon Bedrock, CloudWatch Logs.

MiniStack has none of these calls.

https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateServiceSpecificCredential.html
https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListServiceSpecificCredentials.html
"""

from __future__ import annotations

import secrets
import time
from typing import Any

from ministack.core.responses import get_account_id
from ministack.services import iam

from credential_stores import CredentialStore, new_credential_id, owner_problem
from iam_answers import Answer, Parameters, add_handler, given, refuse, succeed

store = CredentialStore("ServiceSpecificCredentialId", "service specific credential")

_with_password = ("codecommit.amazonaws.com", "cassandra.amazonaws.com")
_with_secret = ("bedrock.amazonaws.com", "logs.amazonaws.com")
_most_per_service = 2
_day = 86_400


def install() -> None:
    store.install()
    add_handler("CreateServiceSpecificCredential", _create)
    add_handler("ListServiceSpecificCredentials", _list)
    add_handler("ResetServiceSpecificCredential", _reset)
    store.add_update_and_delete("ServiceSpecificCredential")


def _create(parameters: Parameters) -> Answer:
    user_name, service = given(parameters, "UserName"), given(parameters, "ServiceName")
    problem = owner_problem(parameters) or _service_problem(user_name, service)
    if problem:
        return problem
    credential = {
        "UserName": user_name,
        "ServiceName": service,
        "ServiceSpecificCredentialId": new_credential_id("ACCA"),
        "CreateDate": iam._now(),
        "Status": "Active",
        **_fresh_secret(user_name, service),
    }
    days = given(parameters, "CredentialAgeDays")
    if days:
        moment = time.gmtime(time.time() + int(days) * _day)
        credential["ExpirationDate"] = time.strftime("%Y-%m-%dT%H:%M:%SZ", moment)
    store.add(credential)
    return succeed("CreateServiceSpecificCredential", {"ServiceSpecificCredential": credential})


def _service_problem(user_name: str, service: str) -> Answer | None:
    if service not in (*_with_password, *_with_secret):
        return refuse(
            404, "NotSupportedService", f"No such service {service} is supported for Service Specific Credentials"
        )
    if sum(kept["ServiceName"] == service for kept in store.of_user(user_name)) >= _most_per_service:
        return refuse(
            409, "LimitExceeded", f"Cannot exceed quota for ServiceSpecificCredentialsPerUser: {_most_per_service}"
        )
    return None


def _fresh_secret(user_name: str, service: str) -> dict[str, str]:
    alias = f"{user_name}-at-{get_account_id()}"
    if service in _with_password:
        return {"ServiceUserName": alias, "ServicePassword": secrets.token_urlsafe(32)}
    return {"ServiceCredentialAlias": alias, "ServiceCredentialSecret": f"ABSK{secrets.token_urlsafe(48)}"}


def _list(parameters: Parameters) -> Answer:
    everyone = given(parameters, "AllUsers").lower() == "true"
    problem = None if everyone else owner_problem(parameters)
    if problem:
        return problem
    found = store.everyones() if everyone else store.of_user(given(parameters, "UserName"))
    service = given(parameters, "ServiceName")
    kept = [credential for credential in found if service in ("", credential["ServiceName"])]
    return succeed("ListServiceSpecificCredentials", {"ServiceSpecificCredentials": kept, "IsTruncated": False})


def _reset(parameters: Parameters) -> Answer:
    credential: dict[str, Any] | None = store.find(parameters)
    if credential is None:
        return store.missing(parameters)
    credential.update(_fresh_secret(credential["UserName"], credential["ServiceName"]))
    return succeed("ResetServiceSpecificCredential", {"ServiceSpecificCredential": credential})
