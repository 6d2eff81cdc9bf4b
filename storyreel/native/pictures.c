/* Decoded pictures: compared, and sampled at a grid of points in the colours that a player shows. */

#include "methods.h"
#include "processors.h"
#include "views.h"
#include <string.h>

enum { BLOCK = 512 };          /* samples that are converted at a time, in the processor's cache */
enum { MAX_SIDE = 1 << 28 };   /* rows or columns, so that no product of two of them overflows */
enum { CHANNELS = 3 };

static int rows_equal(const Rows *one, const Rows *other)
{
    size_t bytes = (size_t)(one->items * one->item_bytes);
    for (ptrdiff_t row = 0; row < one->rows; row++)
        if (memcmp(one->start + row * one->row_bytes, other->start + row * other->row_bytes, bytes))
            return 0;
    return 1;
}

static PyObject *equal(PyObject *module, PyObject *arguments)
{
    PyObject *first, *second;
    (void)module;
    if (!PyArg_ParseTuple(arguments, "OO:equal", &first, &second))
        return NULL;
    Rows one, other;
    if (!view_rows(first, 0, READ, &one))
        return NULL;
    if (!view_rows(second, one.item_bytes, READ, &other)) {
        release_rows(&one);
        return NULL;
    }
    int same = one.rows == other.rows && one.items == other.items;
    if (same) {
        Py_BEGIN_ALLOW_THREADS
        same = rows_equal(&one, &other);
        Py_END_ALLOW_THREADS
    }
    release_rows(&one);
    release_rows(&other);
    return PyBool_FromLong(same);
}

/* The middles of `parts` equal parts of a length, one after another: (2 i + 1) length / (2 parts),
 * rounded down. */
typedef struct {
    ptrdiff_t place, rest, length, parts;
} Middles;

static Middles first_middle(ptrdiff_t length, ptrdiff_t parts)
{
    return (Middles){length / (2 * parts), length % (2 * parts), length, parts};
}

static inline void go_on(Middles *middles)
{
    middles->place += middles->length / middles->parts;
    middles->rest += 2 * (middles->length % middles->parts);
    if (middles->rest >= 2 * middles->parts) {
        middles->rest -= 2 * middles->parts;
        middles->place++;
    }
}

static void pick_bytes(const uint8_t *row, ptrdiff_t length, uint8_t *picked, ptrdiff_t count)
{
    Middles across = first_middle(length, count);
    for (ptrdiff_t column = 0; column < count; column++, go_on(&across))
        picked[column] = row[across.place];
}

static void pick_words(const uint16_t *row, ptrdiff_t length, uint16_t *picked, ptrdiff_t count)
{
    Middles across = first_middle(length, count);
    for (ptrdiff_t column = 0; column < count; column++, go_on(&across))
        picked[column] = row[across.place];
}

static void pick(const Rows *part, ptrdiff_t top, ptrdiff_t height, const Rows *samples)
{
    Middles down = first_middle(height, samples->rows);
    for (ptrdiff_t row = 0; row < samples->rows; row++, go_on(&down)) {
        if (down.place < top || down.place >= top + part->rows)
            continue;
        const uint8_t *from = part->start + (down.place - top) * part->row_bytes;
        uint8_t *to = samples->start + row * samples->row_bytes;
        if (part->item_bytes == 1)
            pick_bytes(from, part->items, to, samples->items);
        else
            pick_words((const uint16_t *)from, part->items, (uint16_t *)to, samples->items);
    }
}

static int is_part(const Rows *part, ptrdiff_t top, ptrdiff_t height, const Rows *samples)
{
    return part->item_bytes == samples->item_bytes && part->item_bytes <= 2 &&
           part->buffer.ndim == 2 && samples->buffer.ndim == 2 && part->items > 0 &&
           part->items <= MAX_SIDE && height <= MAX_SIDE && samples->rows <= MAX_SIDE &&
           samples->items <= MAX_SIDE && top >= 0 && height >= 0 &&
           part->rows <= height - top;
}

static PyObject *pick_grid(PyObject *module, PyObject *arguments)
{
    PyObject *part, *samples;
    Py_ssize_t top, height;
    (void)module;
    if (!PyArg_ParseTuple(arguments, "OnnO:pick_grid", &part, &top, &height, &samples))
        return NULL;
    Rows views[2];
    if (!view_all((Argument[]){{part, 0, READ}, {samples, 0, WRITE}}, 2, views))
        return NULL;
    int fits = is_part(views, top, height, views + 1);
    if (fits && views[1].rows && views[1].items) {
        Py_BEGIN_ALLOW_THREADS
        pick(views, top, height, views + 1);
        Py_END_ALLOW_THREADS
    }
    release_all(views, 2);
    if (!fits)
        return refuse("the samples are not those of a part of such a plane");
    Py_RETURN_NONE;
}

/* How samples say colours: `levels` are the steps between two of 8 bits. */
typedef struct {
    float levels, black, luma_gain, chroma_span;
    float red_gain, blue_gain, red_weight, blue_weight, green_weight;
} Matrix;

