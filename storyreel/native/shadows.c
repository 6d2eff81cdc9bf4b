/* Soft shadows: a coarse blurred mask enlarged, coloured and blended in one pass. */

#include "blending.h"
#include "methods.h"
#include "processors.h"
#include "views.h"
#include <stdlib.h>
#include <string.h>

enum { LEVELS = 256, MAX_GRAIN_BITS = 7, MAX_CHANNEL = 65535 };

/* A part of a picture, and where it is in a mask whose pixels are 2 to the `grain_bits` wide. */
typedef struct {
    Rows words, mask;
    ptrdiff_t column, row; /* the first pixel, from the mask's corner in pixels of the picture */
    int grain_bits;
} Part;

/* The mask's pixel before the centre of a pixel, and the next one's weight in halves of pixels. */
typedef struct {
    ptrdiff_t before;
    uint16_t weight;
} Place;

static inline Place place_of(ptrdiff_t pixel, int grain_bits)
{
    ptrdiff_t grain = (ptrdiff_t)1 << grain_bits;
    ptrdiff_t halves = 2 * pixel + 1 - grain;
    return (Place){halves >> (grain_bits + 1), (uint16_t)(halves & (2 * grain - 1))};
}

/* The colour of each level of the mask: premultiplied and rounded, then with its opacity. */
static void fill_tints(uint32_t *tints, const unsigned color[4])
{
    const unsigned opaque[4] = {color[0], color[1], color[2], MAX_CHANNEL};
    const unsigned opacity = (color[3] + 128) / 257;
    for (unsigned level = 0; level < LEVELS; level++) {
        tints[level] = 0;
        for (int channel = 0; channel < 4; channel++) {
            unsigned tint = (level * opaque[channel] + MAX_CHANNEL / 2) / MAX_CHANNEL;
            tints[level] |= divided_by_255(tint * opacity) << 8 * channel;
        }
    }
}

/* Enlarge a row of the mask across: two neighbours by their weights, then scaled so that the same
 * downwards gives 256 times the level, and rounded where that loses bits. */
static void widen(uint16_t *restrict wide, const Part *part, ptrdiff_t mask_row)
{
    const uint8_t *mask = row_at(&part->mask, mask_row);
    const unsigned whole = 2u << part->grain_bits;
    const int lift = 8 - 2 * (part->grain_bits + 1);
    const int up = lift > 0 ? lift : 0, down = lift < 0 ? -lift : 0;
    for (ptrdiff_t x = 0; x < part->words.items; x++) {
        Place place = place_of(part->column + x, part->grain_bits);
        const uint8_t *pair = mask + place.before;
        unsigned sum = pair[0] * (whole - place.weight) + pair[1] * place.weight;
        wide[x] = (uint16_t)(((sum << up) + (1u << down >> 1)) >> down);
    }
}

/* Two enlarged rows of the mask, and the colours of a row of pixels between them. */
typedef struct {
    uint16_t *upper, *lower;
    uint32_t *colors;
} Lines;

/* The levels between two enlarged rows. */
FOR_EACH_PROCESSOR
static void find_levels(uint32_t *restrict levels, ptrdiff_t width, const uint16_t *restrict upper,
                        const uint16_t *restrict lower, uint16_t whole, uint16_t weight)
{
    for (ptrdiff_t x = 0; x < width; x++) {
        uint16_t step = (uint16_t)(lower[x] - upper[x]);
        levels[x] = (uint16_t)(upper[x] * whole + step * weight + 128) >> 8;
    }
}

/* Go to the rows of the mask around a place; the lower one becomes the upper one. */
static void advance(Lines *lines, const Part *part, ptrdiff_t before, int first)
{
    uint16_t *spare = lines->upper;
    lines->upper = lines->lower;
    lines->lower = spare;
    if (first)
        widen(lines->upper, part, before);
    widen(lines->lower, part, before + 1);
}

static void blend_part(const Part *part, Lines lines, const uint32_t *tints)
{
    const uint16_t whole = (uint16_t)(2 << part->grain_bits);
    const ptrdiff_t width = part->words.items;
    ptrdiff_t before = -1;
    int even = 0; /* whether all pixels between the two rows have the same colours */
    for (ptrdiff_t y = 0; y < part->words.rows; y++) {
        Place place = place_of(part->row + y, part->grain_bits);
        int next = place.before != before;
        if (next) {
            advance(&lines, part, place.before, !y);
            even = !memcmp(lines.upper, lines.lower, (size_t)width * sizeof *lines.upper);
            before = place.before;
        }
        if (next || !even) {
            find_levels(lines.colors, width, lines.upper, lines.lower, whole, place.weight);
            look_up(lines.colors, width, tints);
        }
        blend(row_at(&part->words, y), width, lines.colors);
    }
}

/* Whether the mask has the two pixels around each of `count` pixels from `first` on. */
static int within(ptrdiff_t first, ptrdiff_t count, ptrdiff_t mask_count, int grain_bits)
{
    ptrdiff_t limit = mask_count << grain_bits;
    if (first < 0 || first > limit || count > limit)
        return 0;
    return 2 * first + 1 >= (ptrdiff_t)1 << grain_bits &&
           place_of(first + count - 1, grain_bits).before + 1 < mask_count;
}

/* The power of two that is at least the grain, if there is one up to the largest. */
static int bits_of(int grain)
{
    int bits = 0;
    while (bits < MAX_GRAIN_BITS && 1 << bits < grain)
        bits++;
    return bits;
}

static const char *wrong_with(const Part *part, int grain, const unsigned color[4])
{
    for (int channel = 0; channel < 4; channel++)
        if (color[channel] > MAX_CHANNEL)
            return "the channels are not from 0 to 65535";
    if (grain != 1 << part->grain_bits)
        return "the grain is not a power of two up to 128";
    if (part->mask.rows > INT32_MAX || part->mask.items > INT32_MAX)
        return "the mask is too large";
    if (!within(part->column, part->words.items, part->mask.items, part->grain_bits) ||
        !within(part->row, part->words.rows, part->mask.rows, part->grain_bits))
        return "the part is not within the mask";
    return NULL;
}

static PyObject *blended(const Part *part, const unsigned color[4])
{
    size_t width = (size_t)part->words.items;
    FREED uint32_t *memory = malloc((2 * width + 1) * sizeof *memory);
    if (!memory)
        return PyErr_NoMemory();
    uint16_t *rows = (uint16_t *)(memory + width);
    Py_BEGIN_ALLOW_THREADS
    uint32_t tints[LEVELS];
    fill_tints(tints, color);
    blend_part(part, (Lines){rows, rows + width, memory}, tints);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

static PyObject *blend_shadow(PyObject *module, PyObject *arguments)
{
    VIEW words = WRITE(uint32_t), mask = READ(uint8_t);
    Py_ssize_t column, row;
    unsigned color[4];
    int grain;
    (void)module;
    if (!PyArg_ParseTuple(arguments, "O&O&inn(IIII):blend_shadow", view_rows, &words, view_rows,
                          &mask, &grain, &column, &row, &color[0], &color[1], &color[2], &color[3]))
        return NULL;
    const Part part = {words, mask, column, row, bits_of(grain)};
    const char *wrong = wrong_with(&part, grain, color);
    return wrong ? refuse(wrong) : blended(&part, color);
}

PyMethodDef shadow_methods[] = {
    {"blend_shadow", blend_shadow, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};
