import encodeQR from 'qr'

export interface QrPicture {
  /** Modules a side, with the quiet zone. */
  readonly size: number
  /** A path that fills the dark modules, one unit a module. */
  readonly path: string
}

/** A QR code of the least size that holds the text; it still reads with 15 % of it dirty (level M). */
export function qrPicture(text: string): QrPicture {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: 4 })
  const squares = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
  return { size: rows.length, path: squares.join('') }
}
