/** Reads the R reference values and keeps the score of how near we come to them, for `REFERENCE.md`. */
export {}
