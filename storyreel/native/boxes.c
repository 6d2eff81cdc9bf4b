/* Boxes of items, and rectangles of pixels: where they are, which ones meet, and fewer that cover
 * them. */

#include "methods.h"
#include "views.h"
#include <math.h>
#include <stdlib.h>

enum { EDGES = 4 };

/* Farther rectangles are refused, so that products of their sides are exact. */
static const double FARTHEST = 1 << 30;

typedef struct {
    double left, top, right, bottom;
} Rect;

/* The middle of a picture, in pixels, and the length of a quantum. */
typedef struct {
    double across, down, scale;
} Picture;

typedef struct {
    Rect *rects;
    Py_ssize_t count;
} Rects;

static void free_rects(Rects *all)
{
    free(all->rects);
}

/* Rectangles whose memory is freed where their variable ends. */
#define RECTS __attribute__((cleanup(free_rects))) Rects

/* Read the four numbers of a tuple; returns 0 with an error set where it has others. */
static int read_numbers(PyObject *tuple, double *numbers)
{
    if (!PyTuple_Check(tuple) || PyTuple_Size(tuple) != EDGES)
        return refuse("the edges are not four") != NULL;
    for (Py_ssize_t edge = 0; edge < EDGES; edge++) {
        numbers[edge] = PyLong_AsDouble(PyTuple_GetItem(tuple, edge));
        if (numbers[edge] == -1 && PyErr_Occurred())
            return 0;
    }
    return 1;
}

/* Read a box: its left, bottom, right and top in quanta, y points up. */
static int read_box(PyObject *tuple, const Picture *picture, Rect *rect)
{
    double numbers[EDGES];
    if (!read_numbers(tuple, numbers))
        return 0;
    *rect = (Rect){picture->across + numbers[0] * picture->scale,
                   picture->down - numbers[3] * picture->scale,
                   picture->across + numbers[2] * picture->scale,
                   picture->down - numbers[1] * picture->scale};
    return 1;
}

/* Read a rectangle of pixels: its left, top, right and bottom. */
static int read_pixels(PyObject *tuple, const Picture *picture, Rect *rect)
{
    double numbers[EDGES];
    (void)picture;
    if (!read_numbers(tuple, numbers))
        return 0;
    for (int edge = 0; edge < EDGES; edge++)
        if (fabs(numbers[edge]) > FARTHEST)
            return refuse("the rectangle is too far away") != NULL;
    *rect = (Rect){numbers[0], numbers[1], numbers[2], numbers[3]};
    return 1;
}

typedef int (*Reader)(PyObject *tuple, const Picture *picture, Rect *rect);

/* Read a list into new memory, freed where its variable ends; returns 0 with an error set. */
static int read_all(PyObject *list, Reader read, const Picture *picture, Rects *all)
{
    if (!PyList_Check(list))
        return refuse("the rectangles are not in a list") != NULL;
    Py_ssize_t count = PyList_Size(list);
    all->rects = malloc(((size_t)count + 1) * sizeof *all->rects);
    if (!all->rects)
        return PyErr_NoMemory() != NULL;
    for (; all->count < count; all->count++)
        if (!read(PyList_GetItem(list, all->count), picture, all->rects + all->count))
            return 0;
    return 1;
}

/* Add an object to a list, which takes it; returns 0 with an error set where there is none. */
static int append(PyObject *list, PyObject *object)
{
    int added = object && PyList_Append(list, object) == 0;
    Py_XDECREF(object);
    return added;
}

static PyObject *tuple_of(const Rect *rect)
{
    const double numbers[EDGES] = {rect->left, rect->top, rect->right, rect->bottom};
    PyObject *tuple = PyTuple_New(EDGES);
    for (Py_ssize_t edge = 0; tuple && edge < EDGES; edge++) {
        PyObject *number = PyLong_FromDouble(numbers[edge]);
        if (!number || PyTuple_SetItem(tuple, edge, number) < 0) {
            Py_DECREF(tuple);
            return NULL;
        }
    }
    return tuple;
}

static PyObject *list_of(const Rects *all)
{
    PyObject *list = PyList_New(0);
    for (Py_ssize_t index = 0; list && index < all->count; index++)
        if (!append(list, tuple_of(all->rects + index)))
            Py_CLEAR(list);
    return list;
}

/* The pixels that a box can touch, and one more on each side, up to the picture's edges. */
static Rect touched_by(const Rect *box, const Picture *picture)
{
    return (Rect){fmax(0, floor(box->left) - 1), fmax(0, floor(box->top) - 1),
                  fmin(2 * picture->across, ceil(box->right) + 1),
                  fmin(2 * picture->down, ceil(box->bottom) + 1)};
}

static PyObject *touched_pixels(PyObject *module, PyObject *arguments)
{
    PyObject *boxes;
    Picture picture;
    RECTS all = {0};
    (void)module;
    if (!PyArg_ParseTuple(arguments, "O(dd)d:touched_pixels", &boxes, &picture.across,
                          &picture.down, &picture.scale) ||
        !read_all(boxes, read_box, &picture, &all))
        return NULL;
    Py_ssize_t kept = 0;
    for (Py_ssize_t index = 0; index < all.count; index++) {
        Rect touched = touched_by(all.rects + index, &picture);
        if (touched.left < touched.right && touched.top < touched.bottom)
            all.rects[kept++] = touched;
    }
    all.count = kept;
    return list_of(&all);
}

