/* The functions of each source file, as Python sees them. */

#ifndef STORYREEL_METHODS_H
#define STORYREEL_METHODS_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>

extern PyMethodDef box_methods[];
extern PyMethodDef coverage_methods[];
extern PyMethodDef fidelity_methods[];
extern PyMethodDef gradient_methods[];
extern PyMethodDef light_methods[];
extern PyMethodDef look_methods[];
extern PyMethodDef outline_methods[];
extern PyMethodDef path_methods[];
extern PyMethodDef picture_methods[];
extern PyMethodDef plane_methods[];
extern PyMethodDef shadow_methods[];

#endif
