"""X.509 signing certificates of users.

MiniStack has none of these calls.

https://docs.aws.amazon.com/IAM/latest/APIReference/API_UploadSigningCertificate.html
https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListSigningCertificates.html
"""

from __future__ import annotations

from ministack.services import iam

from credential_stores import CredentialStore, new_credential_id, owner_problem
from iam_answers import Answer, Parameters, add_handler, given, refuse, succeed

store = CredentialStore("CertificateId", "Certificate")

_most_per_user = 2


def install() -> None:
    store.install()
    add_handler("UploadSigningCertificate", _upload)
    add_handler("ListSigningCertificates", _list)
    store.add_update_and_delete("SigningCertificate")


def _upload(parameters: Parameters) -> Answer:
    problem = owner_problem(parameters) or _certificate_problem(parameters)
    if problem:
        return problem
    certificate = {
        "UserName": given(parameters, "UserName"),
        "CertificateId": new_credential_id("ASCA", 24),
        "CertificateBody": given(parameters, "CertificateBody"),
        "Status": "Active",
        "UploadDate": iam._now(),
    }
    store.add(certificate)
    return succeed("UploadSigningCertificate", {"Certificate": certificate})


def _certificate_problem(parameters: Parameters) -> Answer | None:
    if "-----BEGIN CERTIFICATE-----" not in given(parameters, "CertificateBody"):
        return refuse(400, "MalformedCertificate", "Unable to parse certificate.")
    if len(store.of_user(given(parameters, "UserName"))) >= _most_per_user:
        return refuse(409, "LimitExceeded", f"Cannot exceed quota for CertificatesPerUser: {_most_per_user}")
    return None


def _list(parameters: Parameters) -> Answer:
    certificates = store.of_user(given(parameters, "UserName"))
    answer = {"Certificates": certificates, "IsTruncated": False}
    return owner_problem(parameters) or succeed("ListSigningCertificates", answer)