static double area(const Rect *rect)
{
    return (rect->right - rect->left) * (rect->bottom - rect->top);
}

static Rect union_of(const Rect *one, const Rect *other)
{
    return (Rect){fmin(one->left, other->left), fmin(one->top, other->top),
                  fmax(one->right, other->right), fmax(one->bottom, other->bottom)};
}

/* Join each rectangle with the one before it if that covers at most `cost` pixels more. */
static void join(Rects *all, double cost)
{
    Py_ssize_t last = 0;
    for (Py_ssize_t index = 1; index < all->count; index++) {
        Rect *before = all->rects + last, *here = all->rects + index;
        Rect both = union_of(before, here);
        if (area(&both) - (area(before) + area(here)) <= cost)
            *before = both;
        else
            all->rects[++last] = *here;
    }
    all->count = all->count ? last + 1 : 0;
}

static PyObject *joined(PyObject *module, PyObject *arguments)
{
    PyObject *rects;
    int cost;
    RECTS all = {0};
    (void)module;
    if (!PyArg_ParseTuple(arguments, "Oi:joined", &rects, &cost))
        return NULL;
    if (cost < 0)
        return refuse("the cost is below none");
    if (!read_all(rects, read_pixels, NULL, &all))
        return NULL;
    join(&all, cost);
    return list_of(&all);
}

static int meet(const Rect *box, const Rect *rect)
{
    return box->left < rect->right && box->right > rect->left && box->top < rect->bottom &&
           box->bottom > rect->top;
}

static int contains(const Rect *outer, const Rect *inner)
{
    return outer->left <= inner->left && outer->right >= inner->right &&
           outer->top <= inner->top && outer->bottom >= inner->bottom;
}

static int meets_any(const Rect *box, const Rects *rects)
{
    for (Py_ssize_t index = 0; index < rects->count; index++)
        if (meet(box, rects->rects + index))
            return 1;
    return 0;
}

/* Make rectangles a pixel larger on each side, for rounding at an edge. */
static void grow(Rects *all)
{
    for (Rect *rect = all->rects; rect < all->rects + all->count; rect++)
        *rect = (Rect){rect->left - 1, rect->top - 1, rect->right + 1, rect->bottom + 1};
}

/* Add the places of boxes to three lists; the first of the rectangles is the tile. */
static int add_places(const Rects *boxes, const Rects *grown, PyObject *containing,
                      PyObject *meeting, PyObject *changing)
{
    const Rects parts = {grown->rects + 1, grown->count - 1};
    for (Py_ssize_t place = 0; place < boxes->count; place++) {
        const Rect *box = boxes->rects + place;
        if (contains(box, grown->rects) && !append(containing, PyLong_FromSsize_t(place)))
            return 0;
        if (!meet(box, grown->rects))
            continue;
        if (!append(meeting, PyLong_FromSsize_t(place)) ||
            !append(changing, PyBool_FromLong(meets_any(box, &parts))))
            return 0;
    }
    return 1;
}

static PyObject *places_of(const Rects *boxes, const Rects *grown)
{
    PyObject *containing = PyList_New(0), *meeting = PyList_New(0), *changing = PyList_New(0);
    PyObject *places = NULL;
    if (containing && meeting && changing &&
        add_places(boxes, grown, containing, meeting, changing))
        places = PyTuple_Pack(3, containing, meeting, changing);
    Py_XDECREF(containing);
    Py_XDECREF(meeting);
    Py_XDECREF(changing);
    return places;
}

/* Add what meets each tile to a list. */
static int add_tiles(PyObject *result, const Rects *boxes, PyObject *tiles)
{
    for (Py_ssize_t index = 0; index < PyList_Size(tiles); index++) {
        RECTS grown = {0};
        if (!read_all(PyList_GetItem(tiles, index), read_pixels, NULL, &grown))
            return 0;
        if (!grown.count)
            return refuse("the tile is missing") != NULL;
        grow(&grown);
        if (!append(result, places_of(boxes, &grown)))
            return 0;
    }
    return 1;
}

static PyObject *boxes_in_tiles(PyObject *module, PyObject *arguments)
{
    PyObject *boxes, *tiles;
    Picture picture;
    RECTS all = {0};
    (void)module;
    if (!PyArg_ParseTuple(arguments, "O(dd)dO!:boxes_in_tiles", &boxes, &picture.across,
                          &picture.down, &picture.scale, &PyList_Type, &tiles) ||
        !read_all(boxes, read_box, &picture, &all))
        return NULL;
    PyObject *result = PyList_New(0);
    if (result && !add_tiles(result, &all, tiles))
        Py_CLEAR(result);
    return result;
}

PyMethodDef box_methods[] = {
    {"boxes_in_tiles", boxes_in_tiles, METH_VARARGS, NULL},
    {"joined", joined, METH_VARARGS, NULL},
    {"touched_pixels", touched_pixels, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};
