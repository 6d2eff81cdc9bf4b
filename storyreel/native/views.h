/* Checked views of arrays that Python hands over as buffers, and memory to work in. */

#ifndef STORYREEL_VIEWS_H
#define STORYREEL_VIEWS_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stddef.h>
#include <stdint.h>

/* Rows of contiguous items, at any distance from each other. */
typedef struct {
    Py_buffer buffer;
    uint8_t *start;
    ptrdiff_t rows, items, item_bytes, row_bytes; /* row_bytes: from one row to the next */
    int writable;
} Rows;

/* A view that is released where its variable ends: `VIEW one = READ(float), two = WRITE(int32_t)`.
 * It begins empty, with what an array must be; the converter `view_rows` fills it. */
#define VIEW __attribute__((cleanup(release_rows))) Rows
#define READ(type) {.item_bytes = sizeof(type)}
#define WRITE(type) {.item_bytes = sizeof(type), .writable = 1}
#define READ_ANY {.item_bytes = 0}
#define WRITE_ANY {.item_bytes = 0, .writable = 1}

/* Fill a view, as the converter of an argument `O&`. The first dimension of an array is the rows,
 * all further ones are contiguous and count as one. Items have the view's size, or any above none
 * where it is 0. Returns 0 with ValueError set where the array is anything else. */
int view_rows(PyObject *array, void *rows);

void release_rows(Rows *rows);

static inline void *row_at(const Rows *rows, ptrdiff_t row)
{
    return rows->start + row * rows->row_bytes;
}

static inline int same_size(const Rows *one, const Rows *other)
{
    return one->rows == other->rows && one->items == other->items;
}

/* Memory that is freed where its variable ends: `FREED float *values = malloc(…)`. */
#define FREED __attribute__((cleanup(free_memory)))

void free_memory(void *pointer);

/* Set ValueError with this message, and return NULL. */
PyObject *refuse(const char *message);

#endif
