/* SPDX-License-Identifier: MIT */
/* The classes of layouts.slots that operations.c works on. */
#ifndef LAYOUTS_OPERATIONS_CLASSES_H
#define LAYOUTS_OPERATIONS_CLASSES_H

#include "layouts.slots.h"

#define CLASSES(X)                                                                                                     \
    X(NaturalDate)                                                                                                     \
    X(NaturalNumbers)                                                                                                  \
    X(NaturalKinds)                                                                                                    \
    X(NaturalArrays)                                                                                                   \
    X(NaturalArms)                                                                                                     \
    X(NaturalDerived)                                                                                                  \
    X(CompactAgain)                                                                                                    \
    X(Fixed)                                                                                                           \
    X(Wide)                                                                                                            \
    X(Holder)                                                                                                          \
    X(Counter)                                                                                                         \
    X(CounterDerived)                                                                                                  \
    X(Held)                                                                                                            \
    X(DenseDate)                                                                                                       \
    X(DenseTrade)                                                                                                      \
    X(DenseNumbers)                                                                                                    \
    X(DenseArms)                                                                                                       \
    X(DenseDerived)                                                                                                    \
    X(CompactDerived)                                                                                                  \
    X(DeclaredDerived)                                                                                                 \
    X(DenseHolder)                                                                                                     \
    X(LoneHolder)                                                                                                      \
    X(FatEntry)                                                                                                        \
    X(Given)                                                                                                           \
    X(GivenDerived)                                                                                                    \
    X(GivenHolder)

#endif
