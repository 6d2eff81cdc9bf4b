/* Points of sampled pictures: how far they are alike, and what changes from one to the next. */

#include "methods.h"
#include "processors.h"
#include "views.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MAX_CHANGE 1024.0F /* codes of 8 bits; points differ by 255 at most */

enum { CHANNELS = 3, CODES = 256 };
enum { BLOCK = 512 };        /* columns or points that are worked on at a time */
enum { MAX_SIDE = 1 << 24 }; /* rows or columns, so that no product of two of them overflows */

/* Values in rows and columns, as one picture or as several of one size. */
typedef struct {
    ptrdiff_t count, rows, columns;
    ptrdiff_t picture_bytes, row_bytes;
    uint8_t *start;
} Pictures;

/* The last two dimensions of two or three are the rows and columns. */
static int view_pictures(const Rows *view, Pictures *pictures)
{
    const Py_buffer *buffer = &view->buffer;
    if (buffer->ndim > 3)
        return 0;
    int one = buffer->ndim == 2;
    pictures->count = one ? 1 : view->rows;
    pictures->rows = one ? view->rows : buffer->shape[1];
    pictures->columns = one ? view->items : buffer->shape[2];
    pictures->picture_bytes = view->row_bytes;
    pictures->row_bytes = one ? view->row_bytes : pictures->columns * view->item_bytes;
    pictures->start = view->start;
    return pictures->rows <= MAX_SIDE && pictures->columns <= MAX_SIDE;
}

static inline float *row_of(const Pictures *pictures, ptrdiff_t picture, ptrdiff_t row)
{
    return (float *)(pictures->start + picture * pictures->picture_bytes +
                     row * pictures->row_bytes);
}

static void add_row(float *restrict sums, const float *restrict row, ptrdiff_t columns)
{
    for (ptrdiff_t column = 0; column < columns; column++)
        sums[column] += row[column];
}

/* Sum `blocks` blocks beside each other: their rows first, then their columns, in this order. */
static void sum_beside(const Pictures *values, ptrdiff_t picture, ptrdiff_t top, ptrdiff_t left,
                       ptrdiff_t side, float *sums, ptrdiff_t blocks)
{
    float columns[BLOCK];
    ptrdiff_t count = blocks * side;
    memcpy(columns, row_of(values, picture, top) + left, (size_t)count * sizeof *columns);
    for (ptrdiff_t row = top + 1; row < top + side; row++)
        add_row(columns, row_of(values, picture, row) + left, count);
    for (ptrdiff_t block = 0; block < blocks; block++) {
        float sum = columns[block * side];
        for (ptrdiff_t column = 1; column < side; column++)
            sum += columns[block * side + column];
        sums[block] = sum;
    }
}

static void sum_blocks(const Pictures *values, ptrdiff_t side, const Pictures *sums)
{
    ptrdiff_t most = BLOCK / side;
    for (ptrdiff_t picture = 0; picture < sums->count; picture++)
        for (ptrdiff_t row = 0; row < sums->rows; row++)
            for (ptrdiff_t block = 0; block < sums->columns; block += most) {
                ptrdiff_t left = sums->columns - block;
                sum_beside(values, picture, row * side, block * side, side,
                           row_of(sums, picture, row) + block, left < most ? left : most);
            }
}

