import { expect } from 'vitest'
import { attributesOf, paragraphsOf, wordPart, wordParts } from '../support/word.ts'
import { test, type World } from '../support/world.ts'
import { issuedYear, planInForce } from '../support/years.ts'

/** Twentieths of a point in millimetres. */
const millimetres = (twips: string | undefined) => Math.round((Number(twips) * 25.4) / 1440)

let made: Promise<Uint8Array> | null = null

/** The report of a county with one of everything. */
function report(world: World): Promise<Uint8Array> {
  made ??= furnish(world)
  return made
}

async function furnish(world: World): Promise<Uint8Array> {
  const bao = await world.signIn('bao')
  const plan = await planInForce(world)
  await issuedYear(world, 2024, [{ leads: ['县教委'] }])
  await bao.post('/ledger/deliveries', {
    occurredOn: '2023-05-05',
    title: '春季讲座',
    kind: 'lecture',
    unitId: await world.unitId('县教委'),
    regionCode: '999901101',
    taskId: plan.tasks[0]?.id,
    reach: [{ audience: 'youth', personTimes: 40, persons: null }],
  })
  await bao.post('/measured-values', {
    indicatorId: plan.indicators[0]?.id,
    year: 2023,
    value: 13.5,
    interval: { low: 12.4, high: 14.6 },
    method: '抽样调查',
    source: '虚构的报告',
    scoringRule: 'crisp',
  })
  const chapter = (section: string, text: string, keepAssembled: boolean) =>
    bao.send('PUT', '/evaluation/sections/'.concat(section), {
      planId: plan.header.id,
      version: 0,
      text,
      keepAssembled,
    })
  await chapter('next', '一是补齐短板。\n二是加强测评。', true)
  await chapter('shortcomings', '不足之处由县科协另行说明。', false)
  return (await bao.get('/evaluation.docx')).bytes
}

test('the report is an official document: page, grid, faces, headings, tables, charts', async ({ world }) => {
  const document = await report(world)
  const xml = await wordPart(document, 'document.xml')

  const margin = attributesOf(xml, 'pgMar')
  expect([margin['top'], margin['bottom'], margin['left'], margin['right']].map(millimetres)).toEqual([37, 35, 28, 26])
  const page = attributesOf(xml, 'pgSz')
  expect([page['w'], page['h']].map(millimetres)).toEqual([210, 297])
  const grid = attributesOf(xml, 'docGrid')
  expect(grid['type']).toBe('linesAndChars')
  const height = Number(page['h']) - Number(margin['top']) - Number(margin['bottom'])
  const width = Number(page['w']) - Number(margin['left']) - Number(margin['right'])
  expect(Math.round((height / Number(grid['linePitch'])) * 10) / 10).toBe(22)
  // 三号 is 16 points; the grid narrows it so that 28 go into a line.
  expect(Math.floor((width / 20 / (16 + Number(grid['charSpace']) / 4096)) * 10) / 10).toBe(28)

  const styles = await wordPart(document, 'styles.xml')
  expect(styles).toMatch(/docDefaults>.*?eastAsia="仿宋_GB2312".*?<w:sz w:val="32"\/>/s)
  for (const [style, face, level] of [
    ['Official1', '黑体', 0],
    ['Official2', '楷体_GB2312', 1],
    ['Official3', '仿宋_GB2312', 2],
  ] as const) {
    const said = new RegExp(`<w:style[^>]*w:styleId="${style}".*?</w:style>`, 's').exec(styles)?.[0] ?? ''
    expect(said, style).toContain(`w:eastAsia="${face}"`)
    expect(said, style).toContain(`<w:outlineLvl w:val="${level}"/>`)
  }
  expect(await wordPart(document, 'fontTable.xml')).toMatch(/w:name="方正小标宋简体"><w:altName w:val="方正小标宋_GBK/)

  const paragraphs = paragraphsOf(xml)
  const of = (style: string) => paragraphs.filter(([name]) => name === style).map(([, text]) => text)
  expect(of('Official1')).toEqual([
    '一、工作概况',
    '二、指标完成情况',
    '三、重点任务完成情况',
    '四、各类人群工作情况',
    '五、各乡镇（街道）工作情况',
    '六、存在的不足',
    '七、下一步打算',
  ])
  expect(of('Official2')[0]).toMatch(/^（一）/)
  expect(of('Official3')[0]).toMatch(/^1\./)
  expect(xml).toMatch(/方正小标宋简体.*?<w:sz w:val="44"\/>.*?青屏县全民科学素质行动规划纲要/s)
  expect(xml).toContain('〔2024〕')
  expect([...xml.matchAll(/<w:tblHeader\/>/g)]).toHaveLength(4)
  const charts = (await wordParts(document)).filter((part) => /charts\/chart\d+\.xml$/.test(part))
  expect(charts).toHaveLength(2)
  expect(await wordPart(document, 'charts/chart2.xml')).toContain('<c:errBars>')
})

test('page numbers stand between dashes at the outer corners', async ({ world }) => {
  const document = await report(world)
  expect(await wordPart(document, 'settings.xml')).toContain('<w:evenAndOddHeaders')
  const footers = await Promise.all(['footer1.xml', 'footer2.xml'].map((part) => wordPart(document, part)))
  for (const footer of footers) {
    expect(footer).toMatch(/— .*PAGE.* —/s)
    expect(footer).toContain('<w:sz w:val="28"/>')
  }
  expect(footers.map((footer) => /<w:jc w:val="(\w+)"/.exec(footer)?.[1]).sort()).toEqual(['left', 'right'])
})

test('own paragraphs stand after the assembled sentences, or instead of them', async ({ world }) => {
  const texts = paragraphsOf(await wordPart(await report(world), 'document.xml')).map(([, text]) => text)
  const chapter = (from: string, to: string | undefined) =>
    texts.slice(texts.indexOf(from) + 1, to === undefined ? undefined : texts.indexOf(to))
  expect(chapter('六、存在的不足', '七、下一步打算')).toEqual(['不足之处由县科协另行说明。'])
  expect(chapter('七、下一步打算', undefined).slice(0, 2)).toEqual(['一是补齐短板。', '二是加强测评。'])
  expect(texts.join('')).toContain('95%区间整体不低于目标值12%，判定为达到目标')
})
