"""The grammar of directives as named rules: one module a stage, each rule a test of one clause in its sentence."""
