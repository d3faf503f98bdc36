import { execFile } from 'node:child_process'
import { access } from 'node:fs/promises'
import { promisify } from 'node:util'

export interface Font {
  readonly path: string
  /** Name of the face inside a collection (.ttc); null for a file with one face. */
  readonly face: string | null
}

/** Where Chinese fonts lie on the systems that Kepu runs on, when there's no fontconfig to ask. */
const USUAL: readonly Font[] = [
  { path: '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc', face: 'NotoSansCJKsc-Regular' },
  { path: '/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc', face: 'NotoSansCJKsc-Regular' },
  { path: '/usr/share/fonts/truetype/wqy/wqy-microhei.ttc', face: 'WenQuanYiMicroHei' },
  { path: 'C:\\Windows\\Fonts\\simhei.ttf', face: null },
  { path: '/System/Library/Fonts/STHeiti Light.ttc', face: 'STHeitiSC-Light' },
]

async function readable(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

async function askFontconfig(): Promise<Font | null> {
  try {
    const { stdout } = await promisify(execFile)(
      'fc-match',
      ['-f', '%{file}\t%{postscriptname}\t%{lang}', ':lang=zh-cn'],
      { timeout: 5_000 },
    )
    const [path = '', face = '', languages = ''] = stdout.split('\t')
    // fc-match answers its best guess even when no font has Chinese characters.
    if (!/(^|\|)zh-cn(\||$)/.test(languages) || !/\.(ttc|ttf|otf)$/i.test(path)) return null
    return { path, face: /\.ttc$/i.test(path) ? face : null }
  } catch {
    return null
  }
}

let found: Promise<Font | null> | null = null

/** A Chinese font of this machine, or null; looked for once. */
export function findFont(): Promise<Font | null> {
  found ??= (async () => {
    const named = await askFontconfig()
    if (named) return named
    for (const font of USUAL) if (await readable(font.path)) return font
    return null
  })()
  return found
}
