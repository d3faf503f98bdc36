/** Where a command is reached. */
export interface CommandRoute {
  readonly method: 'post' | 'put' | 'patch' | 'delete'
  /** In OpenAPI's way: `/plans/{planId}/publish`; what stands in braces is part of the input. */
  readonly path: string
  readonly status?: 200 | 201
}

/** Another form of an answer: a workbook, a table, a calendar, a picture. */
export interface Representation<O> {
  readonly mediaType: string
  readonly fileName?: (answer: O) => string
  write(answer: O): Promise<string | Uint8Array> | string | Uint8Array
}
