/* check FILE TIME [KEY VALUE]...: vets certificates through the C interface and writes the report in JSON.
 *   cc -std=c11 check.c $(pkg-config --cflags --libs amtcert) */
#include <stdio.h>

#include <amtcert/amtcert.h>

static int show_progress(void *user, size_t done, size_t total, const char *source) {
    (void)user;
    if (source != NULL) fprintf(stderr, "%zu of %zu: %s\n", done + 1, total, source);
    return 0;
}

int main(int count, char **arguments) {
    if (count < 3 || count % 2 == 0) {
        fprintf(stderr, "usage: check FILE TIME [KEY VALUE]...\n");
        return 2;
    }
    amtcert_check *check = amtcert_check_new();
    if (check == NULL) return 2;
    amtcert_report *report = NULL;
    int status = amtcert_check_set(check, "at", arguments[2]);
    for (int i = 3; i < count && !status; i += 2) status = amtcert_check_set(check, arguments[i], arguments[i + 1]);
    if (!status) status = amtcert_check_add_file(check, "source", arguments[1]);
    if (!status) status = amtcert_check_on_progress(check, show_progress, NULL);
    if (!status) status = amtcert_check_run(check, &report);

    int exit_code = 2;
    if (status) {
        fprintf(stderr, "error %d: %s\n", status, amtcert_check_error(check));
    } else {
        fputs(amtcert_report_json(report, NULL), stdout);
        exit_code = amtcert_report_verdict(report);
    }
    amtcert_report_free(report);
    amtcert_check_free(check);
    return exit_code;
}
