/* Outlines: the sub-paths among the points of a mobject, their places in a drawing, and how far the
 * joins of a stroke reach there. */

#include "methods.h"
#include "views.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { CURVE = 4 }; /* points of a curve in a mobject */

/* The same as in outline.py, quanta.py and path.py, which say where they come from. */
static const double RELATIVE = 1e-5, QUANTA_PER_UNIT = 552960, MITER_LIMIT = 10,
                    SHORTEST_HANDLE = 256;

typedef struct {
    double x, y;
} Point;

/* Points with two coordinates or more. */
typedef struct {
    Rows rows;
    double tolerance;
} Source;

typedef struct {
    Point *points;
    int32_t (*placed)[2];
    ptrdiff_t point_count, part_count;
    int64_t *starts;
    uint8_t *closed;
} Outline;

static Point point_of(const Source *source, ptrdiff_t index)
{
    const double *point = row_at(&source->rows, index);
    return (Point){point[0], point[1]};
}

static int all_finite(const Rows *rows)
{
    for (ptrdiff_t row = 0; row < rows->rows; row++) {
        const double *values = row_at(rows, row);
        for (ptrdiff_t item = 0; item < rows->items; item++)
            if (!isfinite(values[item]))
                return 0;
    }
    return 1;
}

static int near_on_axis(double value, double other, double tolerance)
{
    return fabs(value - other) <= tolerance + RELATIVE * fabs(other);
}

static int near(const Source *source, Point point, Point other)
{
    return near_on_axis(point.x, other.x, source->tolerance) &&
           near_on_axis(point.y, other.y, source->tolerance);
}

/* Where the sub-path ends that begins at a point: where the next curve begins elsewhere. */
static ptrdiff_t stop_of(const Source *source, ptrdiff_t first)
{
    for (ptrdiff_t next = first + CURVE; next < source->rows.rows; next += CURVE)
        if (!near(source, point_of(source, next - 1), point_of(source, next)))
            return next;
    return source->rows.rows;
}

/* Add the whole curves of a sub-path; an end that almost meets its start is moved there. */
static void add_part(Outline *outline, const Source *source, ptrdiff_t first, ptrdiff_t stop)
{
    ptrdiff_t curves = (stop - first) / CURVE;
    Point start = point_of(source, first);
    int closed = near(source, start, point_of(source, stop - 1));
    outline->starts[outline->part_count] = outline->point_count;
    outline->closed[outline->part_count++] = (uint8_t)closed;
    outline->points[outline->point_count++] = start;
    for (ptrdiff_t curve = first; curve < first + curves * CURVE; curve += CURVE)
        for (ptrdiff_t index = curve + 1; index < curve + CURVE; index++)
            outline->points[outline->point_count++] = point_of(source, index);
    if (closed && (stop - first) % CURVE == 0)
        outline->points[outline->point_count - 1] = start;
}

static void add_parts(Outline *outline, const Source *source)
{
    ptrdiff_t stop;
    for (ptrdiff_t first = 0; source->rows.rows - first >= CURVE; first = stop) {
        stop = stop_of(source, first);
        add_part(outline, source, first, stop);
    }
}

typedef struct {
    double x, y, scale;
} View;

typedef struct {
    int32_t left, bottom, right, top;
} Box;

static const Box EVERYWHERE = {INT32_MIN, INT32_MIN, INT32_MAX, INT32_MAX};

/* The nearest quantum, as NumPy rounds. */
static int32_t quantum(double value)
{
    double scaled = rint(value * QUANTA_PER_UNIT);
    if (!(scaled > INT32_MIN))
        return INT32_MIN;
    return scaled < INT32_MAX ? (int32_t)scaled : INT32_MAX;
}

/* Place the points of an outline in a view; returns their bounds. */
static Box place(Outline *outline, View view)
{
    Box box = {INT32_MAX, INT32_MAX, INT32_MIN, INT32_MIN};
    for (ptrdiff_t index = 0; index < outline->point_count; index++) {
        Point point = outline->points[index];
        int32_t x = outline->placed[index][0] = quantum((point.x - view.x) * view.scale);
        int32_t y = outline->placed[index][1] = quantum((point.y - view.y) * view.scale);
        box.left = x < box.left ? x : box.left;
        box.right = x > box.right ? x : box.right;
        box.bottom = y < box.bottom ? y : box.bottom;
        box.top = y > box.top ? y : box.top;
    }
    return box;
}

static int is_outside(Box box, Box window)
{
    return box.left > window.right || box.right < window.left || box.bottom > window.top ||
           box.top < window.bottom;
}

/* The points, the starts and whether each part is closed, as bytes, and the bounds. */
static PyObject *packed(const Outline *outline, Box box)
{
    return Py_BuildValue("(y#y#y#(iiii))", (const char *)outline->placed,
                         outline->point_count * (ptrdiff_t)sizeof *outline->placed,
                         (const char *)outline->starts,
                         outline->part_count * (ptrdiff_t)sizeof *outline->starts,
                         (const char *)outline->closed, outline->part_count, box.left, box.bottom,
                         box.right, box.top);
}

/* Outline at least one curve in new memory; there are at most as many points as before. */
static PyObject *outlined(const Source *source, View view, Box window)
{
    size_t count = (size_t)source->rows.rows, parts = count / CURVE;
    FREED Point *points = malloc(count * sizeof *points);
    FREED int32_t(*placed)[2] = malloc(count * sizeof *placed);
    FREED int64_t *starts = malloc(parts * sizeof *starts);
    FREED uint8_t *closed = malloc(parts);
    if (!points || !placed || !starts || !closed)
        return PyErr_NoMemory();
    Outline outline = {points, placed, 0, 0, starts, closed};
    Box box;
    Py_BEGIN_ALLOW_THREADS
    add_parts(&outline, source);
    box = place(&outline, view);
    Py_END_ALLOW_THREADS
    if (is_outside(box, window))
        Py_RETURN_NONE;
    return packed(&outline, box);
}

