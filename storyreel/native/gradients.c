/* Gradients: the colours of pixels, looked up in a table by their places. */

#include "blending.h"
#include "methods.h"
#include "processors.h"
#include "views.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_COLORS = 65536, LINE = 16 /* pixels of a line of the processor's cache */ };

/* Along one axis: the number of the first pixel, where the place is 0, and its step per pixel. */
typedef struct {
    double first, start, step;
} Axis;

/* The place of each pixel in a table of colours is the sum of those along both axes, or the root of
 * the sum of their squares if the gradient is radial. */
typedef struct {
    Rows words, table;
    Axis across, down;
    int radial, blend;
} Part;

/* What a row or a column adds to the places of its pixels. */
static inline float share(Axis axis, ptrdiff_t pixel, int radial)
{
    double place = (axis.first + (double)pixel + 0.5 - axis.start) * axis.step;
    return (float)(radial ? place * place : place);
}

/* The index of a colour, not beyond the ends of the table. */
static inline uint32_t index_of(float place, float last)
{
    place = place > 0 ? place : 0;
    return (uint32_t)(int32_t)(place < last ? place : last);
}

FOR_EACH_PROCESSOR
static void find_sums(uint32_t *restrict indices, ptrdiff_t count, const float *restrict across,
                      float down, float last)
{
    for (ptrdiff_t x = 0; x < count; x++)
        indices[x] = index_of(across[x] + down, last);
}

FOR_EACH_PROCESSOR
static void find_roots(uint32_t *restrict indices, ptrdiff_t count, const float *restrict across,
                       float down, float last)
{
    for (ptrdiff_t x = 0; x < count; x++)
        indices[x] = index_of(sqrtf(across[x] + down), last);
}

/* The colours of a row of pixels: the same for all where no column differs. */
static void find_colors(uint32_t *colors, const Part *part, ptrdiff_t row, const float *across)
{
    ptrdiff_t width = part->words.items, count = part->across.step != 0 ? width : 1;
    float down = share(part->down, row, part->radial), last = (float)(part->table.items - 1);
    if (part->radial)
        find_roots(colors, count, across, down, last);
    else
        find_sums(colors, count, across, down, last);
    look_up(colors, count, (const uint32_t *)part->table.start);
    for (ptrdiff_t x = count; x < width; x++)
        colors[x] = colors[0];
}

/* Have a row of pixels brought to the cache, to be changed. */
static void fetch(const uint32_t *words, ptrdiff_t width)
{
    for (ptrdiff_t x = 0; x < width; x += LINE)
        __builtin_prefetch(words + x, 1);
}

/* Paint all rows; `across` and `colors` have space for one. Rows are far from each other in memory:
 * fetching the next one while colours are found saves a third of the time at 8K. */
static void paint_rows(const Part *part, float *across, uint32_t *colors)
{
    ptrdiff_t width = part->words.items;
    for (ptrdiff_t x = 0; x < width; x++)
        across[x] = share(part->across, x, part->radial);
    for (ptrdiff_t y = 0; y < part->words.rows; y++) {
        uint32_t *words = row_at(&part->words, y);
        if (y + 1 < part->words.rows)
            fetch(row_at(&part->words, y + 1), width);
        if (!y || part->down.step != 0)
            find_colors(colors, part, y, across);
        if (part->blend)
            blend(words, width, colors);
        else
            memcpy(words, colors, (size_t)width * sizeof *words);
    }
}

