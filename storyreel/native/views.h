/* Checked views of arrays that Python hands over as buffers. */

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
} Rows;

enum Access { READ, WRITE };

/* View a buffer as rows of items of so many bytes, or of any size above none for 0: its first dimension is the
 * rows, all further ones are contiguous and count as one. Returns 0 with ValueError set where it is
 * anything else. The caller releases the view. */
int view_rows(PyObject *array, ptrdiff_t item_bytes, enum Access access, Rows *rows);

void release_rows(Rows *rows);

/* An array with the size of its items, as in `view_rows`. */
typedef struct {
    PyObject *array;
    ptrdiff_t item_bytes;
    enum Access access;
} Argument;

/* View several arrays, all or none of them. The caller releases the views. */
int view_all(const Argument *arguments, int count, Rows *rows);

void release_all(Rows *rows, int count);

/* Set ValueError with this message, and return NULL. */
PyObject *refuse(const char *message);

#endif
