#include "views.h"

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
    else if (item_bytes && buffer->itemsize != item_bytes)
        wrong = "an array has items of another size";
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