static PyObject *paint_gradient(PyObject *module, PyObject *arguments)
{
    VIEW words = WRITE(uint32_t), table = READ(uint32_t);
    Axis across, down;
    int radial, blend;
    (void)module;
    if (!PyArg_ParseTuple(arguments, "O&O&(dd)(dd)(dd)pp:paint_gradient", view_rows, &words,
                          view_rows, &table, &across.first, &down.first, &across.start, &down.start,
                          &across.step, &down.step, &radial, &blend))
        return NULL;
    if (table.rows != 1 || table.items < 1 || table.items > MAX_COLORS)
        return refuse("the table is not one row of 1 to 65536 colours");
    const Part part = {words, table, across, down, radial, blend};
    FREED uint32_t *memory = malloc((2 * (size_t)words.items + 1) * sizeof *memory);
    if (!memory)
        return PyErr_NoMemory();
    Py_BEGIN_ALLOW_THREADS
    paint_rows(&part, (float *)(memory + words.items), memory);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

/* A product and a sum as Skia's pipeline for floats rounds them. */
static inline float product_and_sum(float one, float other, float sum)
{
#ifdef __ARM_NEON
    return __builtin_fmaf(one, other, sum);
#else
    return one * other + sum;
#endif
}

/* A channel from 0 to 255, rounded to nearest, halves to even. */
static inline uint8_t rounded(float value)
{
    const float whole = 12582912; /* 1.5 * 2^23: numbers of this size have no fractions */
    value = value > 0 ? value : 0;
    value = value < 255 ? value : 255;
    return (uint8_t)(int32_t)((value + whole) - whole);
}

/* For each channel of a row of pixels: a colour's share up to 255, and what is left below it. */
typedef struct {
    float *shares, *rests;
} Colors;

FOR_EACH_PROCESSOR
static void prepare(float *restrict shares, float *restrict rests, const float *restrict colors,
                    ptrdiff_t width)
{
    for (ptrdiff_t x = 0; x < width; x++)
        for (ptrdiff_t at = 4 * x; at < 4 * x + 4; at++) {
            shares[at] = colors[at] * 255.0f;
            rests[at] = 1.0f - colors[4 * x + 3];
        }
}

FOR_EACH_PROCESSOR
static void blend_whole(uint8_t *restrict channels, ptrdiff_t count, const float *restrict shares,
                        const float *restrict rests)
{
    for (ptrdiff_t at = 0; at < count; at++)
        channels[at] = rounded(product_and_sum(channels[at], rests[at], shares[at]));
}

/* Blend a colour, (4), onto a pixel that is covered in part. */
static void blend_edge(uint8_t *channels, const float *color, uint8_t covered)
{
    float share = (float)covered * (1 / 255.0f), rest = 1.0f - color[3] * share;
    for (int channel = 0; channel < 4; channel++) {
        float below = (float)channels[channel] * (1 / 255.0f);
        float both = product_and_sum(below, rest, color[channel] * share);
        channels[channel] = rounded((both < 1 ? both : 1) * 255.0f);
    }
}

/* How many bytes from the first on are like it. */
static ptrdiff_t run(const uint8_t *bytes, ptrdiff_t count)
{
    ptrdiff_t same = 1;
    while (same < count && bytes[same] == bytes[0])
        same++;
    return same;
}

static void blend_row(uint8_t *channels, ptrdiff_t width, const uint8_t *coverage,
                      const float *colors, const Colors *prepared)
{
    for (ptrdiff_t x = 0, next; x < width; x = next) {
        next = x + run(coverage + x, width - x);
        if (coverage[x] == 255)
            blend_whole(channels + 4 * x, 4 * (next - x), prepared->shares + 4 * x,
                        prepared->rests + 4 * x);
        else if (coverage[x])
            for (ptrdiff_t edge = x; edge < next; edge++)
                blend_edge(channels + 4 * edge, colors + 4 * edge, coverage[x]);
    }
}

static void blend_rows(const Rows *words, const Rows *coverage, const float *colors,
                       const Colors *prepared)
{
    prepare(prepared->shares, prepared->rests, colors, words->items);
    for (ptrdiff_t row = 0; row < words->rows; row++)
        blend_row(row_at(words, row), words->items, row_at(coverage, row), colors, prepared);
}

static PyObject *blend_colors(PyObject *module, PyObject *arguments)
{
    VIEW words = WRITE(uint32_t), coverage = READ(uint8_t), colors = READ(float);
    (void)module;
    if (!PyArg_ParseTuple(arguments, "O&O&O&:blend_colors", view_rows, &words, view_rows,
                          &coverage, view_rows, &colors))
        return NULL;
    if (!same_size(&words, &coverage))
        return refuse("the coverage is not that of the pixels");
    if (colors.rows != words.items || colors.items != 4)
        return refuse("the colours are not those of a row of pixels");
    FREED float *memory = malloc((8 * (size_t)words.items + 1) * sizeof *memory);
    if (!memory)
        return PyErr_NoMemory();
    Py_BEGIN_ALLOW_THREADS
    const Colors prepared = {memory, memory + 4 * words.items};
    blend_rows(&words, &coverage, row_at(&colors, 0), &prepared);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

PyMethodDef gradient_methods[] = {
    {"blend_colors", blend_colors, METH_VARARGS, NULL},
    {"paint_gradient", paint_gradient, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};
