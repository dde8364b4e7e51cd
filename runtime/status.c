/* SPDX-License-Identifier: MIT-0 */
/* What statuses mean. */
#include <slotgen/text.h>

const char *slot_strerror(slot_status status)
{
    switch (status) {
    case SLOT_OK: return "success";
    case SLOT_ERANGE: return "the value is outside what the slot holds";
    case SLOT_EUNSET: return "the slot is unset";
    case SLOT_ENAME: return "no slot or member of that name or index";
    case SLOT_ETYPE: return "the slot holds another kind of value";
    case SLOT_EREADONLY: return "the class or slot cannot be written";
    case SLOT_ENOMEM: return "no memory";
    case SLOT_EFULL: return "the declared capacity is reached";
    case SLOT_ESTALE: return "the handle names nothing that lives";
    case SLOT_EARG: return "an argument makes no sense";
    case SLOT_EIO: return "reading or writing failed";
    case SLOT_EFORMAT: return "the bytes are not what they should be";
    case SLOT_ELAYOUT: return "the data has another layout";
    }
    return "unknown status";
}
