import { planDocument } from '../seed/plan/document.ts'
import { zhongxianPlan } from '../seed/plan/zhongxian.ts'
import { layouts } from '../src/modules/plan/import/fixtures/layouts.ts'
import { pdf, typeset } from '../src/modules/plan/import/fixtures/pdf.ts'
import { Dice, inventPlan } from '../src/modules/plan/import/fixtures/plan.ts'
import { parsePlanFile } from '../src/modules/plan/import/index.ts'
import { report } from './report.ts'
import { ms, table, time } from './timing.ts'

/** Reading a plan document: the demonstration's Word document, and invented plans in every layout of the importer's tests. */
export async function benchParse(): Promise<void> {
  const word = await planDocument(zhongxianPlan)
  const texts = layouts.map(({ write, wishes }, i) => write(inventPlan(i + 1, wishes), new Dice(i + 1)))
  const longest = texts.reduce((a, b) => (b.length > a.length ? b : a))
  const cases: [string, Uint8Array, string][] = [
    ['demonstration plan, Word', word, 'plan.docx'],
    ['invented plan, text', new TextEncoder().encode(longest), 'plan.txt'],
    ['the same, PDF', pdf(typeset(longest)), 'plan.pdf'],
    ['the same a hundred times over, text', new TextEncoder().encode(longest.repeat(100)), 'long.txt'],
  ]
  const rows: string[][] = []
  for (const [name, bytes, file] of cases) {
    const timing = await time(name.includes('hundred') ? 3 : 20, () => parsePlanFile(bytes, file), 2)
    rows.push([name, `${Math.round(bytes.byteLength / 1024)} KB`, ms(timing.p50), ms(timing.p95)])
  }
  await report('parse', 'Reading a plan document', table(['document', 'size', 'p50', 'p95'], rows))
}
