/* Paths: in pixels, and in the memory format of SkPath. */

#include "methods.h"
#include "views.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { FORMAT = 5, RULE_BIT = 8, FAR_POINTS = 3, FAR_VERBS = 4, MAX_CORNERS = 64 };
enum Rule { NON_ZERO = 0, EVEN_ODD = 1 };
enum Verb { MOVE = 0, LINE = 1, CUBIC = 4, CLOSE = 5 };

/* The same as in skia_path.py, which says where they come from. */
static const double STRAIGHT = 2, FLAT_HEIGHT = 24, LEVEL = 16;

typedef struct {
    double x, y;
} Point;

/* The points of a path, in quanta, the rule that fills it, and what takes it to pixels. */
typedef struct {
    Rows points;
    int rule;
    double scale;
    Point centre;
} Source;

typedef struct {
    float (*points)[2];
    uint8_t *verbs;
    size_t point_count, verb_count;
} Geometry;

static Point point_of(const Source *source, ptrdiff_t index)
{
    const int32_t *point = row_at(&source->points, index);
    return (Point){point[0], point[1]};
}

static void add_point(Geometry *geometry, const Source *source, ptrdiff_t index)
{
    Point point = point_of(source, index);
    float *pixel = geometry->points[geometry->point_count++];
    pixel[0] = (float)(point.x * source->scale + source->centre.x);
    pixel[1] = (float)(point.y * -source->scale + source->centre.y);
}

static void add_verb(Geometry *geometry, enum Verb verb)
{
    geometry->verbs[geometry->verb_count++] = (uint8_t)verb;
}

/* Whether a handle is near its curve's chord, and not beyond its ends. */
static int near(Point start, Point handle, Point chord)
{
    double x = handle.x - start.x, y = handle.y - start.y;
    double square = chord.x * chord.x + chord.y * chord.y;
    double slack = STRAIGHT * sqrt(square) + STRAIGHT * STRAIGHT;
    double along = chord.x * x + chord.y * y;
    return fabs(chord.x * y - chord.y * x) <= slack && along >= -slack && along <= square + slack;
}

/* Whether the curve that begins at a point is a straight line. */
static int is_straight(const Source *source, ptrdiff_t first)
{
    Point start = point_of(source, first), end = point_of(source, first + 3);
    Point chord = {end.x - start.x, end.y - start.y};
    return near(start, point_of(source, first + 1), chord) &&
           near(start, point_of(source, first + 2), chord);
}

static void add_curve(Geometry *geometry, const Source *source, ptrdiff_t first)
{
    int straight = is_straight(source, first);
    for (ptrdiff_t index = straight ? 3 : 1; index <= 3; index++)
        add_point(geometry, source, first + index);
    add_verb(geometry, straight ? LINE : CUBIC);
}

static void add_sub_path(Geometry *geometry, const Source *source, ptrdiff_t start, ptrdiff_t stop,
                         int closed)
{
    add_point(geometry, source, start);
    add_verb(geometry, MOVE);
    for (ptrdiff_t first = start; first + 3 < stop; first += 3)
        add_curve(geometry, source, first);
    if (closed)
        add_verb(geometry, CLOSE);
}

/* Whether an edge is nearly, but not quite, level. */
static int nearly_level(const float *one, const float *other)
{
    double across = fabs((double)other[0] - (double)one[0]);
    double down = fabs((double)other[1] - (double)one[1]);
    return 0 < down && down < 1 && across > LEVEL * down;
}

/* Whether a sub-path is a flat polygon with an edge that is nearly level: Skia loses parts of it. */
static int is_flat_polygon(const Geometry *geometry)
{
    if (geometry->point_count > MAX_CORNERS || memchr(geometry->verbs, CUBIC, geometry->verb_count))
        return 0;
    float top = geometry->points[0][1], bottom = top;
    int found = 0;
    for (size_t index = 0; index < geometry->point_count; index++) {
        const float *point = geometry->points[index];
        const float *before = geometry->points[(index ? index : geometry->point_count) - 1];
        top = fminf(top, point[1]);
        bottom = fmaxf(bottom, point[1]);
        found |= nearly_level(before, point);
    }
    return found && (double)bottom - (double)top <= FLAT_HEIGHT;
}

static void add_far_triangle(Geometry *geometry)
{
    static const float points[FAR_POINTS][2] = {{-9e4f, 0}, {-8e4f, 0}, {-8e4f, 1e4f}};
    static const uint8_t verbs[FAR_VERBS] = {MOVE, LINE, LINE, CLOSE};
    memcpy(geometry->points + geometry->point_count, points, sizeof points);
    memcpy(geometry->verbs + geometry->verb_count, verbs, sizeof verbs);
    geometry->point_count += FAR_POINTS;
    geometry->verb_count += FAR_VERBS;
}

