/* RGBA pixels to planes of Y, Cb and Cr: BT.709, limited range, 4:2:0, 8 bits.
 *
 * The arithmetic is that of libswscale, bit for bit: `rgb32ToY_c` and `rgb32ToUV_c` in its input.c
 * with the weights that its `fill_rgb2yuv_table` computes for BT.709, then its area filter. A
 * value of a pixel is a weighted sum of its channels, rounded to 64ths of a level. A luma sample
 * is the value of its pixel, a chroma sample the mean of the values of 2x2 pixels, both rounded
 * to whole levels. They lie between 16 and 240, so nothing is clipped. */

#include "methods.h"
#include "views.h"

enum { ACROSS = 2, DOWN = 2, CHANNELS = 4 };

/* The weights of the channels, in 2^-15, and the level of black, in 2^-7. */
typedef struct {
    int red, green, blue, black;
} Weights;

static const Weights LUMA_WEIGHTS = {5983, 20127, 2032, 16 << 7};
static const Weights CB_WEIGHTS = {-3298, -11094, 14392, 128 << 7};
static const Weights CR_WEIGHTS = {14392, -13073, -1320, 128 << 7};

/* Two rows of pixels, the two that follow (or the same at the end), and where the samples go. */
typedef struct {
    const uint8_t *pixels[DOWN], *next[DOWN];
    uint8_t *luma[DOWN], *cb, *cr;
} RowPair;

/* The value of a pixel in 64ths of a level: 1 rounds, being half of 2^9 in units of 2^8. */
static inline int value(const uint8_t *pixel, Weights weights)
{
    int sum = weights.red * pixel[0] + weights.green * pixel[1] + weights.blue * pixel[2];
    return (sum + (weights.black + 1) * 256) >> 9;
}

static void convert_blocks(const RowPair *pair, ptrdiff_t columns)
{
    for (ptrdiff_t column = 0; column < columns; column += ACROSS) {
        int cb = 0, cr = 0;
        for (int row = 0; row < DOWN; row++)
            for (ptrdiff_t at = column; at < column + ACROSS; at++) {
                const uint8_t *pixel = pair->pixels[row] + CHANNELS * at;
                pair->luma[row][at] = (uint8_t)((value(pixel, LUMA_WEIGHTS) + 32) >> 6);
                cb += value(pixel, CB_WEIGHTS);
                cr += value(pixel, CR_WEIGHTS);
            }
        pair->cb[column / ACROSS] = (uint8_t)((cb + 128) >> 8);
        pair->cr[column / ACROSS] = (uint8_t)((cr + 128) >> 8);
    }
}

#if defined(__x86_64__) && defined(__GNUC__)

/* The same with AVX2, 16 columns at a time. The lower half of a vector holds the row above, the
 * upper half the row below. It is three times as fast as what compilers make of the loops above, in
 * which they find no pairs to multiply and add (vpmaddwd). */

#include <immintrin.h>
#define AVX2 __attribute__((target("avx2")))
#define INLINED static inline __attribute__((always_inline)) /* constants stay in registers */

enum { PART = 4, PARTS = 4, STEP = PART * PARTS }; /* in columns */

AVX2 INLINED __m256i pairs_of(int low, int high)
{
    return _mm256_set1_epi32((int)((uint32_t)high << 16 | (uint16_t)low));
}

/* Have the pixels of a step in the next rows brought to the cache; they are one line of it each.
 * The processor does so by itself only within a page of memory. A quarter faster at 4K. */
AVX2 INLINED void fetch_next(const RowPair *pair, ptrdiff_t column)
{
    for (int row = 0; row < DOWN; row++)
        _mm_prefetch((const void *)(pair->next[row] + CHANNELS * column), _MM_HINT_T0);
}

/* Four columns of both rows, each pixel as a number of 32 bits. */
AVX2 INLINED __m256i load(const RowPair *pair, ptrdiff_t column)
{
    __m128i above = _mm_loadu_si128((const void *)(pair->pixels[0] + CHANNELS * column));
    __m128i below = _mm_loadu_si128((const void *)(pair->pixels[1] + CHANNELS * column));
    return _mm256_inserti128_si256(_mm256_castsi128_si256(above), below, 1);
}

/* As `value`, of pairs of red and blue, and of green and 256. */
AVX2 INLINED __m256i values(__m256i red_blue, __m256i green_256, Weights weights)
{
    __m256i one = _mm256_madd_epi16(red_blue, pairs_of(weights.red, weights.blue));
    __m256i other = _mm256_madd_epi16(green_256, pairs_of(weights.green, weights.black + 1));
    return _mm256_srli_epi32(_mm256_add_epi32(one, other), 9);
}

AVX2 INLINED void store_luma(const RowPair *pair, ptrdiff_t column, const __m256i luma[PARTS])
{
    __m256i left = _mm256_packs_epi32(luma[0], luma[1]);
    __m256i right = _mm256_packs_epi32(luma[2], luma[3]);
    __m256i half = _mm256_set1_epi16(32);
    left = _mm256_srli_epi16(_mm256_add_epi16(left, half), 6);
    right = _mm256_srli_epi16(_mm256_add_epi16(right, half), 6);
    __m256i rows = _mm256_packus_epi16(left, right);
    _mm_storeu_si128((void *)(pair->luma[0] + column), _mm256_castsi256_si128(rows));
    _mm_storeu_si128((void *)(pair->luma[1] + column), _mm256_extracti128_si256(rows, 1));
}

