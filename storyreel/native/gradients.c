/* Gradients: the colours of pixels, looked up in a table by their places. */

#include "blending.h"
#include "methods.h"
#include "processors.h"
#include "views.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_COLORS = 65536 };

/* The place of each pixel in a table of colours is across[column] + down[row], or the root of that
 * sum. `across` and `down` may have one value for all columns or rows. */
typedef struct {
    Rows words, table, across, down;
    int radial, blend;
} Part;

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

/* The colours of a row of pixels. */
static void find_colors(uint32_t *colors, const Part *part, ptrdiff_t row)
{
    const float *across = (const float *)part->across.start;
    ptrdiff_t count = part->across.items;
    float down = *(const float *)row_at(&part->down, row);
    float last = (float)(part->table.items - 1);
    if (part->radial)
        find_roots(colors, count, across, down, last);
    else
        find_sums(colors, count, across, down, last);
    look_up(colors, count, (const uint32_t *)part->table.start);
    for (ptrdiff_t x = count; x < part->words.items; x++)
        colors[x] = colors[0];
}

/* Paint all rows; `colors` has space for one. */
static void paint_rows(const Part *part, uint32_t *colors)
{
    ptrdiff_t width = part->words.items;
    for (ptrdiff_t y = 0; y < part->words.rows; y++) {
        uint32_t *words = row_at(&part->words, y);
        if (!y || part->down.rows > 1)
            find_colors(colors, part, y);
        if (part->blend)
            blend(words, width, colors);
        else
            memcpy(words, colors, (size_t)width * sizeof *words);
    }
}

static const char *wrong_with(const Part *part)
{
    if (part->table.rows != 1 || part->table.items < 1 || part->table.items > MAX_COLORS)
        return "the table is not one row of 1 to 65536 colours";
    if (part->across.rows != 1 ||
        (part->across.items != 1 && part->across.items != part->words.items))
        return "the columns are not those of the part";
    if (part->down.items != 1 || (part->down.rows != 1 && part->down.rows != part->words.rows))
        return "the rows are not those of the part";
    return NULL;
}

static PyObject *paint_gradient(PyObject *module, PyObject *arguments)
{
    VIEW words = WRITE(uint32_t), table = READ(uint32_t), across = READ(float), down = READ(float);
    int radial, blend;
    (void)module;
    if (!PyArg_ParseTuple(arguments, "O&O&O&O&pp:paint_gradient", view_rows, &words, view_rows,
                          &table, view_rows, &across, view_rows, &down, &radial, &blend))
        return NULL;
    const Part part = {words, table, across, down, radial, blend};
    const char *wrong = wrong_with(&part);
    if (wrong)
        return refuse(wrong);
    FREED uint32_t *colors = malloc(((size_t)words.items + 1) * sizeof *colors);
    if (!colors)
        return PyErr_NoMemory();
    Py_BEGIN_ALLOW_THREADS
    paint_rows(&part, colors);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

PyMethodDef gradient_methods[] = {
    {"paint_gradient", paint_gradient, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};
