/* Painted pictures reduced to what decoded ones are compared with, and the comparison. */

#include "methods.h"
#include "processors.h"
#include "views.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MAX_ERROR 1024.0F /* codes of 8 bits; decoded samples are far within it */

#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "pixels are read as little-endian words"
#endif

enum { PIXEL = 4, CHANNELS = 3 };
enum { BLOCK = 512 };        /* values that are added or compared at a time */
enum { MAX_SIDE = 1 << 24 }; /* rows, columns and steps, so that no product of them overflows */

static int is_picture(const Rows *pixels)
{
    return pixels->buffer.ndim == 3 && pixels->buffer.shape[2] == PIXEL &&
           pixels->rows <= MAX_SIDE && pixels->items <= MAX_SIDE;
}

static inline uint8_t lower(uint8_t one, uint8_t other)
{
    return one < other ? one : other;
}

static inline uint8_t higher(uint8_t one, uint8_t other)
{
    return one > other ? one : other;
}

FOR_EACH_PROCESSOR
static void take_in(const uint8_t *restrict row, uint8_t *restrict low, uint8_t *restrict high,
                    ptrdiff_t count)
{
    for (ptrdiff_t index = 0; index < count; index++) {
        low[index] = lower(low[index], row[index]);
        high[index] = higher(high[index], row[index]);
    }
}

/* Halve a patch while it has an even number of columns. */
FOR_EACH_PROCESSOR
static ptrdiff_t fold(uint8_t *low, uint8_t *high, ptrdiff_t columns)
{
    for (; columns % 2 == 0; columns /= 2) {
        ptrdiff_t half = columns / 2 * PIXEL;
        for (ptrdiff_t index = 0; index < half; index++) {
            low[index] = lower(low[index], low[index + half]);
            high[index] = higher(high[index], high[index + half]);
        }
    }
    return columns;
}

static void extremes_of(uint8_t *low, uint8_t *high, ptrdiff_t side, uint8_t *lowest,
                        uint8_t *highest)
{
    ptrdiff_t columns = fold(low, high, side);
    memcpy(lowest, low, CHANNELS);
    memcpy(highest, high, CHANNELS);
    for (ptrdiff_t column = 1; column < columns; column++)
        for (int channel = 0; channel < CHANNELS; channel++) {
            lowest[channel] = lower(lowest[channel], low[column * PIXEL + channel]);
            highest[channel] = higher(highest[channel], high[column * PIXEL + channel]);
        }
}

/* The extremes of one row of patches; `low` and `high` have a row of pixels each. */
static void extremes_of_row(const Rows *pixels, ptrdiff_t top, ptrdiff_t side, ptrdiff_t patches,
                            uint8_t *low, uint8_t *high, uint8_t *lowest, uint8_t *highest)
{
    ptrdiff_t count = patches * side * PIXEL;
    memcpy(low, pixels->start + top * pixels->row_bytes, (size_t)count);
    memcpy(high, low, (size_t)count);
    for (ptrdiff_t row = top + 1; row < top + side; row++)
        take_in(pixels->start + row * pixels->row_bytes, low, high, count);
    for (ptrdiff_t patch = 0; patch < patches; patch++) {
        ptrdiff_t at = patch * side * PIXEL;
        extremes_of(low + at, high + at, side, lowest + patch * CHANNELS,
                    highest + patch * CHANNELS);
    }
}

static void extremes_of_patches(const Rows *pixels, ptrdiff_t side, const Rows *lowest,
                                const Rows *highest, uint8_t *low, uint8_t *high)
{
    for (ptrdiff_t row = 0; row < lowest->rows; row++)
        extremes_of_row(pixels, row * side, side, lowest->items / CHANNELS, low, high,
                        lowest->start + row * lowest->row_bytes,
                        highest->start + row * highest->row_bytes);
}

/* Whether an array has a value for each channel of each whole patch of a picture. */
static int has_patches(const Rows *array, const Rows *pixels, ptrdiff_t side)
{
    return array->buffer.ndim == 3 && array->buffer.shape[2] == CHANNELS && side > 0 &&
           side <= MAX_SIDE && array->rows == pixels->rows / side &&
           array->items == pixels->items / PIXEL / side * CHANNELS;
}

