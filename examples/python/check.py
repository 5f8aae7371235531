#!/usr/bin/env python3
"""check.py FILE TIME: vets certificates through libamtcert.so.0 and says what was found, with the locations answered by Python."""
import ctypes
import json
import os
import sys

library = ctypes.CDLL(os.environ.get("AMTCERT_LIBRARY", "libamtcert.so.0"))
FETCH = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_char_p, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_void_p)

library.amtcert_check_new.restype = ctypes.c_void_p
for name in ("amtcert_version", "amtcert_check_error", "amtcert_check_hint", "amtcert_report_json"):
    getattr(library, name).restype = ctypes.c_char_p
for name, arguments in {
    "amtcert_check_free": [ctypes.c_void_p],
    "amtcert_check_set": [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_char_p],
    "amtcert_check_add_memory": [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_char_p, ctypes.c_char_p, ctypes.c_size_t],
    "amtcert_check_on_fetch": [ctypes.c_void_p, FETCH, ctypes.c_void_p],
    "amtcert_check_run": [ctypes.c_void_p, ctypes.POINTER(ctypes.c_void_p)],
    "amtcert_check_error": [ctypes.c_void_p],
    "amtcert_answer_status": [ctypes.c_void_p, ctypes.c_char_p],
    "amtcert_report_verdict": [ctypes.c_void_p],
    "amtcert_report_json": [ctypes.c_void_p, ctypes.c_void_p],
    "amtcert_report_free": [ctypes.c_void_p],
}.items():
    getattr(library, name).argtypes = arguments


def vet(name, octets, at, fetch):
    """vet judges octets for a time and gives the verdict and the report."""
    check = library.amtcert_check_new()
    report = ctypes.c_void_p()
    try:
        callback = FETCH(fetch)  # has to live as long as the check
        for status in (
            library.amtcert_check_set(check, b"at", at.encode()),
            library.amtcert_check_add_memory(check, b"source", name.encode(), octets, len(octets)),
            library.amtcert_check_on_fetch(check, callback, None),
            library.amtcert_check_run(check, ctypes.byref(report)),
        ):
            if status != 0:
                raise ValueError(library.amtcert_check_error(check).decode())
        return library.amtcert_report_verdict(report), json.loads(library.amtcert_report_json(report, None))
    finally:
        library.amtcert_report_free(report)
        library.amtcert_check_free(check)


def refuse(user, url, kind, question, size, answer):
    """refuse answers for every location: nobody is there."""
    print("asked:", kind.decode(), url.decode())
    library.amtcert_answer_status(answer, b"refused")


def main():
    with open(sys.argv[1], "rb") as file:
        verdict, report = vet(sys.argv[1], file.read(), sys.argv[2], refuse)
    for subject in report["subjects"]:
        print(subject["verdict"], subject["leaf"]["subject"])
        for result in subject["results"]:
            if result["result"] == "fail":
                print(" ", result["rule"] + ":", result["evidence"])
    return verdict


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (OSError, ValueError) as error:
        print("error:", error, file=sys.stderr)
        sys.exit(2)