/* `count` sub-paths; each ends where the next begins, the last at starts[count]. */
typedef struct {
    ptrdiff_t count;
    ptrdiff_t *starts;
    uint8_t *closed;
} SubPaths;

static void build(Geometry *geometry, const Source *source, const SubPaths *parts)
{
    for (ptrdiff_t index = 0; index < parts->count; index++)
        add_sub_path(geometry, source, parts->starts[index], parts->starts[index + 1],
                     parts->closed[index]);
    if (parts->count == 1 && is_flat_polygon(geometry))
        add_far_triangle(geometry);
}

static PyObject *serialised(const Geometry *geometry, int rule)
{
    const uint32_t version = FORMAT | (uint32_t)rule << RULE_BIT;
    const uint32_t head[4] = {version, (uint32_t)geometry->point_count, 0,
                              (uint32_t)geometry->verb_count};
    size_t points = geometry->point_count * sizeof *geometry->points;
    size_t verbs = (geometry->verb_count + 3) / 4 * 4;
    PyObject *bytes = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)(sizeof head + points + verbs));
    if (bytes) {
        char *target = PyBytes_AsString(bytes);
        memset(target, 0, sizeof head + points + verbs);
        memcpy(target, head, sizeof head);
        memcpy(target + sizeof head, geometry->points, points);
        memcpy(target + sizeof head + points, geometry->verbs, geometry->verb_count);
    }
    return bytes;
}

/* Build a path in new memory; all its points may be used, and there is at most one verb for a
 * point, one for a closed sub-path, and what is added. */
static PyObject *built(const Source *source, const SubPaths *parts)
{
    size_t points = (size_t)source->points.rows, verbs = points + (size_t)parts->count + FAR_VERBS;
    FREED float(*pixels)[2] = malloc((points + FAR_POINTS) * sizeof *pixels);
    FREED uint8_t *kinds = malloc(verbs);
    if (!pixels || !kinds)
        return PyErr_NoMemory();
    Geometry geometry = {pixels, kinds, 0, 0};
    Py_BEGIN_ALLOW_THREADS
    build(&geometry, source, parts);
    Py_END_ALLOW_THREADS
    return serialised(&geometry, source->rule);
}

/* Whether a sub-path of whole curves can begin and end at these points. */
static int is_whole(ptrdiff_t start, ptrdiff_t stop, ptrdiff_t points)
{
    return start < stop && stop <= points && (stop - start) % 3 == 1;
}

/* Read sub-paths of whole curves from two tuples; returns 0 with ValueError set otherwise. */
static int read_sub_paths(SubPaths *parts, PyObject *starts, PyObject *closed, ptrdiff_t points)
{
    int right = 1;
    for (ptrdiff_t index = 0; right && index < parts->count; index++) {
        parts->starts[index] = PyLong_AsSsize_t(PyTuple_GetItem(starts, index));
        parts->closed[index] = PyObject_IsTrue(PyTuple_GetItem(closed, index)) == 1;
        right = !PyErr_Occurred() &&
                (index ? is_whole(parts->starts[index - 1], parts->starts[index], points)
                       : !parts->starts[0]);
    }
    parts->starts[parts->count] = points;
    right = right && is_whole(parts->starts[parts->count - 1], points, points);
    if (!right)
        refuse("the sub-paths are not of whole curves");
    return right;
}

/* Build a path from tuples of one length, not empty. */
static PyObject *built_of(const Source *source, PyObject *starts, PyObject *closed)
{
    size_t count = (size_t)PyTuple_Size(starts);
    FREED ptrdiff_t *firsts = malloc((count + 1) * sizeof *firsts);
    FREED uint8_t *are_closed = malloc(count);
    if (!firsts || !are_closed)
        return PyErr_NoMemory();
    SubPaths parts = {(ptrdiff_t)count, firsts, are_closed};
    if (!read_sub_paths(&parts, starts, closed, source->points.rows))
        return NULL;
    return built(source, &parts);
}

static PyObject *serialised_path(PyObject *module, PyObject *arguments)
{
    VIEW points = READ(int32_t);
    PyObject *starts, *closed;
    int rule;
    Point centre;
    double scale;
    (void)module;
    if (!PyArg_ParseTuple(arguments, "O&O!O!i(dd)d:serialised_path", view_rows, &points,
                          &PyTuple_Type, &starts, &PyTuple_Type, &closed, &rule, &centre.x,
                          &centre.y, &scale))
        return NULL;
    if (rule != NON_ZERO && rule != EVEN_ODD)
        return refuse("the rule is neither non-zero nor even-odd");
    if (points.items != 2 || points.rows > INT32_MAX)
        return refuse("the points are not pairs");
    if (!PyTuple_Size(starts) || PyTuple_Size(starts) != PyTuple_Size(closed))
        return refuse("the sub-paths are not equally many");
    return built_of(&(Source){points, rule, scale, centre}, starts, closed);
}

PyMethodDef path_methods[] = {
    {"serialised_path", serialised_path, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};