/* The means of blocks, as numbers of 16 bits. A sum of two values fits 15 bits, one of four 16. */
AVX2 INLINED __m128i means(const __m256i chroma[PARTS])
{
    __m256i ones = _mm256_set1_epi16(1);
    __m256i left = _mm256_madd_epi16(_mm256_packs_epi32(chroma[0], chroma[1]), ones);
    __m256i right = _mm256_madd_epi16(_mm256_packs_epi32(chroma[2], chroma[3]), ones);
    __m256i rows = _mm256_packs_epi32(left, right);
    __m128i sums = _mm_add_epi16(_mm256_castsi256_si128(rows), _mm256_extracti128_si256(rows, 1));
    return _mm_srli_epi16(_mm_add_epi16(sums, _mm_set1_epi16(128)), 8);
}

AVX2 INLINED void store_chroma(const RowPair *pair, ptrdiff_t column, const __m256i cb[PARTS],
                                     const __m256i cr[PARTS])
{
    __m128i both = _mm_packus_epi16(means(cb), means(cr));
    _mm_storel_epi64((void *)(pair->cb + column / ACROSS), both);
    _mm_storel_epi64((void *)(pair->cr + column / ACROSS), _mm_unpackhi_epi64(both, both));
}

AVX2 INLINED void convert_step(const RowPair *pair, ptrdiff_t column)
{
    __m256i luma[PARTS], cb[PARTS], cr[PARTS];
    fetch_next(pair, column);
    for (int part = 0; part < PARTS; part++) {
        __m256i pixels = load(pair, column + PART * part);
        __m256i red_blue = _mm256_and_si256(pixels, pairs_of(255, 255));
        __m256i green = _mm256_and_si256(_mm256_srli_epi32(pixels, 8), pairs_of(255, 0));
        __m256i green_256 = _mm256_or_si256(green, pairs_of(0, 256));
        luma[part] = values(red_blue, green_256, LUMA_WEIGHTS);
        cb[part] = values(red_blue, green_256, CB_WEIGHTS);
        cr[part] = values(red_blue, green_256, CR_WEIGHTS);
    }
    store_luma(pair, column, luma);
    store_chroma(pair, column, cb, cr);
}

/* At least one step is needed; the last one may begin inside the one before. */
AVX2 static void convert_steps(const RowPair *pair, ptrdiff_t columns)
{
    for (ptrdiff_t column = 0; column < columns; column += STEP)
        convert_step(pair, column + STEP <= columns ? column : columns - STEP);
}

static void convert_pair(const RowPair *pair, ptrdiff_t columns)
{
    if (columns >= STEP && __builtin_cpu_supports("avx2"))
        convert_steps(pair, columns);
    else
        convert_blocks(pair, columns);
}

#else

static void convert_pair(const RowPair *pair, ptrdiff_t columns)
{
    convert_blocks(pair, columns);
}

#endif

/* Pixels and the planes that are filled with their samples. */
typedef struct {
    const Rows *pixels, *luma, *cb, *cr;
} Picture;

static void convert(const Picture *picture)
{
    ptrdiff_t rows = picture->luma->rows;
    for (ptrdiff_t row = 0; row < rows; row += DOWN) {
        ptrdiff_t next = row + DOWN < rows ? row + DOWN : row;
        RowPair pair = {
            .pixels = {row_at(picture->pixels, row), row_at(picture->pixels, row + 1)},
            .next = {row_at(picture->pixels, next), row_at(picture->pixels, next + 1)},
            .luma = {row_at(picture->luma, row), row_at(picture->luma, row + 1)},
            .cb = row_at(picture->cb, row / DOWN),
            .cr = row_at(picture->cr, row / DOWN),
        };
        convert_pair(&pair, picture->luma->items);
    }
}

static int fit(const Picture *picture)
{
    const Rows *pixels = picture->pixels, *luma = picture->luma, *cb = picture->cb;
    return pixels->buffer.ndim == 3 && pixels->buffer.shape[2] == CHANNELS &&
           pixels->rows == luma->rows && pixels->items == CHANNELS * luma->items &&
           luma->rows == DOWN * cb->rows && luma->items == ACROSS * cb->items &&
           same_size(cb, picture->cr);
}

static PyObject *fill_planes(PyObject *module, PyObject *arguments)
{
    VIEW pixels = READ(uint8_t), luma = WRITE(uint8_t), cb = WRITE(uint8_t), cr = WRITE(uint8_t);
    (void)module;
    if (!PyArg_ParseTuple(arguments, "O&O&O&O&:fill_planes", view_rows, &pixels, view_rows, &luma,
                          view_rows, &cb, view_rows, &cr))
        return NULL;
    const Picture picture = {&pixels, &luma, &cb, &cr};
    if (!fit(&picture))
        return refuse("the planes do not fit the pixels");
    Py_BEGIN_ALLOW_THREADS
    convert(&picture);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

PyMethodDef plane_methods[] = {
    {"fill_planes", fill_planes, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};
