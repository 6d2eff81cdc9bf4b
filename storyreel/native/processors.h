/* Loops compiled several times, for processors of different age. */

#ifndef STORYREEL_PROCESSORS_H
#define STORYREEL_PROCESSORS_H

#include <limits.h>

/* Before a function: the fastest version that the processor understands runs. All give the same
 * bits. */
#if defined(__x86_64__) && defined(__GLIBC__) && defined(__GNUC__) && !defined(__clang__)
#define FOR_EACH_PROCESSOR __attribute__((target_clones("avx2", "default")))
#else
#define FOR_EACH_PROCESSOR
#endif

#endif
