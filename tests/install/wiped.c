/* wiped FILE MASKED_PASSWORD MASKED...: judges FILE with the password, and looks for the octets of each argument in the whole of its
 * own memory: while the password is in use, and when everything is freed. Arguments are hex, each octet xor 0x5a, and are compared
 * that way, so that what is looked for stands nowhere else. Exit 0 when a report came of it. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <amtcert/amtcert.h>

enum { mask = 0x5a, longest = 512 };

typedef struct pattern {
    uint8_t masked[longest];
    size_t size;
} pattern;

static pattern read_pattern(const char *hex) {
    pattern result;
    memset(&result, 0, sizeof result);
    for (; result.size < longest && hex[0] != '\0' && hex[1] != '\0'; hex += 2) {
        const char digits[3] = {hex[0], hex[1], '\0'};
        result.masked[result.size++] = (uint8_t)strtoul(digits, NULL, 16);
    }
    return result;
}

static int is_in(const uint8_t *begin, const uint8_t *end, const pattern *one) {
    for (const uint8_t *at = begin; (size_t)(end - at) >= one->size; ++at) {
        size_t same = 0;
        while (same < one->size && (uint8_t)(at[same] ^ mask) == one->masked[same]) ++same;
        if (same == one->size) return 1;
    }
    return 0;
}

/* is_in_memory looks through everything that can be written to. */
static int is_in_memory(const pattern *one) {
    FILE *maps = fopen("/proc/self/maps", "r");
    char line[1024];
    int found = 0;
    while (maps != NULL && fgets(line, sizeof line, maps) != NULL) {
        unsigned long begin = 0, end = 0;
        char permissions[5] = "";
        if (sscanf(line, "%lx-%lx %4s", &begin, &end, permissions) == 3 && permissions[0] == 'r' && permissions[1] == 'w')
            found = found || is_in((const uint8_t *)begin, (const uint8_t *)end, one);
    }
    if (maps != NULL) fclose(maps);
    return found;
}

static int set_password(amtcert_check *check, const pattern *one) {
    volatile char text[longest];
    for (size_t i = 0; i < one->size; ++i) text[i] = (char)(one->masked[i] ^ mask);
    const int status = amtcert_check_set_password(check, (const char *)text, one->size);
    for (size_t i = 0; i < one->size; ++i) text[i] = 0;
    return status;
}

int main(int count, char **arguments) {
    if (count < 3) return 2;
    const pattern password = read_pattern(arguments[2]);
    amtcert_check *check = amtcert_check_new();
    amtcert_report *report = NULL;
    int status = amtcert_check_set(check, "at", "2026-11-24");
    if (!status) status = set_password(check, &password);
    if (!status) status = amtcert_check_add_file(check, "source", arguments[1]);
    if (!status) status = amtcert_check_run(check, &report);
    if (status) fprintf(stderr, "%s\n", amtcert_check_error(check));
    printf("while in use: password %s\n", is_in_memory(&password) ? "found" : "not found");
    amtcert_report_free(report);
    amtcert_check_free(check);

    printf("afterwards:");
    for (int i = 2; i < count; ++i) {
        const pattern one = read_pattern(arguments[i]);
        printf(" %d", is_in_memory(&one));
    }
    printf("\n");
    return status;
}
