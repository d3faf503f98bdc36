import JSZip from 'jszip'

/** A part of a Word document, as its XML. */
export async function wordPart(document: Uint8Array, part: string): Promise<string> {
  const file = (await JSZip.loadAsync(document)).file(`word/${part}`)
  if (file === null) throw new Error(`the document has no ${part}`)
  return file.async('string')
}

export async function wordParts(document: Uint8Array): Promise<string[]> {
  return Object.keys((await JSZip.loadAsync(document)).files)
}

/** Paragraphs as [style, text]. */
export function paragraphsOf(xml: string): [string | null, string][] {
  return [...xml.matchAll(/<w:p>(.*?)<\/w:p>/gs)].map(([, inner = '']) => [
    /<w:pStyle w:val="([^"]+)"/.exec(inner)?.[1] ?? null,
    [...inner.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, text = '']) => text).join(''),
  ])
}

/** The numbers of an element's attributes, e.g. of pgMar. */
export function attributesOf(xml: string, element: string): Record<string, string> {
  const found = new RegExp(`<w:${element} ([^>]*)/>`).exec(xml)?.[1] ?? ''
  return Object.fromEntries([...found.matchAll(/w:(\w+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]))
}