static PyObject *block_sums(PyObject *module, PyObject *arguments)
{
    VIEW values = READ(float), sums = WRITE(float);
    Py_ssize_t side;
    (void)module;
    if (!PyArg_ParseTuple(arguments, "O&nO&:block_sums", view_rows, &values, &side, view_rows,
                          &sums))
        return NULL;
    Pictures from, to;
    if (!view_pictures(&values, &from) || !view_pictures(&sums, &to) || side <= 0 || side > BLOCK ||
        from.count != to.count || to.rows != from.rows / side || to.columns != from.columns / side)
        return refuse("values and sums do not fit each other");
    Py_BEGIN_ALLOW_THREADS
    sum_blocks(&from, side, &to);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

static inline void swap(float *one, float *other)
{
    float kept = *one;
    *one = *other;
    *other = kept;
}

/* Move the `rank` smallest of some values before the others; returns the smallest of those others
 * (Hoare's selection). */
static float ranked(float *values, ptrdiff_t count, ptrdiff_t rank)
{
    ptrdiff_t first = 0, last = count - 1;
    while (first < last) {
        float pivot = values[first + (last - first) / 2];
        ptrdiff_t left = first, right = last;
        while (left <= right) {
            while (values[left] < pivot)
                left++;
            while (pivot < values[right])
                right--;
            if (left <= right)
                swap(values + left++, values + right--);
        }
        if (rank <= right)
            last = right;
        else if (rank >= left)
            first = left;
        else
            break;
    }
    return values[rank];
}

/* The median; of an even number of values the mean of the two in the middle. Reorders them. */
static float median(float *values, ptrdiff_t count)
{
    float upper = ranked(values, count, count / 2);
    if (count % 2)
        return upper;
    float lower = values[0];
    for (ptrdiff_t index = 1; index < count / 2; index++)
        lower = values[index] > lower ? values[index] : lower;
    return (lower + upper) / 2;
}

static ptrdiff_t count_alike(const Rows *points, float codes, float *scratch)
{
    float middle[CHANNELS];
    const float *channels[CHANNELS];
    for (int channel = 0; channel < CHANNELS; channel++) {
        channels[channel] = row_at(points, channel);
        memcpy(scratch, channels[channel], (size_t)points->items * sizeof *scratch);
        middle[channel] = median(scratch, points->items);
    }
    ptrdiff_t found = 0;
    for (ptrdiff_t point = 0; point < points->items; point++) {
        int alike = 1;
        for (int channel = 0; channel < CHANNELS; channel++)
            alike &= fabsf(channels[channel][point] - middle[channel]) <= codes;
        found += alike;
    }
    return found;
}

static PyObject *alike_points(PyObject *module, PyObject *arguments)
{
    VIEW points = READ(float);
    float codes;
    (void)module;
    if (!PyArg_ParseTuple(arguments, "O&f:alike_points", view_rows, &points, &codes))
        return NULL;
    if (points.rows != CHANNELS || !points.items)
        return refuse("points have three channels");
    FREED float *scratch = malloc((size_t)points.items * sizeof *scratch);
    if (!scratch)
        return PyErr_NoMemory();
    ptrdiff_t found;
    Py_BEGIN_ALLOW_THREADS
    found = count_alike(&points, codes, scratch);
    Py_END_ALLOW_THREADS
    return PyLong_FromSsize_t(found);
}

/* A difference of at most MAX_CHANGE codes in 2^-16 of one, rounded. */
static inline int64_t parts_of(float difference)
{
    float change = fabsf(difference);
    return (int32_t)rintf((change < MAX_CHANGE ? change : MAX_CHANGE) * 65536.0F);
}

FOR_EACH_PROCESSOR
static int64_t total_of_row(const float *one, const float *other, ptrdiff_t count)
{
    int64_t total = 0;
    for (ptrdiff_t index = 0; index < count; index++)
        total += parts_of(one[index] - other[index]);
    return total;
}

static PyObject *total_change(PyObject *module, PyObject *arguments)
{
    VIEW one = READ(float), other = READ(float);
    (void)module;
    if (!PyArg_ParseTuple(arguments, "O&O&:total_change", view_rows, &one, view_rows, &other))
        return NULL;
    if (!same_size(&one, &other))
        return refuse("points have different sizes");
    int64_t total = 0;
    Py_BEGIN_ALLOW_THREADS
    for (ptrdiff_t row = 0; row < one.rows; row++)
        total += total_of_row(row_at(&one, row), row_at(&other, row), one.items);
    Py_END_ALLOW_THREADS
    return PyLong_FromLongLong(total);
}

FOR_EACH_PROCESSOR
static void whole_codes(const float *restrict values, uint8_t *restrict codes, ptrdiff_t count)
{
    for (ptrdiff_t index = 0; index < count; index++) {
        float positive = values[index] > 0.0F ? values[index] : 0.0F;
        codes[index] = (uint8_t)(int)(positive < 255.0F ? positive : 255.0F);
    }
}

/* Relative luminance (WCAG 2.2): 0.2126 R + 0.7152 G + 0.0722 B in linear light. */
static void luminances_of(const Rows *points, const float *linear, float *light)
{
    uint8_t codes[CHANNELS][BLOCK];
    for (ptrdiff_t start = 0; start < points->items; start += BLOCK) {
        ptrdiff_t left = points->items - start, count = left < BLOCK ? left : BLOCK;
        for (int channel = 0; channel < CHANNELS; channel++)
            whole_codes((const float *)row_at(points, channel) + start, codes[channel], count);
        for (ptrdiff_t point = 0; point < count; point++)
            light[start + point] = linear[codes[0][point]] * 0.2126F +
                                   linear[codes[1][point]] * 0.7152F +
                                   linear[codes[2][point]] * 0.0722F;
    }
}

static PyObject *luminance(PyObject *module, PyObject *arguments)
{
    VIEW points = READ(float), linear = READ(float), light = WRITE(float);
    (void)module;
    if (!PyArg_ParseTuple(arguments, "O&O&O&:luminance", view_rows, &points, view_rows, &linear,
                          view_rows, &light))
        return NULL;
    if (points.rows != CHANNELS || linear.rows != 1 || linear.items != CODES || light.rows != 1 ||
        light.items != points.items)
        return refuse("points and luminances do not fit each other");
    Py_BEGIN_ALLOW_THREADS
    luminances_of(&points, row_at(&linear, 0), row_at(&light, 0));
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

/* One row of points of which each knows its last extreme and whether it has been rising since. */
typedef struct {
    const float *light;
    float *extreme;
    int8_t *rising;
    uint8_t *up, *down;
} Turns;

FOR_EACH_PROCESSOR
static void find_turns(Turns row, float least, float darker, ptrdiff_t count)
{
    const float *restrict light = row.light;
    float *restrict extreme = row.extreme;
    int8_t *restrict rising = row.rising;
    uint8_t *restrict turned_up = row.up, *restrict turned_down = row.down;
    for (ptrdiff_t point = 0; point < count; point++) {
        float now = light[point], then = extreme[point];
        int was = rising[point];
        int up = now - then >= least, down = then - now >= least;
        int dark = (now < then ? now : then) < darker;
        int further = ((was > 0) & (now > then)) | ((was < 0) & (now < then));
        turned_up[point] = (uint8_t)(dark & up & (was <= 0));
        turned_down[point] = (uint8_t)(dark & down & (was >= 0));
        extreme[point] = further | up | down ? now : then;
        rising[point] = (int8_t)(down ? -1 : up ? 1 : was);
    }
}

static PyObject *turns(PyObject *module, PyObject *arguments)
{
    VIEW light = READ(float), extreme = WRITE(float), rising = WRITE(int8_t);
    VIEW up = WRITE(uint8_t), down = WRITE(uint8_t);
    float least, darker;
    (void)module;
    if (!PyArg_ParseTuple(arguments, "O&O&O&O&O&ff:turns", view_rows, &light, view_rows, &extreme,
                          view_rows, &rising, view_rows, &up, view_rows, &down, &least, &darker))
        return NULL;
    if (!same_size(&light, &extreme) || !same_size(&light, &rising) || !same_size(&light, &up) ||
        !same_size(&light, &down))
        return refuse("maps have different sizes");
    Py_BEGIN_ALLOW_THREADS
    for (ptrdiff_t row = 0; row < light.rows; row++) {
        Turns turned = {row_at(&light, row), row_at(&extreme, row), row_at(&rising, row),
                        row_at(&up, row), row_at(&down, row)};
        find_turns(turned, least, darker, light.items);
    }
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

PyMethodDef light_methods[] = {
    {"alike_points", alike_points, METH_VARARGS, NULL},
    {"block_sums", block_sums, METH_VARARGS, NULL},
    {"luminance", luminance, METH_VARARGS, NULL},
    {"total_change", total_change, METH_VARARGS, NULL},
    {"turns", turns, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};
