"""SSH keys of users, for CodeCommit.

MiniStack has none of these calls.

https://docs.aws.amazon.com/IAM/latest/APIReference/API_UploadSSHPublicKey.html
https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListSSHPublicKeys.html
"""

from __future__ import annotations

import hashlib

from ministack.services import iam

from credential_stores import CredentialStore, new_credential_id, owner_problem
from iam_answers import Answer, Parameters, add_handler, given, refuse, succeed

store = CredentialStore("SSHPublicKeyId", "Public Key")

_most_per_user = 5


def install() -> None:
    store.install()
    add_handler("UploadSSHPublicKey", _upload)
    add_handler("ListSSHPublicKeys", _list)
    add_handler("GetSSHPublicKey", _get)
    store.add_update_and_delete("SSHPublicKey")


def _upload(parameters: Parameters) -> Answer:
    problem = owner_problem(parameters) or _key_problem(parameters)
    if problem:
        return problem
    body = given(parameters, "SSHPublicKeyBody")
    digest = hashlib.md5(body.encode(), usedforsecurity=False).hexdigest()
    key = {
        "UserName": given(parameters, "UserName"),
        "SSHPublicKeyId": new_credential_id("APKA"),
        "Fingerprint": ":".join(digest[position : position + 2] for position in range(0, 32, 2)),
        "SSHPublicKeyBody": body,
        "Status": "Active",
        "UploadDate": iam._now(),
    }
    store.add(key)
    return succeed("UploadSSHPublicKey", {"SSHPublicKey": key})


def _key_problem(parameters: Parameters) -> Answer | None:
    if not given(parameters, "SSHPublicKeyBody").startswith(("ssh-rsa ", "-----BEGIN ")):
        return refuse(400, "InvalidPublicKey", "The public key is not valid.")
    if len(store.of_user(given(parameters, "UserName"))) >= _most_per_user:
        return refuse(409, "LimitExceeded", f"Cannot exceed quota for SSHPublicKeysPerUser: {_most_per_user}")
    return None


def _list(parameters: Parameters) -> Answer:
    keys = store.of_user(given(parameters, "UserName"))
    return owner_problem(parameters) or succeed("ListSSHPublicKeys", {"SSHPublicKeys": keys, "IsTruncated": False})


def _get(parameters: Parameters) -> Answer:
    key = store.find(parameters)
    return store.missing(parameters) if key is None else succeed("GetSSHPublicKey", {"SSHPublicKey": key})
