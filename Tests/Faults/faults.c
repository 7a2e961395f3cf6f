// Stands between a process and the C library, and counts every call that changes a file or a folder beneath one root: each is a step, at which
// the process can be killed or be refused. So a test can go through all steps of a program that knows nothing of it.
//
//   FAULTS_ROOT    the folder whose changes are counted
//   FAULTS_TRACE   a file, outside of the root, to which a line `number TAB call TAB path` is written before each step
//   FAULTS_SKIP    changes to files of this name are no steps: how many there are is a matter of timing
//   FAULTS_ONLY    only changes to files of this name are steps
//   FAULTS_AT      the number of the step at which something happens; the first is 1
//   FAULTS_ACTION  before    killed before the step
//                  within    killed with half of the bytes written (of a step that writes)
//                  after     killed when the step is done
//                  refuse N  this step and all that follow end with the error number N
//   FAULTS_READ    an error number with which every file beneath the root that is opened to be read is refused
//   FAULTS_CLOCK   seconds by which the wall clock is off
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

enum action { none, before, within, after, refuse };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static const char *root, *skipped, *only;
static int trace = -1;
static long at, steps, clock_offset;
static enum action action;
static int refusal, read_refusal;

static ssize_t (*real_write)(int, const void *, size_t);
static int (*real_open)(const char *, int, ...);
static int (*real_openat)(int, const char *, int, ...);
static int (*real_fsync)(int);
static int (*real_rename)(const char *, const char *);
static int (*real_unlink)(const char *);
static int (*real_unlinkat)(int, const char *, int);
static int (*real_rmdir)(const char *);
static int (*real_mkdir)(const char *, mode_t);
static int (*real_chmod)(const char *, mode_t);
static int (*real_link)(const char *, const char *);
static int (*real_clock_gettime)(clockid_t, struct timespec *);
static int (*real_gettimeofday)(struct timeval *, void *);

static void *next(const char *name) { return dlsym(RTLD_NEXT, name); }

__attribute__((constructor)) static void begin(void) {
    real_write = next("write");
    real_open = next("open");
    real_openat = next("openat");
    real_fsync = next("fsync");
    real_rename = next("rename");
    real_unlink = next("unlink");
    real_unlinkat = next("unlinkat");
    real_rmdir = next("rmdir");
    real_mkdir = next("mkdir");
    real_chmod = next("chmod");
    real_link = next("link");
    real_clock_gettime = next("clock_gettime");
    real_gettimeofday = next("gettimeofday");
    const char *text;
    if ((text = getenv("FAULTS_AT"))) at = strtol(text, NULL, 10);
    if ((text = getenv("FAULTS_CLOCK"))) clock_offset = strtol(text, NULL, 10);
    if ((text = getenv("FAULTS_READ"))) read_refusal = (int)strtol(text, NULL, 10);
    if ((text = getenv("FAULTS_ACTION"))) {
        if (!strcmp(text, "before")) action = before;
        if (!strcmp(text, "within")) action = within;
        if (!strcmp(text, "after")) action = after;
        if (sscanf(text, "refuse %d", &refusal) == 1) action = refuse;
    }
    if ((text = getenv("FAULTS_TRACE"))) trace = real_open(text, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    skipped = getenv("FAULTS_SKIP");
    only = getenv("FAULTS_ONLY");
    root = getenv("FAULTS_ROOT");
}

static bool is_beneath(const char *path) {
    if (!root || !path) return false;
    size_t length = strlen(root);
    return !strncmp(path, root, length) && (path[length] == '/' || path[length] == 0);
}

static bool is_named(const char *path, const char *name) {
    const char *last = strrchr(path, '/');
    return name && last && !strcmp(last + 1, name);
}

static bool is_step(const char *path) {
    return is_beneath(path) && !is_named(path, skipped) && (!only || is_named(path, only));
}

// The path of an open file, or an empty string.
static const char *path_of(int descriptor, char *buffer) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, buffer, PATH_MAX - 1);
    buffer[length < 0 ? 0 : length] = 0;
    return buffer;
}

