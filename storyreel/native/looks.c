/* Looks: which mobjects may look other than before. */

#include "methods.h"
#include <string.h>

/* The parts of a look: its style, which ends with what only some mobjects have; its points. */
enum { STYLE, POINTS, SIGHT, PARTS };

/* The names of attributes: tuples of those in a style, and of those that only other mobjects have;
 * that of the points. */
typedef struct {
    PyObject *arrays, *values, *others, *points;
} Names;

/* Whether the memory of an array, or nothing at all, is these bytes; -1 with an error set. */
static int is_same_array(PyObject *array, PyObject *bytes)
{
    if (!PyBytes_Check(bytes))
        return 0;
    Py_ssize_t size = PyBytes_Size(bytes);
    if (!array)
        return !size;
    Py_buffer buffer;
    if (PyObject_GetBuffer(array, &buffer, PyBUF_SIMPLE) < 0)
        return -1;
    int same = buffer.len == size && !memcmp(buffer.buf, PyBytes_AsString(bytes), (size_t)size);
    PyBuffer_Release(&buffer);
    return same;
}

static int is_same_value(PyObject *value, PyObject *other)
{
    if (!value)
        value = Py_None;
    if (value == other)
        return 1;
    Py_INCREF(value); /* comparing may run any code */
    int same = PyObject_RichCompareBool(value, other, Py_EQ);
    Py_DECREF(value);
    return same;
}

typedef int (*Comparison)(PyObject *now, PyObject *before);

/* Whether all attributes of these names are as in a style, from one of its places on. */
static int are_same(PyObject *attributes, PyObject *names, PyObject *style, Py_ssize_t first,
                    Comparison is_same)
{
    for (Py_ssize_t index = 0; index < PyTuple_Size(names); index++) {
        PyObject *now = PyDict_GetItemWithError(attributes, PyTuple_GetItem(names, index));
        if (!now && PyErr_Occurred())
            return -1;
        int same = is_same(now, PyTuple_GetItem(style, first + index));
        if (same != 1)
            return same;
    }
    return 1;
}

/* Whether it has no attribute of these names; -1 with an error set. */
static int has_none_of(PyObject *attributes, PyObject *names)
{
    for (Py_ssize_t index = 0; index < PyTuple_Size(names); index++)
        if (PyDict_GetItemWithError(attributes, PyTuple_GetItem(names, index)))
            return 0;
    return PyErr_Occurred() ? -1 : 1;
}

static int is_same_style(PyObject *attributes, PyObject *style, const Names *names)
{
    Py_ssize_t arrays = PyTuple_Size(names->arrays), values = PyTuple_Size(names->values);
    if (!PyTuple_Check(style) || PyTuple_Size(style) != arrays + values + 1 ||
        PyTuple_GetItem(style, arrays + values) != Py_None)
        return 0;
    int same = are_same(attributes, names->arrays, style, 0, is_same_array);
    if (same == 1)
        same = are_same(attributes, names->values, style, arrays, is_same_value);
    return same == 1 ? has_none_of(attributes, names->others) : same;
}

static int is_same_look(PyObject *attributes, PyObject *look, PyObject *sight, const Names *names)
{
    if (!PyDict_Check(attributes) || !PyTuple_Check(look) || PyTuple_Size(look) != PARTS)
        return 0;
    int same = is_same_style(attributes, PyTuple_GetItem(look, STYLE), names);
    PyObject *points = PyTuple_GetItem(look, POINTS);
    if (same != 1 || points == Py_None)
        return same;
    if (PyTuple_GetItem(look, SIGHT) != sight)
        return 0;
    PyObject *now = PyDict_GetItemWithError(attributes, names->points);
    return now || !PyErr_Occurred() ? is_same_array(now, points) : -1;
}

/* Add a place to a list; returns 0 with an error set where that fails. */
static int add_place(PyObject *places, Py_ssize_t place)
{
    PyObject *number = PyLong_FromSsize_t(place);
    int added = number && PyList_Append(places, number) == 0;
    Py_XDECREF(number);
    return added;
}

/* What cannot be compared may look other than before. */
static PyObject *changed_places(PyObject *all_attributes, PyObject *looks, PyObject *sights,
                                const Names *names)
{
    PyObject *places = PyList_New(0);
    for (Py_ssize_t place = 0; places && place < PyList_Size(all_attributes); place++) {
        int same = is_same_look(PyList_GetItem(all_attributes, place), PyList_GetItem(looks, place),
                                PyList_GetItem(sights, place), names);
        if (same < 0)
            PyErr_Clear();
        if (same != 1 && !add_place(places, place))
            Py_CLEAR(places);
    }
    return places;
}

static PyObject *changed_looks(PyObject *module, PyObject *arguments)
{
    PyObject *attributes, *looks, *sights;
    Names names;
    (void)module;
    if (!PyArg_ParseTuple(arguments, "O!O!O!O!O!O!:changed_looks", &PyList_Type, &attributes,
                          &PyList_Type, &looks, &PyList_Type, &sights, &PyTuple_Type, &names.arrays,
                          &PyTuple_Type, &names.values, &PyTuple_Type, &names.others))
        return NULL;
    Py_ssize_t count = PyList_Size(attributes);
    if (PyList_Size(looks) != count || PyList_Size(sights) != count) {
        PyErr_SetString(PyExc_ValueError, "the lists are not equally long");
        return NULL;
    }
    names.points = PyUnicode_InternFromString("points");
    PyObject *places = names.points ? changed_places(attributes, looks, sights, &names) : NULL;
    Py_XDECREF(names.points);
    return places;
}

PyMethodDef look_methods[] = {
    {"changed_looks", changed_looks, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};
