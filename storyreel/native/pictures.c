/* Decoded pictures: compared, sampled at a grid of points in the colours that a player shows, and
 * their motion vectors searched for those that lead out of a band. */

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
        if (memcmp(row_at(one, row), row_at(other, row), bytes))
            return 0;
    return 1;
}

static PyObject *equal(PyObject *module, PyObject *arguments)
{
    VIEW one = READ_ANY, other = READ_ANY;
    (void)module;
    if (!PyArg_ParseTuple(arguments, "O&O&:equal", view_rows, &one, view_rows, &other))
        return NULL;
    if (one.item_bytes != other.item_bytes)
        return refuse("the arrays have items of different sizes");
    int same = same_size(&one, &other);
    if (same) {
        Py_BEGIN_ALLOW_THREADS
        same = rows_equal(&one, &other);
        Py_END_ALLOW_THREADS
    }
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
        const void *from = row_at(part, down.place - top);
        if (part->item_bytes == 1)
            pick_bytes(from, part->items, row_at(samples, row), samples->items);
        else
            pick_words(from, part->items, row_at(samples, row), samples->items);
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
    VIEW part = READ_ANY, samples = WRITE_ANY;
    Py_ssize_t top, height;
    (void)module;
    if (!PyArg_ParseTuple(arguments, "O&nnO&:pick_grid", view_rows, &part, &top, &height, view_rows,
                          &samples))
        return NULL;
    if (!is_part(&part, top, height, &samples))
        return refuse("the samples are not those of a part of such a plane");
    if (!samples.rows || !samples.items)
        Py_RETURN_NONE;
    Py_BEGIN_ALLOW_THREADS
    pick(&part, top, height, &samples);
    Py_END_ALLOW_THREADS
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

static void convert(const Rows *const planes[CHANNELS], Matrix matrix, const Rows *points)
{
    float values[CHANNELS][BLOCK], *channels[CHANNELS];
    ptrdiff_t rows = planes[0]->rows, columns = planes[0]->items, bytes = planes[0]->item_bytes;
    for (ptrdiff_t row = 0; row < rows; row++)
        for (ptrdiff_t start = 0; start < columns; start += BLOCK) {
            ptrdiff_t left = columns - start, count = left < BLOCK ? left : BLOCK;
            for (int index = 0; index < CHANNELS; index++) {
                const uint8_t *samples = row_at(planes[index], row);
                widen(samples + start * bytes, bytes, values[index], count);
                channels[index] = (float *)row_at(points, index) + row * columns + start;
            }
            colors_of(values[0], values[1], values[2], matrix, channels[0], channels[1],
                      channels[2], count);
        }
}

static int have_points(const Rows *const planes[CHANNELS], const Rows *points)
{
    const Rows *luma = planes[0];
    for (int index = 1; index < CHANNELS; index++)
        if (!same_size(planes[index], luma) || planes[index]->item_bytes != luma->item_bytes)
            return 0;
    return luma->item_bytes <= 2 && points->rows == CHANNELS && luma->rows <= MAX_SIDE &&
           luma->items <= MAX_SIDE && points->items == luma->rows * luma->items;
}

static PyObject *convert_colors(PyObject *module, PyObject *arguments)
{
    VIEW luma = READ_ANY, blue = READ_ANY, red = READ_ANY, points = WRITE(float);
    double red_weight, blue_weight;
    int bits, limited;
    (void)module;
    if (!PyArg_ParseTuple(arguments, "O&O&O&iddpO&:convert_colors", view_rows, &luma, view_rows,
                          &blue, view_rows, &red, &bits, &red_weight, &blue_weight, &limited,
                          view_rows, &points))
        return NULL;
    if (bits < 8 || bits > 32)
        return refuse("samples have from 8 to 32 bits");
    const Rows *planes[CHANNELS] = {&luma, &blue, &red};
    if (!have_points(planes, &points))
        return refuse("planes and points have different sizes");
    Py_BEGIN_ALLOW_THREADS
    convert(planes, matrix_of(bits, red_weight, blue_weight, limited), &points);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

/* FFmpeg's AVMotionVector. */
typedef struct {
    int32_t source;
    uint8_t width, height;
    int16_t source_x, source_y, middle_x, middle_y;
    uint64_t flags;
    int32_t motion_x, motion_y;
    uint16_t motion_scale;
} MotionVector;

enum { SMALL = 8 };             /* the side of the smallest blocks with all of their vectors */
enum { ABOVE = 2, BELOW = 3 };  /* rows beyond a block that a vector between two rows refers to */
enum { NO_FAULT, TOO_SMALL, LEADS_OUT };

static int leads_out(const MotionVector *vector, const Rows *reaches)
{
    int64_t scale = vector->motion_scale ? vector->motion_scale : 1;
    int64_t between = vector->motion_y % scale;
    if (between < 0)
        between += scale;
    int64_t first = vector->middle_y - vector->height / 2 + (vector->motion_y - between) / scale;
    int64_t stop = first + vector->height + (between ? BELOW : 0);
    first -= between ? ABOVE : 0;
    for (ptrdiff_t index = 0; index < reaches->rows; index++) {
        const int64_t *reach = row_at(reaches, index);
        if (vector->middle_y >= reach[0] && vector->middle_y < reach[1] &&
            (first < reach[0] || stop > reach[1]))
            return 1;
    }
    return 0;
}

static int fault_of(const Rows *vectors, const Rows *reaches)
{
    int fault = NO_FAULT;
    for (ptrdiff_t index = 0; index < vectors->rows; index++) {
        MotionVector vector;
        memcpy(&vector, row_at(vectors, index), sizeof vector);
        if (vector.width <= SMALL && vector.height <= SMALL)
            return TOO_SMALL;
        if (vector.motion_y && fault == NO_FAULT && leads_out(&vector, reaches))
            fault = LEADS_OUT;
    }
    return fault;
}

static PyObject *vector_fault(PyObject *module, PyObject *arguments)
{
    VIEW vectors = READ(uint8_t), reaches = READ(int64_t);
    (void)module;
    if (!PyArg_ParseTuple(arguments, "O&O&:vector_fault", view_rows, &vectors, view_rows, &reaches))
        return NULL;
    if (vectors.items != sizeof(MotionVector) || reaches.items != 2)
        return refuse("these are no vectors or no reaches");
    int fault;
    Py_BEGIN_ALLOW_THREADS
    fault = fault_of(&vectors, &reaches);
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(fault);
}

PyMethodDef picture_methods[] = {
    {"convert_colors", convert_colors, METH_VARARGS, NULL},
    {"equal", equal, METH_VARARGS, NULL},
    {"pick_grid", pick_grid, METH_VARARGS, NULL},
    {"vector_fault", vector_fault, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};