static Matrix matrix_of(int bits, double red_weight, double blue_weight, int limited)
{
    return (Matrix){
        .levels = (float)(INT64_C(1) << (bits - 8)),
        .black = limited ? 16.0F : 0.0F,
        .luma_gain = limited ? (float)(255.0 / 219.0) : 1.0F,
        .chroma_span = limited ? (float)(224.0 / 255.0) : 1.0F,
        .red_gain = (float)(2 - 2 * red_weight),
        .blue_gain = (float)(2 - 2 * blue_weight),
        .red_weight = (float)red_weight,
        .blue_weight = (float)blue_weight,
        .green_weight = (float)(1 - red_weight - blue_weight),
    };
}

FOR_EACH_PROCESSOR
static void widen(const uint8_t *samples, ptrdiff_t item_bytes, float *values, ptrdiff_t count)
{
    const uint16_t *words = (const uint16_t *)samples;
    if (item_bytes == 1)
        for (ptrdiff_t index = 0; index < count; index++)
            values[index] = samples[index];
    else
        for (ptrdiff_t index = 0; index < count; index++)
            values[index] = words[index];
}

static inline float within_codes(float value)
{
    float positive = value > 0.0F ? value : 0.0F;
    return positive < 255.0F ? positive : 255.0F;
}

/* Samples of luma and chroma to red, green and blue, in the order of operations of `Picture`. */
FOR_EACH_PROCESSOR
static void colors_of(const float *restrict samples, const float *restrict blues,
                      const float *restrict reds, Matrix matrix, float *restrict red_out,
                      float *restrict green_out, float *restrict blue_out, ptrdiff_t count)
{
    for (ptrdiff_t index = 0; index < count; index++) {
        float luma = (samples[index] / matrix.levels - matrix.black) * matrix.luma_gain;
        float blueness = (blues[index] / matrix.levels - 128.0F) / matrix.chroma_span;
        float redness = (reds[index] / matrix.levels - 128.0F) / matrix.chroma_span;
        float red = luma + redness * matrix.red_gain;
        float blue = luma + blueness * matrix.blue_gain;
        float rest = luma - matrix.red_weight * red - matrix.blue_weight * blue;
        red_out[index] = within_codes(red);
        green_out[index] = within_codes(rest / matrix.green_weight);
        blue_out[index] = within_codes(blue);
    }
}

static void convert(const Rows planes[CHANNELS], Matrix matrix, const Rows *points)
{
    float values[CHANNELS][BLOCK], *channels[CHANNELS];
    for (ptrdiff_t row = 0; row < planes->rows; row++)
        for (ptrdiff_t start = 0; start < planes->items; start += BLOCK) {
            ptrdiff_t left = planes->items - start, count = left < BLOCK ? left : BLOCK;
            for (int index = 0; index < CHANNELS; index++) {
                const Rows *plane = planes + index;
                const uint8_t *samples =
                    plane->start + row * plane->row_bytes + start * plane->item_bytes;
                widen(samples, plane->item_bytes, values[index], count);
                channels[index] = (float *)(points->start + index * points->row_bytes) +
                                  row * planes->items + start;
            }
            colors_of(values[0], values[1], values[2], matrix, channels[0], channels[1],
                      channels[2], count);
        }
}

static int have_points(const Rows planes[CHANNELS], const Rows *points)
{
    for (int index = 0; index < CHANNELS; index++)
        if (planes[index].rows != planes->rows || planes[index].items != planes->items ||
            planes[index].item_bytes != planes->item_bytes || planes[index].item_bytes > 2)
            return 0;
    return points->rows == CHANNELS && planes->rows <= MAX_SIDE && planes->items <= MAX_SIDE &&
           points->items == planes->rows * planes->items;
}

static PyObject *convert_colors(PyObject *module, PyObject *arguments)
{
    PyObject *luma, *blue, *red, *points;
    double red_weight, blue_weight;
    int bits, limited;
    (void)module;
    if (!PyArg_ParseTuple(arguments, "OOOiddpO:convert_colors", &luma, &blue, &red, &bits,
                          &red_weight, &blue_weight, &limited, &points))
        return NULL;
    if (bits < 8 || bits > 32)
        return refuse("samples have from 8 to 32 bits");
    Rows views[CHANNELS + 1];
    Argument wanted[] = {{luma, 0, READ}, {blue, 0, READ}, {red, 0, READ}, {points, 4, WRITE}};
    if (!view_all(wanted, CHANNELS + 1, views))
        return NULL;
    int fits = have_points(views, views + CHANNELS);
    if (fits) {
        Py_BEGIN_ALLOW_THREADS
        convert(views, matrix_of(bits, red_weight, blue_weight, limited), views + CHANNELS);
        Py_END_ALLOW_THREADS
    }
    release_all(views, CHANNELS + 1);
    if (!fits)
        return refuse("planes and points have different sizes");
    Py_RETURN_NONE;
}

PyMethodDef picture_methods[] = {
    {"convert_colors", convert_colors, METH_VARARGS, NULL},
    {"equal", equal, METH_VARARGS, NULL},
    {"pick_grid", pick_grid, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};
