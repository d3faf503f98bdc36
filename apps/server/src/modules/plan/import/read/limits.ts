/** What a plan document may cost. A real one is below 1 MB and 60,000 characters. */
export const limits = {
  fileBytes: 20_000_000,
  characters: 1_000_000,
  /** Of one part of a .docx, unpacked. */
  partBytes: 80_000_000,
  zipEntries: 5_000,
  /** Tables within tables. */
  tableDepth: 8,
  xmlDepth: 400,
  pages: 2_000,
  seconds: 5,
  heapMegabytes: 768,
} as const
