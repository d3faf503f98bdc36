import { deflateRawSync } from 'node:zlib'
import { fc, test as propTest } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import { layouts } from './fixtures/layouts.ts'
import { Dice, inventPlan } from './fixtures/plan.ts'
import { type Part, zip } from './fixtures/zip.ts'
import { PlanFileError, parsePlanFile } from './index.ts'

const encode = (text: string) => new TextEncoder().encode(text)
const layout = layouts[0]
const sample = layout?.write(inventPlan(1, layout.wishes), new Dice(1)) ?? ''

/** A machine with other things to do may take longer than the limit: refused in words too. */
const SLOW = 'plan.file.tooSlow'

/** The code a file is refused with, or 'read' when it isn't. Anything but a PlanFileError fails the test. */
async function outcome(bytes: Uint8Array, name: string): Promise<string> {
  try {
    const { proposal, text } = await parsePlanFile(bytes, name)
    for (const { span } of [...proposal.tasks, ...proposal.unplaced, ...proposal.campaigns])
      expect(span[1]).toBeLessThanOrEqual(text.length)
    return 'read'
  } catch (error) {
    if (error instanceof PlanFileError) return error.refusal.code
    throw error
  }
}

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const documentXml = (body: string, before = '') =>
  `<?xml version="1.0" encoding="UTF-8"?>${before}<w:document ${W}><w:body>${body}</w:body></w:document>`
