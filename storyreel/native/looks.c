/* Looks: which mobjects may have another style, and which another place. */

#include "methods.h"
#include "views.h"
#include <math.h>
#include <string.h>

/* The parts of a look: its style, which ends with what only some mobjects have; its points; its
 * sight; how far a mobject that is out of sight reaches beyond its points. */
enum { STYLE, POINTS, SIGHT, REACH, PARTS };

/* The same as in quanta.py; the other is more than what placing points rounds, see culling.py. */
static const double QUANTA_PER_UNIT = 552960, ROUNDING = 5;

/* The names of attributes: tuples of those in a style, of those that only other mobjects have, and
 * of what makes the shape of a mobject. */
typedef struct {
    PyObject *arrays, *values, *others, *shape;
} Names;

/* The places in `shape`; the slope is the direction of a gradient. */
enum { SHAPE_POINTS, CHILDREN, IN_3D, SLOPE };

enum { CURVE = 4 }; /* points of a curve in a mobject */

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

static PyObject *shape_of(PyObject *attributes, const Names *names, int place)
{
    return PyDict_GetItemWithError(attributes, PyTuple_GetItem(names->shape, place));
}

/* Whether a mobject is a single shape of whole curves, along which a gradient runs as before; else
 * 0, or -1 with an error set. */
static int is_same_slope(PyObject *attributes, PyObject *slope, const Names *names)
{
    PyObject *points = shape_of(attributes, names, SHAPE_POINTS),
             *children = shape_of(attributes, names, CHILDREN),
             *in_3d = shape_of(attributes, names, IN_3D);
    if (!points || !children || !PyList_Check(children) || PyList_Size(children) ||
        in_3d != Py_False)
        return 0;
    Py_ssize_t count = PyObject_Size(points);
    if (count <= 0 || count % CURVE)
        return count < 0 ? -1 : 0;
    return is_same_array(shape_of(attributes, names, SLOPE), slope);
}

static int is_same_style(PyObject *attributes, PyObject *style, const Names *names)
{
    Py_ssize_t arrays = PyTuple_Size(names->arrays), values = PyTuple_Size(names->values);
    if (!PyTuple_Check(style) || PyTuple_Size(style) != arrays + values + 1)
        return 0;
    PyObject *slope = PyTuple_GetItem(style, arrays + values);
    if (slope != Py_None && !PyBytes_Check(slope))
        return 0;
    int same = are_same(attributes, names->arrays, style, 0, is_same_array);
    if (same == 1)
        same = are_same(attributes, names->values, style, arrays, is_same_value);
    if (same == 1)
        same = has_none_of(attributes, names->others);
    return same == 1 && slope != Py_None ? is_same_slope(attributes, slope, names) : same;
}

typedef struct {
    double left, bottom, right, top;
} Box;

/* The bounds of points with two coordinates or more. */
static Box bounds_of(const Rows *points)
{
    Box box = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    for (ptrdiff_t row = 0; row < points->rows; row++) {
        const double *point = row_at(points, row);
        box.left = fmin(box.left, point[0]);
        box.bottom = fmin(box.bottom, point[1]);
        box.right = fmax(box.right, point[0]);
        box.top = fmax(box.top, point[1]);
    }
    return box;
}

/* Whether a part of a drawing, as numbers in a tuple, is farther than `reach` from points in a
 * view (x, y, scale); 0, perhaps with an error set, where that is not known. */
static int is_out_of(PyObject *part, PyObject *points, const double *view, double reach)
{
    Box seen;
    VIEW rows = READ(double);
    if (!PyTuple_Check(part) || !PyArg_ParseTuple(part, "dddd", &seen.left, &seen.bottom,
                                                  &seen.right, &seen.top) ||
        !view_rows(points, &rows) || rows.items < 2 || !(view[2] > 0))
        return 0;
    double scale = view[2] * QUANTA_PER_UNIT, margin = reach * scale + ROUNDING;
    Box box = bounds_of(&rows);
    return (box.left - view[0]) * scale > seen.right + margin ||
           (box.right - view[0]) * scale < seen.left - margin ||
           (box.bottom - view[1]) * scale > seen.top + margin ||
           (box.top - view[1]) * scale < seen.bottom - margin;
}

/* Whether a mobject that was out of sight still is, in a sight (view, part, clips). */
static int is_still_hidden(PyObject *attributes, PyObject *look, PyObject *sight,
                           const Names *names)
{
    PyObject *reach = PyTuple_GetItem(look, REACH), *part, *clips;
    double view[3];
    if (!PyFloat_Check(reach) || !PyTuple_Check(sight) ||
        !PyArg_ParseTuple(sight, "(ddd)OO", view, view + 1, view + 2, &part, &clips))
        return 0;
    PyObject *points = shape_of(attributes, names, SHAPE_POINTS);
    return part == Py_None || (points && is_out_of(part, points, view, PyFloat_AsDouble(reach)));
}

enum Change { UNCHANGED, MOVED, RESTYLED };