static PyObject *patch_extremes(PyObject *module, PyObject *arguments)
{
    PyObject *pixels, *lowest, *highest;
    Py_ssize_t side;
    (void)module;
    if (!PyArg_ParseTuple(arguments, "OnOO:patch_extremes", &pixels, &side, &lowest, &highest))
        return NULL;
    Rows views[3];
    if (!view_all((Argument[]){{pixels, 1, READ}, {lowest, 1, WRITE}, {highest, 1, WRITE}}, 3,
                  views))
        return NULL;
    int fits = is_picture(views) && has_patches(views + 1, views, side) &&
               has_patches(views + 2, views, side);
    uint8_t *scratch = fits ? malloc((size_t)(2 * views->items + 1)) : NULL;
    if (scratch) {
        Py_BEGIN_ALLOW_THREADS
        extremes_of_patches(views, side, views + 1, views + 2, scratch, scratch + views->items);
        Py_END_ALLOW_THREADS
    }
    int lacks_memory = fits && !scratch;
    free(scratch);
    release_all(views, 3);
    if (lacks_memory)
        return PyErr_NoMemory();
    if (!fits)
        return refuse("picture and patches do not fit each other");
    Py_RETURN_NONE;
}

static void pick_pixels(const uint8_t *row, ptrdiff_t step, uint32_t *pixels, ptrdiff_t count)
{
    for (ptrdiff_t index = 0; index < count; index++)
        memcpy(pixels + index, row + index * step * PIXEL, PIXEL);
}

/* Luma by BT.709: 0.2126 R + 0.7152 G + 0.0722 B, from 0 to 255. */
FOR_EACH_PROCESSOR
static void lumas_of(const uint32_t *restrict pixels, float *restrict luma, ptrdiff_t count)
{
    for (ptrdiff_t index = 0; index < count; index++) {
        int red = pixels[index] & 255, green = pixels[index] >> 8 & 255;
        int blue = pixels[index] >> 16 & 255;
        luma[index] = (float)red * 0.2126F + (float)green * 0.7152F + (float)blue * 0.0722F;
    }
}

static void fill_luma(const Rows *rows, ptrdiff_t step, const Rows *luma)
{
    uint32_t pixels[BLOCK];
    for (ptrdiff_t row = 0; row < luma->rows; row++)
        for (ptrdiff_t start = 0; start < luma->items; start += BLOCK) {
            ptrdiff_t left = luma->items - start, count = left < BLOCK ? left : BLOCK;
            const uint8_t *from = rows->start + row * rows->row_bytes + start * step * PIXEL;
            pick_pixels(from, step, pixels, count);
            lumas_of(pixels, (float *)(luma->start + row * luma->row_bytes) + start, count);
        }
}

/* Whether a row has so many samples at every `step`-th pixel. */
static int has_steps(const Rows *rows, ptrdiff_t step, ptrdiff_t samples)
{
    return is_picture(rows) && step > 0 && step <= MAX_SIDE &&
           samples == (rows->items / PIXEL + step - 1) / step;
}

static PyObject *painted_luma(PyObject *module, PyObject *arguments)
{
    PyObject *pixels, *luma;
    Py_ssize_t step;
    (void)module;
    if (!PyArg_ParseTuple(arguments, "OnO:painted_luma", &pixels, &step, &luma))
        return NULL;
    Rows views[2];
    if (!view_all((Argument[]){{pixels, 1, READ}, {luma, 4, WRITE}}, 2, views))
        return NULL;
    const Rows *rows = views, *out = views + 1;
    int fits = has_steps(rows, step, out->items) && out->rows == rows->rows;
    if (fits) {
        Py_BEGIN_ALLOW_THREADS
        fill_luma(rows, step, out);
        Py_END_ALLOW_THREADS
    }
    release_all(views, 2);
    if (!fits)
        return refuse("pixels and luma do not fit each other");
    Py_RETURN_NONE;
}

static void add_patch(const Rows *rows, ptrdiff_t top, ptrdiff_t left, ptrdiff_t step,
                      ptrdiff_t side, int32_t *sums)
{
    int32_t red = 0, green = 0, blue = 0;
    for (ptrdiff_t row = top; row < top + side; row++) {
        const uint8_t *pixel = rows->start + row * rows->row_bytes + left * step * PIXEL;
        for (ptrdiff_t column = 0; column < side; column++, pixel += step * PIXEL) {
            red += pixel[0];
            green += pixel[1];
            blue += pixel[2];
        }
    }
    sums[0] = red;
    sums[1] = green;
    sums[2] = blue;
}

static void add_patches(const Rows *rows, ptrdiff_t step, ptrdiff_t side, const Rows *sums)
{
    for (ptrdiff_t row = 0; row < sums->rows; row++) {
        int32_t *to = (int32_t *)(sums->start + row * sums->row_bytes);
        for (ptrdiff_t patch = 0; patch < sums->items / CHANNELS; patch++)
            add_patch(rows, row * side, patch * side, step, side, to + patch * CHANNELS);
    }
}

