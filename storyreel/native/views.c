#include "views.h"

/* Whether numbers of 2, 4 or 8 bytes are where processors expect them. */
static int is_aligned(const Py_buffer *buffer)
{
    ptrdiff_t bytes = buffer->itemsize;
    if (bytes != 2 && bytes != 4 && bytes != 8)
        return 1;
    return (uintptr_t)buffer->buf % (uintptr_t)bytes == 0 &&
           (buffer->shape[0] < 2 || buffer->strides[0] % bytes == 0);
}

int view_rows(PyObject *array, ptrdiff_t item_bytes, enum Access access, Rows *rows)
{
    int flags = PyBUF_STRIDES | PyBUF_FORMAT | (access == WRITE ? PyBUF_WRITABLE : 0);
    Py_buffer *buffer = &rows->buffer;
    if (PyObject_GetBuffer(array, buffer, flags) < 0) {
        PyErr_SetString(PyExc_ValueError, "an argument is not an array with this access");
        return 0;
    }
    const char *wrong = NULL;
    ptrdiff_t items = 1;
    if (buffer->ndim < 2)
        wrong = "an array has fewer than two dimensions";
    else if (item_bytes ? buffer->itemsize != item_bytes : !buffer->itemsize)
        wrong = "an array has items of another size";
    else if (!is_aligned(buffer))
        wrong = "the items of an array are not aligned";
    for (int axis = buffer->ndim - 1; !wrong && axis > 0; axis--) {
        if (buffer->shape[axis] > 1 && buffer->strides[axis] != items * buffer->itemsize)
            wrong = "the rows of an array are not contiguous";
        items *= buffer->shape[axis];
    }
    if (wrong) {
        PyBuffer_Release(buffer);
        PyErr_SetString(PyExc_ValueError, wrong);
        return 0;
    }
    rows->start = buffer->buf;
    rows->rows = buffer->shape[0];
    rows->items = items;
    rows->item_bytes = buffer->itemsize;
    rows->row_bytes = buffer->strides[0];
    return 1;
}

void release_rows(Rows *rows)
{
    PyBuffer_Release(&rows->buffer);
}

int view_all(const Argument *arguments, int count, Rows *rows)
{
    for (int index = 0; index < count; index++) {
        const Argument *each = arguments + index;
        if (!view_rows(each->array, each->item_bytes, each->access, rows + index)) {
            release_all(rows, index);
            return 0;
        }
    }
    return 1;
}

void release_all(Rows *rows, int count)
{
    while (count)
        release_rows(rows + --count);
}

PyObject *refuse(const char *message)
{
    PyErr_SetString(PyExc_ValueError, message);
    return NULL;
}
