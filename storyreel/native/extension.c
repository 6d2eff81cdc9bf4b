/* The module `_extension`. Its functions are described in `_extension.pyi`. */

#include "methods.h"

static PyMethodDef *const subjects[] = {
    box_methods,
    coverage_methods,
    fidelity_methods,
    gradient_methods,
    light_methods,
    look_methods,
    outline_methods,
    path_methods,
    picture_methods,
    plane_methods,
    shadow_methods,
};

static int add_functions(PyObject *module)
{
    for (size_t subject = 0; subject < sizeof subjects / sizeof *subjects; subject++)
        if (PyModule_AddFunctions(module, subjects[subject]) < 0)
            return -1;
    return 0;
}

static PyModuleDef_Slot slots[] = {
    {Py_mod_exec, add_functions},
    {0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "_extension",
    .m_slots = slots,
};

PyMODINIT_FUNC PyInit__extension(void)
{
    return PyModuleDef_Init(&definition);
}
