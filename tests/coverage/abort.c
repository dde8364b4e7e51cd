/* SPDX-License-Identifier: MIT */
/*
 * Keeps the counts of a program that aborts, as slot_violation does, and so leaves without telling them. Linked with
 * -Wl,--wrap=abort.
 */
int __llvm_profile_write_file(void);
void __real_abort(void) __attribute__((noreturn));
void __wrap_abort(void) __attribute__((noreturn));

void __wrap_abort(void)
{
    (void)__llvm_profile_write_file();
    __real_abort();
}
