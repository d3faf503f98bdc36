import yauzl from 'yauzl'
import { PlanFileError } from '../../errors.ts'
import { limits } from '../limits.ts'

function readEntry(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) {
        reject(error)
        return
      }
      const chunks: Buffer[] = []
      let size = 0
      stream.on('data', (chunk: Buffer) => {
        size += chunk.length
        if (size > limits.partBytes) {
          stream.destroy()
          reject(new PlanFileError({ code: 'plan.file.zipBomb', entry: entry.fileName, limit: limits.partBytes }))
          return
        }
        chunks.push(chunk)
      })
      stream.on('error', reject)
      stream.on('end', () => resolve(Buffer.concat(chunks)))
    })
  })
}

function entriesOf(zip: yauzl.ZipFile, wanted: ReadonlySet<string>): Promise<Map<string, Buffer>> {
  return new Promise((resolve, reject) => {
    const parts = new Map<string, Buffer>()
    let seen = 0
    zip.on('error', reject)
    zip.on('end', () => resolve(parts))
    zip.on('entry', (entry: yauzl.Entry) => {
      seen++
      if (seen > limits.zipEntries) {
        reject(new PlanFileError({ code: 'plan.file.damaged', part: `ZIP：多于 ${limits.zipEntries} 个文件` }))
        return
      }
      if (!wanted.has(entry.fileName) || parts.has(entry.fileName)) {
        zip.readEntry()
        return
      }
      readEntry(zip, entry).then((part) => {
        parts.set(entry.fileName, part)
        zip.readEntry()
      }, reject)
    })
    zip.readEntry()
  })
}

/**
 * The wanted parts of a ZIP file. Nothing else is unpacked, and unpacking stops at the limit, whatever sizes the file claims.
 * @throws PlanFileError plan.file.zipBomb · plan.file.damaged
 */
export async function readParts(bytes: Uint8Array, wanted: ReadonlySet<string>): Promise<Map<string, Buffer>> {
  try {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    return await entriesOf(await yauzl.fromBufferPromise(buffer, { lazyEntries: true, autoClose: false }), wanted)
  } catch (error) {
    if (error instanceof PlanFileError) throw error
    throw new PlanFileError({
      code: 'plan.file.damaged',
      part: `ZIP：${error instanceof Error ? error.message.slice(0, 80) : ''}`,
    })
  }
}