static enum Change change_of(PyObject *attributes, PyObject *look, PyObject *sight,
                             const Names *names)
{
    if (!PyDict_Check(attributes) || !PyTuple_Check(look) || PyTuple_Size(look) != PARTS ||
        is_same_style(attributes, PyTuple_GetItem(look, STYLE), names) != 1)
        return RESTYLED;
    PyObject *points = PyTuple_GetItem(look, POINTS);
    if (points == Py_None)
        return UNCHANGED;
    PyObject *now = shape_of(attributes, names, SHAPE_POINTS);
    if (PyTuple_GetItem(look, SIGHT) == sight && now && is_same_array(now, points) == 1)
        return UNCHANGED;
    return is_still_hidden(attributes, look, sight, names) ? UNCHANGED : MOVED;
}

/* The memory of an array as bytes: the object of before where it is the same. None, without an
 * error, where it cannot be read. */
static PyObject *points_of(PyObject *array, PyObject *before)
{
    Py_buffer buffer;
    if (!array || PyObject_GetBuffer(array, &buffer, PyBUF_SIMPLE) < 0) {
        PyErr_Clear();
        return Py_NewRef(Py_None);
    }
    int same = PyBytes_Check(before) && PyBytes_Size(before) == buffer.len &&
               !memcmp(buffer.buf, PyBytes_AsString(before), (size_t)buffer.len);
    PyObject *points = same ? Py_NewRef(before) : PyBytes_FromStringAndSize(buffer.buf, buffer.len);
    PyBuffer_Release(&buffer);
    return points;
}

/* Append an object to a list, and give it up; returns 0 with an error set where that fails. */
static int append(PyObject *list, PyObject *object)
{
    int added = object && PyList_Append(list, object) == 0;
    Py_XDECREF(object);
    return added;
}

/* Append a place with the points that a mobject has moved to. */
static int append_moved(PyObject *moved, Py_ssize_t place, PyObject *attributes, PyObject *look,
                        const Names *names)
{
    PyObject *array = shape_of(attributes, names, SHAPE_POINTS);
    PyObject *points = points_of(array, PyTuple_GetItem(look, POINTS));
    return points && append(moved, Py_BuildValue("(nN)", place, points));
}

typedef struct {
    PyObject *attributes, *looks, *sights; /* tuples of one length */
} Mobjects;

/* Append the places of changed mobjects to lists; what cannot be compared counts as changed. */
static int add_changes(const Mobjects *mobjects, const Names *names, PyObject *restyled,
                       PyObject *moved)
{
    Py_ssize_t count = PyTuple_Size(mobjects->attributes);
    for (Py_ssize_t place = 0; place < count; place++) {
        PyObject *attributes = PyTuple_GetItem(mobjects->attributes, place),
                 *look = PyTuple_GetItem(mobjects->looks, place);
        enum Change change =
            change_of(attributes, look, PyTuple_GetItem(mobjects->sights, place), names);
        PyErr_Clear();
        int added = 1;
        if (change == RESTYLED)
            added = append(restyled, PyLong_FromSsize_t(place));
        else if (change == MOVED)
            added = append_moved(moved, place, attributes, look, names);
        if (!added)
            return 0;
    }
    return 1;
}

static PyObject *changes_in(const Mobjects *mobjects, const Names *names)
{
    PyObject *restyled = PyList_New(0), *moved = PyList_New(0), *both = NULL;
    if (restyled && moved && add_changes(mobjects, names, restyled, moved))
        both = PyTuple_Pack(2, restyled, moved);
    Py_XDECREF(restyled);
    Py_XDECREF(moved);
    return both;
}

/* The changes among mobjects in lists, which are copied: comparing values may change them. */
static PyObject *changes_of(const Mobjects *lists, const Names *names)
{
    Mobjects mobjects = {PyList_AsTuple(lists->attributes), PyList_AsTuple(lists->looks),
                         PyList_AsTuple(lists->sights)};
    PyObject *changes = NULL;
    if (mobjects.attributes && mobjects.looks && mobjects.sights)
        changes = changes_in(&mobjects, names);
    Py_XDECREF(mobjects.attributes);
    Py_XDECREF(mobjects.looks);
    Py_XDECREF(mobjects.sights);
    return changes;
}

static PyObject *changed_looks(PyObject *module, PyObject *arguments)
{
    Mobjects lists;
    Names names;
    (void)module;
    if (!PyArg_ParseTuple(arguments, "O!O!O!O!O!O!:changed_looks", &PyList_Type,
                          &lists.attributes, &PyList_Type, &lists.looks, &PyList_Type,
                          &lists.sights, &PyTuple_Type, &names.arrays, &PyTuple_Type,
                          &names.values, &PyTuple_Type, &names.others))
        return NULL;
    Py_ssize_t count = PyList_Size(lists.attributes);
    if (PyList_Size(lists.looks) != count || PyList_Size(lists.sights) != count)
        return refuse("the lists are not equally long");
    names.shape = Py_BuildValue("(NNNN)", PyUnicode_InternFromString("points"),
                                PyUnicode_InternFromString("submobjects"),
                                PyUnicode_InternFromString("shade_in_3d"),
                                PyUnicode_InternFromString("sheen_direction"));
    PyObject *changes = names.shape ? changes_of(&lists, &names) : NULL;
    Py_XDECREF(names.shape);
    return changes;
}

PyMethodDef look_methods[] = {
    {"changed_looks", changed_looks, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};
