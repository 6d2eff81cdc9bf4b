/* Rows of premultiplied colours, blended as Skia blends images. */

#ifndef STORYREEL_BLENDING_H
#define STORYREEL_BLENDING_H

#include <stddef.h>
#include <stdint.h>

/* The product of two channels, or of a channel and an alpha, as one: `div255` of Skia's pipeline
 * for 8-bit pixels. */
static inline uint32_t divided_by_255(uint32_t product)
{
#ifdef __ARM_NEON
    return (product + ((product + 128) >> 8) + 128) >> 8;
#else
    return (product + 255) >> 8;
#endif
}

/* Replace indices by the colours of a table. */
void look_up(uint32_t *row, ptrdiff_t width, const uint32_t *table);

/* Blend colours onto pixels: a colour + what is below * (255 - its alpha) / 255. */
void blend(uint32_t *restrict words, ptrdiff_t width, const uint32_t *restrict colors);

/* Mix a colour into pixels: (a pixel * (255 - its coverage) + the colour * its coverage) / 255. */
void mix(uint32_t *restrict words, ptrdiff_t width, const uint8_t *restrict coverage,
         uint32_t color);

#endif
