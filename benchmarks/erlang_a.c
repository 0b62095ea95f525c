/* Erlang-A queue by hand: array heap of events, linked FIFO, xoshiro256**. One argument: customers.
   Prints: share abandoned, mean wait, nanoseconds of CPU time per customer. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef struct { double time; uint64_t seq; int kind, place; uint64_t serial; } Event;
enum { ARRIVE, LEAVE, RENEGE };
enum { SLOTS = 1 << 20, HEAP = 1 << 20 };

static Event heap[HEAP];
static int count;
static uint64_t seed[4] = {1, 2, 3, 4};

static int before(const Event *a, const Event *b) {
    return a->time < b->time || (a->time == b->time && a->seq < b->seq);
}

static void push(Event e) {
    int at = count++;
    while (at > 0) {
        int parent = (at - 1) / 2;
        if (!before(&e, &heap[parent])) break;
        heap[at] = heap[parent];
        at = parent;
    }
    heap[at] = e;
}

static Event pop(void) {
    Event first = heap[0], last = heap[--count];
    int at = 0, child;
    while ((child = 2 * at + 1) < count) {
        if (child + 1 < count && before(&heap[child + 1], &heap[child])) child++;
        if (!before(&heap[child], &last)) break;
        heap[at] = heap[child];
        at = child;
    }
    heap[at] = last;
    return first;
}

static uint64_t rotate(uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }

static double uniform(void) {
    uint64_t word = rotate(seed[1] * 5, 7) * 9, shifted = seed[1] << 17;
    seed[2] ^= seed[0]; seed[3] ^= seed[1]; seed[1] ^= seed[2]; seed[0] ^= seed[3];
    seed[2] ^= shifted; seed[3] = rotate(seed[3], 45);
    return ((word >> 11) + 0.5) * 0x1p-53;
}

static double exponential(double rate) { return -log(uniform()) / rate; }

static double arrived_at[SLOTS];
static char waiting[SLOTS];
static int fifo[SLOTS];

int main(int argc, char **argv) {
    long customers = argc > 1 ? atol(argv[1]) : 1000000;
    const double lambda = 48, mu = 1, theta = 0.5;
    const int servers = 50;
    unsigned head = 0, tail = 0;
    long arrived = 0, done = 0, abandoned = 0;
    double waited = 0;
    int busy = 0;
    uint64_t seq = 0;
    clock_t begin = clock();
    push((Event){exponential(lambda), seq++, ARRIVE, 0, 0});
    while (done < customers) {
        Event e = pop();
        double now = e.time;
        if (e.kind == ARRIVE) {
            int place = (int)(arrived & (SLOTS - 1));
            push((Event){now + exponential(lambda), seq++, ARRIVE, 0, 0});
            arrived_at[place] = now;
            if (busy < servers) {
                busy++; done++; waiting[place] = 0;
                push((Event){now + exponential(mu), seq++, LEAVE, place, arrived});
            } else {
                waiting[place] = 1;
                fifo[tail++ & (SLOTS - 1)] = place;
                push((Event){now + exponential(theta), seq++, RENEGE, place, arrived});
            }
            arrived++;
        } else if (e.kind == LEAVE) {
            busy--;
            while (head != tail) {
                int place = fifo[head++ & (SLOTS - 1)];
                if (!waiting[place]) continue;
                waiting[place] = 0; busy++; done++;
                waited += now - arrived_at[place];
                push((Event){now + exponential(mu), seq++, LEAVE, place, e.serial});
                break;
            }
        } else if (waiting[e.place]) {
            waiting[e.place] = 0; done++; abandoned++;
            waited += now - arrived_at[e.place];
        }
    }
    double seconds = (double)(clock() - begin) / CLOCKS_PER_SEC;
    printf("%.6f %.6f %.3f\n", (double)abandoned / done, waited / done, seconds / done * 1e9);
    return 0;
}
