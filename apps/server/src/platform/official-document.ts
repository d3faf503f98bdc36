import {
  AlignmentType,
  Document,
  DocumentGridType,
  type FileChild,
  Footer,
  HeightRule,
  type IFontAttributesProperties,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx'
import JSZip from 'jszip'

/**
 * Official documents as GB/T 9704—2012 lays them out: A4; margins 37 mm above, 28 mm left; a text block of 156 × 225 mm with 22
 * lines of 28 characters of 三号 type; the title in 小标宋, text in 仿宋, headings 一、黑体 （一）楷体 1. and （1）仿宋; page numbers at
 * the outer corners. Everything stays ordinary Word: paragraphs, tables and charts that the office goes on editing.
 */

/** Twentieths of a point in a millimetre. */
const MM = 1440 / 25.4
const twips = (millimetres: number) => Math.round(millimetres * MM)

const TEXT_BLOCK = { width: 156, height: 225, lines: 22, characters: 28 }
/** 三号: sixteen points, here in half points. */
const BODY_SIZE = 32
const LINE_PITCH = Math.round(twips(TEXT_BLOCK.height) / TEXT_BLOCK.lines)
/**
 * How much wider than its type a character stands, in 4096ths of a point: a little less than nothing, or 28 would not go into
 * a line. Word and WPS set it so; LibreOffice 7 makes wide gaps of it.
 */
const CHARACTER_SPACE = Math.round(((TEXT_BLOCK.width * MM) / 20 / TEXT_BLOCK.characters - BODY_SIZE / 2) * 4096)

const LATIN = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', cs: 'Times New Roman' }
const face = (eastAsia: string): IFontAttributesProperties => ({ ...LATIN, eastAsia })
const TITLE = face('方正小标宋简体')
const BODY = face('仿宋_GB2312')
const HEAVY = face('黑体')
const SOFT = face('楷体_GB2312')
const PAGE = { ascii: '宋体', hAnsi: '宋体', eastAsia: '宋体' }

/** What Word takes where a face is not on the machine, best first. */
const INSTEAD: Readonly<Record<string, string>> = {
  方正小标宋简体: '方正小标宋_GBK,小标宋,华文中宋,宋体,SimSun,Noto Serif CJK SC',
  仿宋_GB2312: '仿宋,FangSong,华文仿宋,宋体,SimSun,Noto Serif CJK SC',
  楷体_GB2312: '楷体,KaiTi,华文楷体,宋体,SimSun,Noto Serif CJK SC',
  黑体: 'SimHei,微软雅黑,Noto Sans CJK SC',
  宋体: 'SimSun,华文宋体,Noto Serif CJK SC',
}

/** Two characters, in hundredths of one; and in twips for programs that don't know characters. */
const TWO_CHARACTERS = { firstLineChars: 200, firstLine: BODY_SIZE * 20 }

const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二', '十三', '十四', '十五']

/** 1 → 一、 */
export function numeral(index: number): string {
  return NUMERALS[index] ?? String(index + 1)
}

/** The title, 二号 小标宋, centred; each line of the text is a line of the title. */
export function officialTitle(text: string): Paragraph[] {
  return text.split('\n').map(
    (line) =>
      new Paragraph({
        alignment: AlignmentType.CENTER,
        spacing: { line: LINE_PITCH * 1.2, lineRule: 'exact' },
        keepNext: true,
        children: [new TextRun({ text: line, size: 44, font: TITLE })],
      }),
  )
}

/** 发文字号 with its 六角括号, or another line under the title. */
export function centredLine(text: string): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ text, font: SOFT, size: BODY_SIZE })],
  })
}

export function emptyLine(): Paragraph {
  return new Paragraph({ children: [] })
}

/** The four levels of headings; the first two stand alone, all can be found in Word's navigation. */
export function officialHeading(level: 1 | 2 | 3, text: string): Paragraph {
  return new Paragraph({ style: `Official${level}`, keepNext: true, children: [new TextRun(text)] })
}

export function bodyText(text: string): Paragraph {
  return new Paragraph({ style: 'OfficialBody', children: [new TextRun(text)] })
}

/** A line over a table or under a chart. */
export function caption(text: string): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    keepNext: true,
    children: [new TextRun({ text, font: HEAVY, size: 24 })],
  })
}

/** A chart in a paragraph of its own: the grid's exact lines would cut it. */
export function chartParagraph(chart: ParagraphChild): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { line: 240, lineRule: 'auto', before: 120, after: 120 },
    children: [chart],
  })
}

