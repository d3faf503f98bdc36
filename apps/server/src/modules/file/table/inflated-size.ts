import yauzl from 'yauzl'

/**
 * How large a ZIP file is when inflated, found by inflating it piece by piece without keeping anything: a bomb is known
 * before the workbook's reader, which keeps everything, opens it.
 *
 * @returns bytes of all entries; as soon as they pass the limit, what has come so far
 * @throws when the file is damaged, or an entry is larger than it says
 */
export async function inflatedSize(bytes: Uint8Array, limit: number): Promise<number> {
  const zip = await yauzl.fromBufferPromise(Buffer.from(bytes), { lazyEntries: true, autoClose: false })
  let size = 0
  for await (const entry of zip.eachEntry()) {
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      size += chunk.length
      if (size > limit) return size
    }
  }
  return size
}
