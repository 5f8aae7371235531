/**
 * @file
 * amtcert.h is amtcert for C and for every language that can call C. A check is made, told what to judge and by what, and run;
 * what comes out is a report in JSON (docs/report.schema.json):
 *
 *     amtcert_check *check = amtcert_check_new();
 *     amtcert_report *report = NULL;
 *     if (amtcert_check_set(check, "at", "2026-11-24") || amtcert_check_add_file(check, "source", "chain.pem") ||
 *         amtcert_check_run(check, &report))
 *         fprintf(stderr, "%s\n", amtcert_check_error(check));
 *     else
 *         puts(amtcert_report_json(report, NULL));
 *     amtcert_report_free(report);
 *     amtcert_check_free(check);
 *
 * Ownership: amtcert_check_new and amtcert_check_run give things that the caller frees, each with its own function; freeing NULL
 * does nothing. Everything handed in is copied or used up before the function returns, but for the callbacks' `user`, which is
 * handed back as it is. Pointers handed out belong to the check or report they came from.
 *
 * Threads: any number of checks may be used at once, each by one thread at a time. A report does not change and may be read by
 * several threads.
 *
 * Nothing is hidden: no clock is read ("at" has to be set), no location asked unless amtcert_check_on_fetch or
 * amtcert_check_use_network says so, no trust store opened. Passwords and private keys are wiped from memory once they are not
 * needed and stand in no report and no message. No C++ exception leaves a function; a callback must not throw one or jump out.
 *
 * The interface is stable: what is here keeps its meaning and its binary form as long as the library is libamtcert.so.0.
 */
#ifndef AMTCERT_AMTCERT_H
#define AMTCERT_AMTCERT_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__) && !defined(_WIN32)
#pragma GCC visibility push(default)
#endif

/** amtcert_status says how a call went. It is never a verdict on a certificate. */
typedef enum amtcert_status {
    AMTCERT_OK = 0,
    AMTCERT_IO = 1,             /**< the operating system refused: no such file, no permission, read error */
    AMTCERT_MALFORMED = 2,      /**< the octets are not what they have to be */
    AMTCERT_UNSUPPORTED = 3,    /**< well formed, but uses something that cannot be read; the message names it */
    AMTCERT_LIMIT = 4,          /**< a size, count or iteration limit was exceeded; the message names it */
    AMTCERT_USAGE = 5,          /**< asked for something that makes no sense: an unknown key, a null pointer, no time */
    AMTCERT_WRONG_PASSWORD = 6, /**< the password that was set does not open the source */
    AMTCERT_NO_PASSWORD = 7,    /**< a password is needed and none was set */
    AMTCERT_NOT_FOUND = 8,      /**< the source could be read and holds nothing that was asked for */
    AMTCERT_CANCELLED = 9,      /**< the progress callback ended the run */
    AMTCERT_OUT_OF_MEMORY = 10, /**< there was no memory; the check can be freed, and not be used further */
    AMTCERT_BUG = 11            /**< amtcert, or a callback, broke its contract: to be reported, never a pass */
} amtcert_status;

/** amtcert_verdict is the answer about everything that was judged. The numbers are the tool's exit codes. */
typedef enum amtcert_verdict {
    AMTCERT_PASS = 0,        /**< every certificate passes */
    AMTCERT_FAIL = 1,        /**< at least one finding counts */
    AMTCERT_INCONCLUSIVE = 3 /**< nothing wrong was found, and something that matters is unknown */
} amtcert_verdict;

/** amtcert_check is what is to be judged, and by what. */
typedef struct amtcert_check amtcert_check;

/** amtcert_report is what was found. It does not change. */
typedef struct amtcert_report amtcert_report;

/** amtcert_answer is what a fetching callback has to say about one location. It lives as long as the callback's call. */
typedef struct amtcert_answer amtcert_answer;

/** amtcert_version gives the release, as in "0.1.0". It is always valid. */
const char *amtcert_version(void);

/** amtcert_check_new makes a check, or NULL when there is no memory. amtcert_check_free frees it. */
amtcert_check *amtcert_check_new(void);

/** amtcert_check_free frees a check and wipes its password. */
void amtcert_check_free(amtcert_check *check);

/**
 * amtcert_check_set sets an option by its key in a site file (docs/site.schema.json) and the word that would stand on the command
 * line: "dnsSuffix" and "corp.example.com", "firmware" and "11.8,16.1", "requireKey" and "true". An option that is a list grows
 * with each call; others keep the last word. "at" is required before a run. "ldapServer", "allowFileUrls", "cache" and "offline"
 * concern amtcert_check_use_network. Options that name files are set by amtcert_check_add_file.
 */
