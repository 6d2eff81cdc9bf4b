#include "views.h"
#include <stdlib.h>
#include <string.h>

/* Whether numbers of 2, 4 or 8 bytes are where processors expect them. */
static int is_aligned(const Py_buffer *buffer)
{
    ptrdiff_t bytes = buffer->itemsize;
    if (bytes != 2 && bytes != 4 && bytes != 8)
        return 1;
    return (uintptr_t)buffer->buf % (uintptr_t)bytes == 0 &&
           (buffer->shape[0] < 2 || buffer->strides[0] % bytes == 0);
}

/* What is wrong with an array as rows of items of so many bytes, or of any size for 0. */
static const char *wrong_with(const Py_buffer *buffer, ptrdiff_t item_bytes)
{
    if (buffer->ndim < 2)
        return "an array has fewer than two dimensions";
    if (item_bytes ? buffer->itemsize != item_bytes : !buffer->itemsize)
        return "an array has items of another size";
    if (!is_aligned(buffer))
        return "the items of an array are not aligned";
    ptrdiff_t bytes = buffer->itemsize;
    for (int axis = buffer->ndim - 1; axis > 0; axis--) {
        if (buffer->shape[axis] > 1 && buffer->strides[axis] != bytes)
            return "the rows of an array are not contiguous";
        bytes *= buffer->shape[axis];
    }
    return NULL;
}

int view_rows(PyObject *array, void *rows)
{
    Rows *view = rows;
    Py_buffer *buffer = &view->buffer;
    int flags = PyBUF_STRIDES | PyBUF_FORMAT | (view->writable ? PyBUF_WRITABLE : 0);
    if (PyObject_GetBuffer(array, buffer, flags) < 0) {
        buffer->obj = NULL;
        refuse("an argument is not an array with this access");
        return 0;
    }
    const char *wrong = wrong_with(buffer, view->item_bytes);
    if (wrong) {
        refuse(wrong);
        return 0;
    }
    view->start = buffer->buf;
    view->rows = buffer->shape[0];
    view->items = 1;
    for (int axis = 1; axis < buffer->ndim; axis++)
        view->items *= buffer->shape[axis];
    view->item_bytes = buffer->itemsize;
    view->row_bytes = buffer->strides[0];
    return 1;
}

void release_rows(Rows *rows)
{
    PyBuffer_Release(&rows->buffer);
}

void free_memory(void *pointer)
{
    void *memory;
    memcpy(&memory, pointer, sizeof memory);
    free(memory);
}

PyObject *refuse(const char *message)
{
    PyErr_SetString(PyExc_ValueError, message);
    return NULL;
}