/* Whether patches of so many samples are within rows, and their sums within 32 bits. */
static int holds_patches(const Rows *rows, ptrdiff_t step, ptrdiff_t side, const Rows *sums)
{
    return is_picture(rows) && step > 0 && step <= MAX_SIDE && side > 0 && side <= BLOCK &&
           sums->buffer.ndim == 3 && sums->buffer.shape[2] == CHANNELS &&
           sums->rows <= rows->rows / side &&
           sums->items / CHANNELS <= (rows->items / PIXEL + step - 1) / step / side;
}

static PyObject *patch_sums(PyObject *module, PyObject *arguments)
{
    PyObject *pixels, *sums;
    Py_ssize_t step, side;
    (void)module;
    if (!PyArg_ParseTuple(arguments, "OnnO:patch_sums", &pixels, &step, &side, &sums))
        return NULL;
    Rows views[2];
    if (!view_all((Argument[]){{pixels, 1, READ}, {sums, 4, WRITE}}, 2, views))
        return NULL;
    int fits = holds_patches(views, step, side, views + 1);
    if (fits) {
        Py_BEGIN_ALLOW_THREADS
        add_patches(views, step, side, views + 1);
        Py_END_ALLOW_THREADS
    }
    release_all(views, 2);
    if (!fits)
        return refuse("pixels and sums do not fit each other");
    Py_RETURN_NONE;
}

/* How samples say luma: `levels` are the steps between two codes of 8 bits. */
typedef struct {
    float levels, black, gain;
} Luma;

/* The square of an error of at most MAX_ERROR codes, in 2^-20: from errors in 2^-16, rounded. Their
 * sum is exact in any order. */
static inline uint64_t squared_error_of(float painted, float sample, Luma luma)
{
    float error = painted - (sample / luma.levels - luma.black) * luma.gain;
    error = error < MAX_ERROR ? error : MAX_ERROR;
    error = error > -MAX_ERROR ? error : -MAX_ERROR;
    int64_t parts = (int32_t)rintf(error * 65536.0F);
    return (uint64_t)(parts * parts + 2048) >> 12;
}

FOR_EACH_PROCESSOR
static uint64_t errors_of_bytes(const float *painted, const uint8_t *shown, Luma luma,
                                ptrdiff_t count)
{
    uint64_t sum = 0;
    for (ptrdiff_t index = 0; index < count; index++)
        sum += squared_error_of(painted[index], shown[index], luma);
    return sum;
}

FOR_EACH_PROCESSOR
static uint64_t errors_of_words(const float *painted, const uint16_t *shown, Luma luma,
                                ptrdiff_t count)
{
    uint64_t sum = 0;
    for (ptrdiff_t index = 0; index < count; index++)
        sum += squared_error_of(painted[index], shown[index], luma);
    return sum;
}

static uint64_t errors_of(const Rows *painted, const Rows *shown, Luma luma)
{
    uint64_t sum = 0;
    for (ptrdiff_t row = 0; row < painted->rows; row++) {
        const float *one = (const float *)(painted->start + row * painted->row_bytes);
        const uint8_t *other = shown->start + row * shown->row_bytes;
        if (shown->item_bytes == 1)
            sum += errors_of_bytes(one, other, luma, painted->items);
        else
            sum += errors_of_words(one, (const uint16_t *)other, luma, painted->items);
    }
    return sum;
}

static PyObject *squared_error(PyObject *module, PyObject *arguments)
{
    PyObject *painted, *shown;
    int bits, limited;
    (void)module;
    if (!PyArg_ParseTuple(arguments, "OOip:squared_error", &painted, &shown, &bits, &limited))
        return NULL;
    if (bits < 8 || bits > 32)
        return refuse("samples have from 8 to 32 bits");
    Rows views[2];
    if (!view_all((Argument[]){{painted, 4, READ}, {shown, 0, READ}}, 2, views))
        return NULL;
    Luma luma = {(float)(INT64_C(1) << (bits - 8)), limited ? 16.0F : 0.0F,
                 limited ? (float)(255.0 / 219.0) : 1.0F};
    int fits = views[0].rows == views[1].rows && views[0].items == views[1].items &&
               views[1].item_bytes <= 2;
    uint64_t sum = 0;
    if (fits) {
        Py_BEGIN_ALLOW_THREADS
        sum = errors_of(views, views + 1, luma);
        Py_END_ALLOW_THREADS
    }
    release_all(views, 2);
    if (!fits)
        return refuse("painted and shown samples do not fit each other");
    return PyLong_FromUnsignedLongLong(sum);
}

PyMethodDef fidelity_methods[] = {
    {"painted_luma", painted_luma, METH_VARARGS, NULL},
    {"patch_extremes", patch_extremes, METH_VARARGS, NULL},
    {"patch_sums", patch_sums, METH_VARARGS, NULL},
    {"squared_error", squared_error, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};
