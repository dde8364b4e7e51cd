/* SPDX-License-Identifier: MIT */
/*
 * The head of a class: its names and annotations, without its slots. A ref asks for no more of its target, so that
 * classes may refer to each other and to themselves.
 */
#include "check/checker.h"

bool class_head(struct checker *checker, struct symbol *symbol)
{
    const struct ast_declaration *declaration = symbol->declaration;
    if (symbol->class_model != NULL) return symbol->head_is_fine;
    struct model_class *class_model = arena_alloc(checker->arena, sizeof *class_model);
    struct annotations *annotations = arena_alloc(checker->arena, sizeof *annotations);
    symbol->class_model = class_model;
    symbol->annotations = annotations;
    symbol->head_is_fine = annotations_read(checker, declaration->annotations, ON_CLASS, annotations);
    class_model->name = declaration->name.text;
    class_model->full_name = declare_full_name(checker, class_model->name);
    class_model->c_name = declare_c_name(checker, symbol, annotations);
    class_model->doc = declaration->doc;
    class_model->span = declaration->name.span;
    class_model->home = checker->model;
    class_model->is_immutable = annotations->given[ANNOTATION_IMMUTABLE] != NULL;
    class_model->layout = annotations->layout;
    class_model->has_table = annotations->given[ANNOTATION_TABLE] != NULL;
    class_model->table_rows = annotations->table_rows;
    class_model->has_pool = annotations->given[ANNOTATION_POOL] != NULL;
    class_model->pool_capacity = annotations->pool_capacity;
    class_model->generation_bits = annotations->generation_bits;
    class_model->align = annotations->align;
    return symbol->head_is_fine;
}