amtcert_status amtcert_check_set(amtcert_check *check, const char *key, const char *value);

/** amtcert_check_set_password sets the password of `size` octets for what is added from now on; a copy is kept until it is
 * replaced or the check freed, and wiped then. NULL or no octets: there is none. */
amtcert_status amtcert_check_set_password(amtcert_check *check, const char *password, size_t size);

/**
 * amtcert_check_add_file reads a file, or each file of a folder or pattern. `key` says what for:
 *
 * | key | |
 * |---|---|
 * | source | certificates to judge; each file is judged by itself |
 * | intermediates, roots | certificates that may complete a chain |
 * | crls | CRLs |
 * | consoleStore | the Trusted Root store of the console's host |
 * | trustedHashes | a device's list of trusted root hashes; of several, each has to hold the root |
 * | site | a site file: its options are set, its files added; what was set before stands where the file says nothing |
 * | policy | a policy file; the last one counts |
 *
 * Formats are told by content. What cannot be read is an error and is not added; of a folder or a site file, what came before it
 * stays.
 */
amtcert_status amtcert_check_add_file(amtcert_check *check, const char *key, const char *path);

/** amtcert_check_add_memory is amtcert_check_add_file for `size` octets at hand, which are called `name` in the report. The files
 * that a site file names are looked for in the working directory. */
amtcert_status amtcert_check_add_memory(amtcert_check *check, const char *key, const char *name, const void *data, size_t size);

/** amtcert_check_use_network lets runs ask the locations that certificates name, over http, https, ldap and ldaps. */
amtcert_status amtcert_check_use_network(amtcert_check *check);

/** amtcert_fetch asks one location: `kind` is "crl", "aia" (an issuer's certificate) or "ocsp"; for the last, `question` is the
 * DER request to post. It says what came by amtcert_answer_add or amtcert_answer_status; saying nothing leaves the location not
 * tried. */
typedef void (*amtcert_fetch)(void *user, const char *url, const char *kind, const void *question, size_t question_size,
                              amtcert_answer *answer);

/** amtcert_check_on_fetch has a callback ask locations, in place of the network; NULL: nobody does. It is called by the thread
 * that runs the check, one location after the other. */
amtcert_status amtcert_check_on_fetch(amtcert_check *check, amtcert_fetch fetch, void *user);

/** amtcert_answer_add says that the location served these octets, which are copied. Several: values of an LDAP attribute. */
amtcert_status amtcert_answer_add(amtcert_answer *answer, const void *data, size_t size);

/** amtcert_answer_status says why the location served nothing: one of the report's words, as "timeout", "refused" or "http-404".
 * AMTCERT_USAGE: there is no such word. */
amtcert_status amtcert_answer_status(amtcert_answer *answer, const char *status);

/** amtcert_progress is told before each certificate how many of `total` are `done`, and which source is next, and at the end with
 * `done` equal to `total` and no source (NULL). Anything but 0 ends the run with AMTCERT_CANCELLED. */
typedef int (*amtcert_progress)(void *user, size_t done, size_t total, const char *source);

/** amtcert_check_on_progress has a callback told how far a run is, by the thread that runs; NULL: nobody is. */
amtcert_status amtcert_check_on_progress(amtcert_check *check, amtcert_progress progress, void *user);

/** amtcert_check_run judges everything added and puts a new report into `*report`, NULL if it ends otherwise than AMTCERT_OK. A
 * check may be run again, also after more was set or added. AMTCERT_USAGE: no source, or no time. */
amtcert_status amtcert_check_run(amtcert_check *check, amtcert_report **report);

/** amtcert_check_error says in one line why the last call on the check did not go well; empty when it did. Valid until the next
 * call. */
const char *amtcert_check_error(const amtcert_check *check);

/** amtcert_check_hint says what to do about it; may be empty. Valid until the next call. */
const char *amtcert_check_hint(const amtcert_check *check);

/** amtcert_report_verdict gives the verdict on all certificates; AMTCERT_INCONCLUSIVE for NULL. */
amtcert_verdict amtcert_report_verdict(const amtcert_report *report);

/** amtcert_report_json gives the report as UTF-8 with a NUL behind it, and its octets without that in `*size` unless that is
 * NULL. Valid as long as the report. */
const char *amtcert_report_json(const amtcert_report *report, size_t *size);

/** amtcert_report_free frees a report. */
void amtcert_report_free(amtcert_report *report);

#if defined(__GNUC__) && !defined(_WIN32)
#pragma GCC visibility pop
#endif

#ifdef __cplusplus
}
#endif

#endif
