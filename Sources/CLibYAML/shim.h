#ifndef TRAINLINT_CLIBYAML_SHIM_H
#define TRAINLINT_CLIBYAML_SHIM_H
#include <yaml.h>
#endif