/** 承办单位 and day, at the right; two and four characters from the edge. */
export function signature(body: string, day: string): Paragraph[] {
  const line = (text: string, right: number) =>
    new Paragraph({
      alignment: AlignmentType.RIGHT,
      indent: { right },
      keepLines: true,
      children: [new TextRun({ text, font: BODY, size: BODY_SIZE })],
    })
  return [line(body, 640), line(day, 1280)]
}

export interface OfficialColumn {
  readonly title: string
  /** Part of the width, in percent. */
  readonly width: number
  readonly numbers?: boolean
}

/** A table whose heading stands again on every page. */
export function officialTable(columns: readonly OfficialColumn[], rows: readonly (readonly string[])[]): Table {
  const cell = (text: string, { width, numbers = false }: OfficialColumn, head: boolean) =>
    new TableCell({
      width: { size: width, type: WidthType.PERCENTAGE },
      verticalAlign: VerticalAlign.CENTER,
      margins: { left: 60, right: 60, top: 20, bottom: 20 },
      children: [
        new Paragraph({
          alignment: head || numbers ? AlignmentType.CENTER : AlignmentType.LEFT,
          spacing: { line: 320, lineRule: 'exact' },
          children: [new TextRun({ text, size: 21, font: head ? HEAVY : BODY, snapToGrid: false })],
        }),
      ],
    })
  const row = (cells: readonly string[], head: boolean) =>
    new TableRow({
      tableHeader: head,
      cantSplit: true,
      height: { value: 400, rule: HeightRule.ATLEAST },
      children: columns.map((column, i) => cell(cells[i] ?? '', column, head)),
    })
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [
      row(
        columns.map(({ title }) => title),
        true,
      ),
      ...rows.map((cells) => row(cells, false)),
    ],
  })
}

/** — 1 — in 四号 宋体, at the right on odd pages, at the left on even ones, one character in. */
function pageNumber(side: 'left' | 'right'): Footer {
  return new Footer({
    children: [
      new Paragraph({
        alignment: side === 'left' ? AlignmentType.LEFT : AlignmentType.RIGHT,
        indent: side === 'left' ? { left: 280 } : { right: 280 },
        children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], font: PAGE, size: 28 })],
      }),
    ],
  })
}

function headingStyle(level: number, font: IFontAttributesProperties) {
  return {
    id: `Official${level}`,
    name: `公文标题 ${level}`,
    basedOn: 'Normal',
    next: 'OfficialBody',
    quickFormat: true,
    run: { font, size: BODY_SIZE, color: '000000' },
    paragraph: { indent: TWO_CHARACTERS, outlineLevel: level - 1 },
  }
}

export async function officialDocument(title: string, children: readonly FileChild[]): Promise<Uint8Array> {
  const document = new Document({
    title: title.replaceAll('\n', ''),
    creator: 'Kepu',
    evenAndOddHeaderAndFooters: true,
    styles: {
      default: { document: { run: { font: BODY, size: BODY_SIZE, language: { eastAsia: 'zh-CN' } } } },
      paragraphStyles: [
        {
          id: 'OfficialBody',
          name: '公文正文',
          basedOn: 'Normal',
          quickFormat: true,
          run: { font: BODY, size: BODY_SIZE },
          paragraph: { indent: TWO_CHARACTERS, alignment: AlignmentType.BOTH },
        },
        headingStyle(1, HEAVY),
        headingStyle(2, SOFT),
        headingStyle(3, BODY),
      ],
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: twips(210), height: twips(297) },
            margin: {
              top: twips(37),
              bottom: twips(35),
              left: twips(28),
              right: twips(26),
              header: twips(15),
              footer: twips(23),
            },
          },
          grid: {
            type: DocumentGridType.LINES_AND_CHARS,
            linePitch: LINE_PITCH,
            charSpace: CHARACTER_SPACE,
          },
        },
        footers: { default: pageNumber('right'), even: pageNumber('left') },
        children: [...children],
      },
    ],
  })
  return withFontsInstead(await Packer.toBuffer(document))
}

/** Says in the font table what stands in for each face: the library can only embed fonts. */
async function withFontsInstead(bytes: Uint8Array): Promise<Uint8Array> {
  const zip = await JSZip.loadAsync(bytes)
  const fonts = Object.entries(INSTEAD).map(
    ([name, other]) => `<w:font w:name="${name}"><w:altName w:val="${other}"/><w:charset w:val="86"/></w:font>`,
  )
  const table = await zip.file('word/fontTable.xml')?.async('string')
  if (table === undefined) throw new Error('the document has no font table')
  const open = table.endsWith('/>') ? table.replace(/\/>$/, '></w:fonts>') : table
  zip.file('word/fontTable.xml', open.replace('</w:fonts>', `${fonts.join('')}</w:fonts>`))
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' })
}
