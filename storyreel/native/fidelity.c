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
    memcpy(low, row_at(pixels, top), (size_t)count);
    memcpy(high, low, (size_t)count);
    for (ptrdiff_t row = top + 1; row < top + side; row++)
        take_in(row_at(pixels, row), low, high, count);
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
                        row_at(lowest, row), row_at(highest, row));
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
    VIEW pixels = READ(uint8_t), lowest = WRITE(uint8_t), highest = WRITE(uint8_t);
    Py_ssize_t side;
    (void)module;
    if (!PyArg_ParseTuple(arguments, "O&nO&O&:patch_extremes", view_rows, &pixels, &side, view_rows,
                          &lowest, view_rows, &highest))
        return NULL;
    if (!is_picture(&pixels) || !has_patches(&lowest, &pixels, side) ||
        !has_patches(&highest, &pixels, side))
        return refuse("picture and patches do not fit each other");
    FREED uint8_t *scratch = malloc((size_t)(2 * pixels.items + 1));
    if (!scratch)
        return PyErr_NoMemory();
    Py_BEGIN_ALLOW_THREADS
    extremes_of_patches(&pixels, side, &lowest, &highest, scratch, scratch + pixels.items);
    Py_END_ALLOW_THREADS
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
            pick_pixels((uint8_t *)row_at(rows, row) + start * step * PIXEL, step, pixels, count);
            lumas_of(pixels, (float *)row_at(luma, row) + start, count);
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
    VIEW pixels = READ(uint8_t), luma = WRITE(float);
    Py_ssize_t step;
    (void)module;
    if (!PyArg_ParseTuple(arguments, "O&nO&:painted_luma", view_rows, &pixels, &step, view_rows,
                          &luma))
        return NULL;
    if (!has_steps(&pixels, step, luma.items) || luma.rows != pixels.rows)
        return refuse("pixels and luma do not fit each other");
    Py_BEGIN_ALLOW_THREADS
    fill_luma(&pixels, step, &luma);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

static void add_patch(const Rows *rows, ptrdiff_t top, ptrdiff_t left, ptrdiff_t step,
                      ptrdiff_t side, int32_t *sums)
{
    int32_t red = 0, green = 0, blue = 0;
    for (ptrdiff_t row = top; row < top + side; row++) {
        const uint8_t *pixel = (uint8_t *)row_at(rows, row) + left * step * PIXEL;
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
        int32_t *to = row_at(sums, row);
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
    VIEW pixels = READ(uint8_t), sums = WRITE(int32_t);
    Py_ssize_t step, side;
    (void)module;
    if (!PyArg_ParseTuple(arguments, "O&nnO&:patch_sums", view_rows, &pixels, &step, &side,
                          view_rows, &sums))
        return NULL;
    if (!holds_patches(&pixels, step, side, &sums))
        return refuse("pixels and sums do not fit each other");
    Py_BEGIN_ALLOW_THREADS
    add_patches(&pixels, step, side, &sums);
    Py_END_ALLOW_THREADS
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

static inline float sample_at(const void *samples, ptrdiff_t item_bytes, ptrdiff_t index)
{
    return item_bytes == 1 ? ((const uint8_t *)samples)[index] : ((const uint16_t *)samples)[index];
}

FOR_EACH_PROCESSOR
static uint64_t errors_of_row(const float *painted, const void *shown, ptrdiff_t item_bytes,
                              Luma luma, ptrdiff_t count)
{
    uint64_t sum = 0;
    for (ptrdiff_t index = 0; index < count; index++)
        sum += squared_error_of(painted[index], sample_at(shown, item_bytes, index), luma);
    return sum;
}

static uint64_t errors_of(const Rows *painted, const Rows *shown, Luma luma)
{
    uint64_t sum = 0;
    for (ptrdiff_t row = 0; row < painted->rows; row++)
        sum += errors_of_row(row_at(painted, row), row_at(shown, row), shown->item_bytes, luma,
                             painted->items);
    return sum;
}

static PyObject *squared_error(PyObject *module, PyObject *arguments)
{
    VIEW painted = READ(float), shown = READ_ANY;
    int bits, limited;
    (void)module;
    if (!PyArg_ParseTuple(arguments, "O&O&ip:squared_error", view_rows, &painted, view_rows, &shown,
                          &bits, &limited))
        return NULL;
    if (bits < 8 || bits > 32)
        return refuse("samples have from 8 to 32 bits");
    if (!same_size(&painted, &shown) || shown.item_bytes > 2)
        return refuse("painted and shown samples do not fit each other");
    Luma luma = {(float)(INT64_C(1) << (bits - 8)), limited ? 16.0F : 0.0F,
                 limited ? (float)(255.0 / 219.0) : 1.0F};
    uint64_t sum;
    Py_BEGIN_ALLOW_THREADS
    sum = errors_of(&painted, &shown, luma);
    Py_END_ALLOW_THREADS
    return PyLong_FromUnsignedLongLong(sum);
}

PyMethodDef fidelity_methods[] = {
    {"painted_luma", painted_luma, METH_VARARGS, NULL},
    {"patch_extremes", patch_extremes, METH_VARARGS, NULL},
    {"patch_sums", patch_sums, METH_VARARGS, NULL},
    {"squared_error", squared_error, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};