static void die(void) {
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

// What to do at this step. The caller has the mutex, so that steps are one after the other and a kill comes between two of them.
static enum action step(const char *call, const char *path) {
    steps += 1;
    if (trace >= 0) {
        char line[PATH_MAX + 64];
        int length = snprintf(line, sizeof line, "%ld\t%s\t%s\n", steps, call, path);
        if (real_write(trace, line, (size_t)length) != length) abort();
    }
    if (action == refuse) return at > 0 && steps >= at ? refuse : none;
    if (steps != at) return none;
    if (action == before) die();
    return action;
}

// Does a step that has a path: `attempt` gives the result of the real call.
#define STEP(call, path, attempt)                                    \
    ({                                                               \
        int result;                                                  \
        if (is_step(path)) {                                         \
            pthread_mutex_lock(&lock);                               \
            enum action what = step(call, path);                     \
            if (what == refuse) {                                    \
                errno = refusal;                                     \
                result = -1;                                         \
            } else {                                                 \
                result = (attempt);                                  \
                int code = errno;                                    \
                if (what == after || what == within) die();          \
                errno = code;                                        \
            }                                                        \
            pthread_mutex_unlock(&lock);                             \
        } else {                                                     \
            result = (attempt);                                      \
        }                                                            \
        result;                                                      \
    })

static bool is_change(const char *path, int flags) {
    if (flags & O_TRUNC) return true;
    return (flags & O_CREAT) && access(path, F_OK) != 0;
}

static bool is_refused_to_read(const char *path, int flags) {
    struct stat status;
    return read_refusal && (flags & O_ACCMODE) == O_RDONLY && is_beneath(path) && stat(path, &status) == 0 && S_ISREG(status.st_mode);
}

static int open_at(int folder, const char *path, int flags, mode_t mode) {
    if (is_refused_to_read(path, flags)) {
        errno = read_refusal;
        return -1;
    }
    if (is_step(path) && is_change(path, flags)) return STEP("create", path, real_openat(folder, path, flags, mode));
    return real_openat(folder, path, flags, mode);
}

#define MODE(flags)                                                  \
    ({                                                               \
        mode_t mode = 0;                                             \
        if ((flags) & (O_CREAT | __O_TMPFILE)) {                     \
            va_list arguments;                                       \
            va_start(arguments, flags);                              \
            mode = va_arg(arguments, mode_t);                        \
            va_end(arguments);                                       \
        }                                                            \
        mode;                                                        \
    })

int open(const char *path, int flags, ...) { return open_at(AT_FDCWD, path, flags, MODE(flags)); }
int open64(const char *path, int flags, ...) { return open_at(AT_FDCWD, path, flags, MODE(flags)); }
int openat(int folder, const char *path, int flags, ...) { return open_at(folder, path, flags, MODE(flags)); }
int openat64(int folder, const char *path, int flags, ...) { return open_at(folder, path, flags, MODE(flags)); }

ssize_t write(int descriptor, const void *bytes, size_t count) {
    char buffer[PATH_MAX];
    if (!root || !is_step(path_of(descriptor, buffer))) return real_write(descriptor, bytes, count);
    pthread_mutex_lock(&lock);
    enum action what = step("write", buffer);
    ssize_t written;
    if (what == refuse) {
        errno = refusal;
        written = -1;
    } else {
        written = real_write(descriptor, bytes, what == within ? count / 2 : count);
        int code = errno;
        if (what == after || what == within) die();
        errno = code;
    }
    pthread_mutex_unlock(&lock);
    return written;
}

int fsync(int descriptor) {
    char buffer[PATH_MAX];
    return STEP("synchronize", root ? path_of(descriptor, buffer) : NULL, real_fsync(descriptor));
}

int rename(const char *source, const char *target) { return STEP("rename", target, real_rename(source, target)); }
int link(const char *source, const char *target) { return STEP("link", target, real_link(source, target)); }
int unlink(const char *path) { return STEP("remove", path, real_unlink(path)); }
int rmdir(const char *path) { return STEP("remove", path, real_rmdir(path)); }
int chmod(const char *path, mode_t mode) { return STEP("protect", path, real_chmod(path, mode)); }

int unlinkat(int folder, const char *path, int flags) {
    char buffer[PATH_MAX];
    const char *whole = path;
    if (path[0] != '/' && folder != AT_FDCWD && root) {
        path_of(folder, buffer);
        strncat(buffer, "/", sizeof buffer - strlen(buffer) - 1);
        whole = strncat(buffer, path, sizeof buffer - strlen(buffer) - 1);
    }
    return STEP("remove", whole, real_unlinkat(folder, path, flags));
}

int mkdir(const char *path, mode_t mode) {
    if (access(path, F_OK) == 0) return real_mkdir(path, mode);
    return STEP("create", path, real_mkdir(path, mode));
}

int clock_gettime(clockid_t clock, struct timespec *now) {
    int result = real_clock_gettime(clock, now);
    if (result == 0 && clock == CLOCK_REALTIME) now->tv_sec += clock_offset;
    return result;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
    int result = real_gettimeofday(now, zone);
    if (result == 0) now->tv_sec += clock_offset;
    return result;
}
