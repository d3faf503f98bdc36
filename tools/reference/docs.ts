import { readdirSync, readFileSync } from 'node:fs'
import { relative, resolve } from 'node:path'

/** What the sources say about one exported function. */
export interface FunctionDoc {
  readonly name: string
  /** file under src, such as `sample/draw.ts` */
  readonly file: string
  /** the docstring's first sentence */
  readonly summary: string
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && entry.name !== 'index.ts')
    .map((entry) => resolve(entry.parentPath, entry.name))
    .sort()
}

/** The text of a docstring without its stars, one paragraph, and of that the first sentence. */
function firstSentence(comment: string): string {
  const text = comment
    .replace(/^\/\*\*|\*\/$/g, '')
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, '').trim())
    .join('\n')
    .trim()
  const paragraph = (text.split('\n\n')[0] ?? '').replaceAll('\n', ' ')
  const end = paragraph.search(/\.(?: |$)(?![^(]*\))/)
  const sentence = end < 0 ? paragraph : paragraph.slice(0, end)
  return `${sentence.replace(/[.:]$/, '')}.`
}

/** The exported functions and classes of a package's sources with their first sentences, in the order of files. */
export function functionDocs(source: string): FunctionDoc[] {
  return sourceFiles(source).flatMap((file) => {
    const text = readFileSync(file, 'utf8')
    const pattern = /(\/\*\*(?:(?!\*\/)[\s\S])*\*\/)\nexport (?:async )?(?:function|class|const) (\w+)/g
    return [...text.matchAll(pattern)].map((match) => {
      return { name: match[2] ?? '', file: relative(source, file), summary: firstSentence(match[1] ?? '') }
    })
  })
}
