/* Decoded pictures: compared and measured. */

#include "methods.h"
#include "views.h"
#include <string.h>

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

PyMethodDef picture_methods[] = {
    {"equal", equal, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};
