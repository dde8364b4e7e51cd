/* SPDX-License-Identifier: MIT */
/*
 * What runs before main on the board of board.ld. STRICT: every unaligned access is made to trap, so that its Cortex-M4 is
 * as strict as a Cortex-M0. A fault ends the program with status 70. HOSTED: with newlib.
 */
#include <stdint.h>

extern uint32_t board_data[], board_data_end[], board_data_image[], board_zero[], board_zero_end[], board_stack[];

int main(int count, char **arguments);
#ifdef HOSTED
#include <stdlib.h>
void __libc_init_array(void);
void initialise_monitor_handles(void);
#include <errno.h>
#include <malloc.h>

void _init(void);
void _init(void)
{
}

void _fini(void);
void _fini(void)
{
}

/* newlib's aligned_alloc, which tests call, asks for it. */
int posix_memalign(void **memory, size_t align, size_t size)
{
    *memory = memalign(align, size);
    return *memory == NULL ? ENOMEM : 0;
}
#endif

/* A request to the debugger that the program runs under: here to qemu. */
static int ask(int operation, const void *block)
{
    register int number __asm__("r0") = operation;
    register const void *argument __asm__("r1") = block;
    __asm__ volatile("bkpt 0xab" : "+r"(number) : "r"(argument) : "memory");
    return number;
}

void board_end(int status);
void board_end(int status)
{
    const uint32_t block[] = {0x20026, (uint32_t)status}; /* the application is at its end, with that status */
    ask(0x20, block);
    for (;;) {
    }
}

void board_put(char character);
void board_put(char character)
{
    ask(0x03, &character);
}

static void fault(void)
{
    board_end(70);
}

static void reset(void)
{
    for (uint32_t *to = board_data, *from = board_data_image; to < board_data_end;) *to++ = *from++;
    for (uint32_t *to = board_zero; to < board_zero_end;) *to++ = 0;
#ifdef STRICT
    *(volatile uint32_t *)0xe000ed14 |= 8; /* UNALIGN_TRP of the configuration and control register */
#endif
#ifdef HOSTED
    initialise_monitor_handles();
    __libc_init_array();
    exit(main(0, NULL));
#else
    board_end(main(0, 0));
#endif
}

void board_reset(void);
void board_reset(void)
{
    reset();
}

__attribute__((section(".vectors"), used)) static const void *const vectors[] = {
    board_stack,         (const void *)board_reset, (const void *)fault, (const void *)fault,
    (const void *)fault, (const void *)fault,       (const void *)fault,
};
