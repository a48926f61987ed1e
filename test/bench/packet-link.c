/*
 * packet-link NEAR FAR ROUND-TRIP-MILLISECONDS BITS-PER-SECOND QUEUE-MILLISECONDS
 *
 * A line between two network namespaces (paths as /run/netns/NAME): an interface `line` in each, and between them this program,
 * which loses packets at random, lets the rest queue before a narrow place and delivers each half a round trip later. A queue that
 * is full drops what comes. Both directions are alike and do not disturb each other.
 *
 * It says `ready`. Then it takes lines `SEED LOST` on stdin: from now on this part of the packets is lost (0.001 is one in a
 * thousand), the same numbers of packets for the same seed. It answers each with what it did since the one before. It ends with
 * its stdin, and the interfaces with it.
 */

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <poll.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#define MOST_BYTES 2048
/* More than are ever under way: a queue of small packets is dropped before it fills these. */
#define MOST_PACKETS 65536

typedef struct {
    uint64_t due;
    size_t size;
    unsigned char bytes[];
} Packet;

typedef struct {
    int from, to;
    Packet *under_way[MOST_PACKETS];
    unsigned first, count;
    /* When the narrow place is through with all that came so far, in nanoseconds. */
    uint64_t free_at;
    uint64_t random;
    uint64_t carried, lost, dropped;
} Direction;

static Direction directions[2];
static uint64_t half_trip, queue_time;
static double nanoseconds_per_byte, loss;

static void die(const char *what) {
    perror(what);
    exit(1);
}

static uint64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

/* splitmix64: a number between 0 and 1, the next one for this seed. */
static double next_random(uint64_t *state) {
    uint64_t z = (*state += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return (double)((z ^ (z >> 31)) >> 11) / 9007199254740992.0;
}

/* Opens the end of the line in a namespace. The process is in that namespace afterwards; what it opened before stays where it was. */
static int open_end(const char *space) {
    int netns = open(space, O_RDONLY | O_CLOEXEC);
    if (netns < 0 || setns(netns, CLONE_NEWNET) != 0) die(space);
    close(netns);
    int end = open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);
    if (end < 0) die("/dev/net/tun");
    struct ifreq wish;
    memset(&wish, 0, sizeof wish);
    wish.ifr_flags = IFF_TUN | IFF_NO_PI;
    strcpy(wish.ifr_name, "line");
    if (ioctl(end, TUNSETIFF, &wish) != 0) die("TUNSETIFF");
    return end;
}

/* Takes what came: each packet is lost, dropped by the full queue, or put on its way. */
static void take(Direction *way) {
    unsigned char bytes[MOST_BYTES];
    ssize_t size;
    while ((size = read(way->from, bytes, sizeof bytes)) > 0) {
        uint64_t at = now();
        if (next_random(&way->random) < loss) {
            way->lost++;
            continue;
        }
        uint64_t start = way->free_at > at ? way->free_at : at;
        if (start - at > queue_time || way->count == MOST_PACKETS) {
            way->dropped++;
            continue;
        }
        way->free_at = start + (uint64_t)((double)size * nanoseconds_per_byte);
        Packet *packet = malloc(sizeof *packet + (size_t)size);
        if (!packet) die("malloc");
        packet->due = way->free_at + half_trip;
        packet->size = (size_t)size;
        memcpy(packet->bytes, bytes, (size_t)size);
        way->under_way[(way->first + way->count++) % MOST_PACKETS] = packet;
    }
    if (size < 0 && errno != EAGAIN && errno != EIO) die("read");
}

static void deliver(Direction *way, uint64_t at) {
    while (way->count > 0 && way->under_way[way->first]->due <= at) {
        Packet *packet = way->under_way[way->first];
        way->first = (way->first + 1) % MOST_PACKETS;
        way->count--;
        if (write(way->to, packet->bytes, packet->size) > 0) way->carried++;
        free(packet);
    }
}

/* Returns 0 where there is nothing more to come. */
static int obey(void) {
    static char line[128];
    uint64_t seed;
    double part;
    if (!fgets(line, sizeof line, stdin)) return 0;
    if (sscanf(line, "%lu %lf", &seed, &part) != 2) return 1;
    printf("{\"carried\":[%lu,%lu],\"lost\":[%lu,%lu],\"dropped\":[%lu,%lu]}\n",
           directions[0].carried, directions[1].carried, directions[0].lost, directions[1].lost,
           directions[0].dropped, directions[1].dropped);
    loss = part;
    for (int at = 0; at < 2; at++) {
        directions[at].random = seed * 2 + (uint64_t)at;
        directions[at].carried = directions[at].lost = directions[at].dropped = 0;
    }
    return 1;
}

int main(int argc, char **argv) {
    if (argc != 6) return 2;
    half_trip = (uint64_t)(atof(argv[3]) * 1e6 / 2);
    nanoseconds_per_byte = 8e9 / atof(argv[4]);
    queue_time = (uint64_t)(atof(argv[5]) * 1e6);
    int near = open_end(argv[1]), far = open_end(argv[2]);
    directions[0].from = directions[1].to = near;
    directions[0].to = directions[1].from = far;
    /* A line is never late because somebody else has work; where that may not be asked for, it goes without. */
    struct sched_param urgent = {.sched_priority = 1};
    sched_setscheduler(0, SCHED_FIFO, &urgent);
    setvbuf(stdout, NULL, _IOLBF, 0);
    /* One line at a time: nothing may wait in a buffer that poll does not see. */
    setvbuf(stdin, NULL, _IONBF, 0);
    puts("ready");
    for (;;) {
        uint64_t at = now(), wait = 1000000000u;
        for (int each = 0; each < 2; each++) {
            Direction *way = &directions[each];
            deliver(way, at);
            if (way->count == 0) continue;
            uint64_t due = way->under_way[way->first]->due;
            uint64_t left = due > at ? due - at : 0;
            if (left < wait) wait = left;
        }
        struct timespec timeout = {(time_t)(wait / 1000000000u), (long)(wait % 1000000000u)};
        struct pollfd polled[] = {{near, POLLIN, 0}, {far, POLLIN, 0}, {STDIN_FILENO, POLLIN, 0}};
        if (ppoll(polled, 3, &timeout, NULL) < 0 && errno != EINTR) die("ppoll");
        if (polled[2].revents && !obey()) return 0;
        for (int each = 0; each < 2; each++) take(&directions[each]);
    }
}
