/* Coverage: colours mixed into pixels by how much of each pixel a path covers. */

#include "blending.h"
#include "methods.h"
#include "views.h"

static PyObject *mixed(const Rows *words, const Rows *coverage, uint32_t color)
{
    Py_BEGIN_ALLOW_THREADS
    for (ptrdiff_t y = 0; y < words->rows; y++)
        mix((uint32_t *)(words->start + y * words->row_bytes), words->items,
            coverage->start + y * coverage->row_bytes, color);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

static PyObject *mix_color(PyObject *module, PyObject *arguments)
{
    PyObject *words, *coverage, *result;
    unsigned color;
    Rows rows[2];
    (void)module;
    if (!PyArg_ParseTuple(arguments, "OOI:mix_color", &words, &coverage, &color))
        return NULL;
    const Argument wanted[2] = {{words, sizeof(uint32_t), WRITE}, {coverage, 1, READ}};
    if (!view_all(wanted, 2, rows))
        return NULL;
    if (rows[0].rows != rows[1].rows || rows[0].items != rows[1].items)
        result = refuse("the coverage is not that of the pixels");
    else
        result = mixed(rows, rows + 1, color);
    release_all(rows, 2);
    return result;
}

PyMethodDef coverage_methods[] = {
    {"mix_color", mix_color, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};
