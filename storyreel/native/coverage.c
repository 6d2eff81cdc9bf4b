/* Coverage: colours mixed into pixels by how much of each pixel a path covers. */

#include "blending.h"
#include "methods.h"
#include "views.h"

static PyObject *mix_color(PyObject *module, PyObject *arguments)
{
    VIEW words = WRITE(uint32_t), coverage = READ(uint8_t);
    unsigned color;
    (void)module;
    if (!PyArg_ParseTuple(arguments, "O&O&I:mix_color", view_rows, &words, view_rows, &coverage,
                          &color))
        return NULL;
    if (!same_size(&words, &coverage))
        return refuse("the coverage is not that of the pixels");
    Py_BEGIN_ALLOW_THREADS
    for (ptrdiff_t row = 0; row < words.rows; row++)
        mix(row_at(&words, row), words.items, row_at(&coverage, row), color);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

PyMethodDef coverage_methods[] = {
    {"mix_color", mix_color, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};
