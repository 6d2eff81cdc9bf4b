#include "blending.h"
#include "processors.h"

static const uint32_t LOW_BYTES = 0x00FF00FF;

/* Two products, in the lower and in the upper 16 bits, each divided by 255. */
static inline uint32_t both_divided_by_255(uint32_t products)
{
#ifdef __ARM_NEON
    products += ((products + 0x00800080) >> 8) & LOW_BYTES;
    return ((products + 0x00800080) >> 8) & LOW_BYTES;
#else
    return ((products + LOW_BYTES) >> 8) & LOW_BYTES;
#endif
}

void look_up(uint32_t *row, ptrdiff_t width, const uint32_t *table)
{
    for (ptrdiff_t x = 0; x < width; x++)
        row[x] = table[row[x]];
}

FOR_EACH_PROCESSOR
void blend(uint32_t *restrict words, ptrdiff_t width, const uint32_t *restrict colors)
{
    for (ptrdiff_t x = 0; x < width; x++) {
        uint32_t rest = 255 - (colors[x] >> 24);
        uint32_t even = both_divided_by_255((words[x] & LOW_BYTES) * rest);
        uint32_t odd = both_divided_by_255((words[x] >> 8 & LOW_BYTES) * rest);
        words[x] = colors[x] + (even | odd << 8);
    }
}

FOR_EACH_PROCESSOR
void mix(uint32_t *restrict words, ptrdiff_t width, const uint8_t *restrict coverage, uint32_t color)
{
    const uint32_t even = color & LOW_BYTES, odd = color >> 8 & LOW_BYTES;
    for (ptrdiff_t x = 0; x < width; x++) {
        uint32_t share = coverage[x], rest = 255 - share;
        uint32_t low = both_divided_by_255((words[x] & LOW_BYTES) * rest + even * share);
        uint32_t high = both_divided_by_255((words[x] >> 8 & LOW_BYTES) * rest + odd * share);
        words[x] = low | high << 8;
    }
}
