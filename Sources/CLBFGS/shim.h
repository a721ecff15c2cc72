#ifndef TRAINLINT_CLBFGS_SHIM_H
#define TRAINLINT_CLBFGS_SHIM_H
#include <lbfgs.h>
#endif
