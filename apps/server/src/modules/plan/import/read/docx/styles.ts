import { readXml } from './xml.ts'

export interface ParagraphStyle {
  name: string
  basedOn: string | null
  numId: string | null
  ilvl: number | null
  outlineLevel: number | null
}

/** The paragraph styles of word/styles.xml by id. */
export function readStyles(part: Uint8Array, entry: string): Map<string, ParagraphStyle> {
  const styles = new Map<string, ParagraphStyle>()
  let style: ParagraphStyle | null = null
  readXml(part, entry, {
    open({ name, attribute }) {
      const value = attribute('val') ?? ''
      if (name === 'style') {
        style = { name: '', basedOn: null, numId: null, ilvl: null, outlineLevel: null }
        styles.set(attribute('styleId') ?? '', style)
      } else if (!style) return
      else if (name === 'name') style.name = value
      else if (name === 'basedOn') style.basedOn = value
      else if (name === 'numId') style.numId = value
      else if (name === 'ilvl') style.ilvl = Number(value)
      else if (name === 'outlineLvl') style.outlineLevel = Number(value)
    },
    close(name) {
      if (name === 'style') style = null
    },
    text: () => undefined,
  })
  return styles
}

/** First value along the chain of styles that a style is based on. */
export function inherited<T>(
  styles: ReadonlyMap<string, ParagraphStyle>,
  id: string | null,
  pick: (style: ParagraphStyle) => T | null,
): T | null {
  let at = id
  for (let turn = 0; at !== null && turn < 20; turn++) {
    const style = styles.get(at)
    if (!style) return null
    const value = pick(style)
    if (value !== null) return value
    at = style.basedOn
  }
  return null
}

/** Heading level (1 is the highest) of a style: its outline level, or its name (heading 2, 标题 2). */
export function headingLevel(style: ParagraphStyle): number | null {
  if (style.outlineLevel !== null) return style.outlineLevel < 9 ? style.outlineLevel + 1 : null
  const named = /^(?:heading|标题)\s*(\d)$/i.exec(style.name)
  return named ? Number(named[1]) : null
}