const paragraph = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`
const docx = (body: string, before = '', more: Part[] = []) =>
  zip([{ name: 'word/document.xml', data: encode(documentXml(body, before)) }, ...more])
const ten = paragraph('云溪县全民科学素质行动规划纲要实施方案')

describe('files that are no plan documents', () => {
  test('an empty file', async () => expect(await outcome(new Uint8Array(), 'a.txt')).toBe('plan.file.empty'))
  test('only blanks', async () => expect(await outcome(encode(' \n\t\n'), 'a.txt')).toBe('plan.file.empty'))
  test('English text', async () =>
    expect(await outcome(encode('Nothing here is a plan.'), 'a.txt')).toBe('plan.file.noChinese'))
  test('a picture', async () =>
    expect(await outcome(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 1), 'a.png')).toBe('plan.file.unknownType'))
  test('an old Word file', async () =>
    expect(await outcome(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1), 'a.doc')).toBe('plan.file.oldWord'))
  test('bytes that no encoding allows', async () => {
    expect(await outcome(Uint8Array.of(...encode('云溪县'), 0xff, 0xff, 0x81), 'a.txt')).toBe('plan.file.encoding')
  })
  test('control characters', async () =>
    expect(await outcome(encode('云溪县\u0001方案'), 'a.txt')).toBe('plan.file.notText'))
  test('100 MB of text', async () =>
    expect(await outcome(new Uint8Array(100_000_000).fill(0x41), 'a.txt')).toBe('plan.file.tooLarge'))
  test('too many characters', async () =>
    expect(await outcome(encode('科普'.repeat(1_100_000)), 'a.txt')).toBe('plan.file.tooLong'))
})

describe('encodings', () => {
  const gb = (text: string) =>
    Uint8Array.from([...text].flatMap((character) => gb18030.get(character) ?? [...encode(character)]))
  const gb18030 = new Map<string, number[]>()
  for (let high = 0x81; high <= 0xfe; high++) {
    for (let low = 0x40; low <= 0xfe; low++) {
      if (low === 0x7f) continue
      const character = new TextDecoder('gb18030').decode(Uint8Array.of(high, low))
      if (character.length === 1 && !gb18030.has(character)) gb18030.set(character, [high, low])
    }
  }
  const utf16 = (text: string, little: boolean) => {
    const bytes = new Uint8Array(2 + 2 * text.length)
    const view = new DataView(bytes.buffer)
    view.setUint16(0, 0xfeff, little)
    for (let i = 0; i < text.length; i++) view.setUint16(2 + 2 * i, text.charCodeAt(i), little)
    return bytes
  }

  test('UTF-8 with a mark, UTF-16 and GB18030 give the same proposal as UTF-8', async () => {
    const plain = await parsePlanFile(encode(sample), 'a.txt')
    for (const bytes of [encode(`\ufeff${sample}`), utf16(sample, true), utf16(sample, false), gb(sample)]) {
      expect(await parsePlanFile(bytes, 'a.txt')).toEqual(plain)
    }
  })
})

describe('hostile Word files', () => {
  test('a plain one is read', async () => expect(await outcome(docx(ten), 'a.docx')).toBe('read'))
  test('an entity that names a file', async () => {
    const doctype = '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    expect(await outcome(docx(`${ten}${paragraph('&x;')}`, doctype), 'a.docx')).toBe('plan.file.xmlForbidden')
  })
  test('a billion laughs', async () => {
    const laughs = Array.from({ length: 10 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('')
    const doctype = `<!DOCTYPE w:document [<!ENTITY l0 "ha">${laughs}]>`
    expect(await outcome(docx(paragraph('&l10;'), doctype), 'a.docx')).toBe('plan.file.xmlForbidden')
  })
  test('a declaration behind a long comment', async () => {
    const doctype = `<!--${'x'.repeat(100_000)}--><!DOCTYPE w:document [<!ENTITY a "b">]>`
    expect(await outcome(docx(ten, doctype), 'a.docx')).toBe('plan.file.xmlForbidden')
  })
  test('an unknown entity', async () =>
    expect(await outcome(docx(paragraph('&nope;')), 'a.docx')).toBe('plan.file.damaged'))
  test('a zip bomb of 1 GB, and one that lies about its size', async () => {
    const packed = deflateRawSync(Buffer.alloc(100_000_000, 0x20), { level: 9 })
    for (const claimed of [1_000_000_000, 10]) {
      const bomb = zip([{ name: 'word/document.xml', data: packed, packed: true, claimed }])
      expect(['plan.file.zipBomb', 'plan.file.damaged']).toContain(await outcome(bomb, 'a.docx'))
    }
    const honest = zip([{ name: 'word/document.xml', data: packed, packed: true, claimed: 100_000_000 }])
    expect(await outcome(honest, 'a.docx')).toBe('plan.file.zipBomb')
  })
  test('10,000 entries', async () => {
    const many = Array.from({ length: 10_000 }, (_, i): Part => ({ name: `x/${i}`, data: new Uint8Array() }))
    expect(await outcome(docx(ten, '', many), 'a.docx')).toBe('plan.file.damaged')
  })
  test('no document inside', async () => {
    expect(await outcome(zip([{ name: 'readme.txt', data: encode('云溪县') }]), 'a.docx')).toBe('plan.file.damaged')
  })
  test('elements nested 100,000 deep', async () => {
    expect(await outcome(docx(`${'<w:sdt>'.repeat(100_000)}${'</w:sdt>'.repeat(100_000)}`), 'a.docx')).toBe(
      'plan.file.damaged',
    )
  })
  test('tables nested too deep', async () => {
    const deep = 30
    const body = `${'<w:tbl><w:tr><w:tc>'.repeat(deep)}${ten}${'</w:tc></w:tr></w:tbl>'.repeat(deep)}`
    expect(await outcome(docx(body), 'a.docx')).toBe('plan.file.damaged')
  })
  test('a column span of four billion', async () => {
    const wide = `<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="4294967295"/></w:tcPr>${ten}</w:tc><w:tc>${ten}</w:tc></w:tr></w:tbl>`
    expect(await outcome(docx(wide), 'a.docx')).toBe('read')
  })
  test('cut off anywhere', { timeout: 120_000 }, async () => {
    const whole = docx(ten.repeat(200))
    const cuts = Array.from({ length: 12 }, (_, i) => Math.floor((whole.length * (i + 1)) / 14))
    const outcomes = await Promise.all(cuts.map((cut) => outcome(whole.subarray(0, cut), 'a.docx')))
    for (const one of outcomes) expect(['plan.file.damaged', SLOW]).toContain(one)
  })
})

describe('hostile text', { timeout: 120_000 }, () => {
  const units = [
    '、',
    '（',
    '）',
    '县',
    '牵头单位：',
    '（一）',
    '1.',
    '。1.',
    '\n1.',
    '由县科协牵头，',
    '责任单位：县\n',
    '\t',
    '\n\t',
    '|',
    '  县科协',
    '9',
    '9%',
    '9个',
    '“',
    '《',
    '2021年',
    '牵头',
    '县科协、',
    '（县科协）\n',
    '和',
    '及县科协',
    '第',
    '抄送：县，\n',
    '一、目标\n',
    '行动\n',
    '世界日',
    '\t任务\t牵头单位\n',
    '任务\n牵头单位\n',
  ]
  const repeated = (unit: string, length: number) =>
    encode(`云溪县全民科学素质行动方案${unit.repeat(Math.ceil(length / unit.length)).slice(0, length)}`)

  test.each(units)('100,000 characters of %j', async (unit) =>
    expect(['read', SLOW]).toContain(await outcome(repeated(unit, 100_000), 'a.txt')),
  )

  test.each(['、', '（', '\t', '牵头单位：', '由县科协牵头，'])('nearly a million characters of %j', async (unit) => {
    expect(['read', SLOW]).toContain(await outcome(repeated(unit, 950_000), 'a.txt'))
  })

  propTest.prop([fc.uint8Array({ maxLength: 400 }), fc.constantFrom('a.txt', 'a.md', 'a.docx', 'a.pdf', 'a')])(
    'garbage bytes',
    async (bytes, name) => {
      expect(typeof (await outcome(bytes, name))).toBe('string')
    },
  )

  propTest.prop(
    [
      fc.array(fc.tuple(fc.nat(), fc.constantFrom(...'、，。：（）()一1.\t\n县局牵头责任单位%2年“”《》|')), {
        minLength: 1,
        maxLength: 60,
      }),
    ],
    { numRuns: 60 },
  )('a plan with characters changed at random', async (changes) => {
    const characters = [...sample]
    for (const [at, character] of changes) characters[at % characters.length] = character
    expect(await outcome(encode(characters.join('')), 'a.txt')).toBe('read')
  })
})