/* Read a box, or None for everywhere; the converter of an argument `O&`. */
static int read_window(PyObject *limits, void *target)
{
    Box *window = target;
    if (limits == Py_None)
        return 1;
    if (PyTuple_Check(limits))
        return PyArg_ParseTuple(limits, "iiii", &window->left, &window->bottom, &window->right,
                                &window->top);
    refuse("the window is not a tuple");
    return 0;
}

static PyObject *outline(PyObject *module, PyObject *arguments)
{
    VIEW points = READ(double);
    double tolerance;
    View view;
    Box window = EVERYWHERE;
    (void)module;
    if (!PyArg_ParseTuple(arguments, "O&d(ddd)O&:outline", view_rows, &points, &tolerance, &view.x,
                          &view.y, &view.scale, read_window, &window))
        return NULL;
    if (points.items < 2)
        return refuse("the points have no two coordinates");
    if (points.rows < CURVE || !all_finite(&points))
        Py_RETURN_NONE;
    return outlined(&(Source){points, tolerance}, view, window);
}

/* Add a coordinate of all anchors, the first and last points of curves, to a range. */
static void span(const Rows *points, int axis, double *low, double *high)
{
    for (ptrdiff_t row = 0; row < points->rows; row += row % CURVE ? 1 : CURVE - 1) {
        double value = ((const double *)row_at(points, row))[axis];
        *low = value < *low ? value : *low;
        *high = value > *high ? value : *high;
    }
}

/* Where a gradient begins and ends on an axis, in quanta: as far from the middle of the anchors as
 * these reach, in its direction. */
static void set_ends(const Rows *points, int axis, double direction, double origin, double scale,
                     int32_t *ends)
{
    double low = INFINITY, high = -INFINITY;
    span(points, axis, &low, &high);
    double middle = (low + high) / 2, reach = (high - middle) * direction;
    ends[0] = quantum((middle - reach - origin) * scale);
    ends[1] = quantum((middle + reach - origin) * scale);
}

static PyObject *gradient_ends(PyObject *module, PyObject *arguments)
{
    VIEW points = READ(double);
    double across, up;
    View view;
    int32_t x[2], y[2];
    (void)module;
    if (!PyArg_ParseTuple(arguments, "O&(dd)(ddd):gradient_ends", view_rows, &points, &across, &up,
                          &view.x, &view.y, &view.scale))
        return NULL;
    if (points.items < 2 || !points.rows || points.rows % CURVE)
        return refuse("the points are not those of whole curves");
    set_ends(&points, 0, across, view.x, view.scale, x);
    set_ends(&points, 1, up, view.y, view.scale, y);
    return Py_BuildValue("((ii)(ii))", x[0], y[0], x[1], y[1]);
}

static Point placed_point(const Rows *points, ptrdiff_t index)
{
    const int32_t *point = row_at(points, index);
    return (Point){point[0], point[1]};
}

/* The reach of a mitred join, in halves of the line's width. */
static double reach_of(Point before, Point corner, Point after)
{
    Point in = {corner.x - before.x, corner.y - before.y};
    Point out = {after.x - corner.x, after.y - corner.y};
    double in_square = in.x * in.x + in.y * in.y, out_square = out.x * out.x + out.y * out.y;
    if (fmin(in_square, out_square) < SHORTEST_HANDLE * SHORTEST_HANDLE)
        return MITER_LIMIT;
    double cosine = (in.x * out.x + in.y * out.y) / sqrt(fmax(in_square * out_square, 1));
    double reach = 1 / sqrt(fmax((1 + cosine) / 2, 1e-9));
    return reach > MITER_LIMIT * 1.05 ? 1 : reach;
}

/* The largest reach of the joins at corners: rows of the place of a corner and that before it. */
static double largest_reach(const Rows *points, const Rows *corners)
{
    double largest = 1;
    for (ptrdiff_t row = 0; row < corners->rows; row++) {
        const int64_t *corner = row_at(corners, row);
        if (corner[0] < 0 || corner[0] >= points->rows - 1 || corner[1] < 0 ||
            corner[1] >= points->rows)
            return 0;
        largest = fmax(largest, reach_of(placed_point(points, corner[1]),
                                         placed_point(points, corner[0]),
                                         placed_point(points, corner[0] + 1)));
    }
    return fmin(largest * 1.01, MITER_LIMIT);
}

static PyObject *spike(PyObject *module, PyObject *arguments)
{
    VIEW points = READ(int32_t), corners = READ(int64_t);
    double reach = 0;
    (void)module;
    if (!PyArg_ParseTuple(arguments, "O&O&:spike", view_rows, &points, view_rows, &corners))
        return NULL;
    if (points.items == 2 && corners.items == 2) {
        Py_BEGIN_ALLOW_THREADS
        reach = largest_reach(&points, &corners);
        Py_END_ALLOW_THREADS
    }
    return reach ? PyFloat_FromDouble(reach) : refuse("the corners are not among pairs of points");
}

PyMethodDef outline_methods[] = {
    {"gradient_ends", gradient_ends, METH_VARARGS, NULL},
    {"outline", outline, METH_VARARGS, NULL},
    {"spike", spike, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};
