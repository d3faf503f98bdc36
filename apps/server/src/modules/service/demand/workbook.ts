import type { DemandCount, DemandView } from '@kepu/contract/service-demand'
import ExcelJS from 'exceljs'
import { topicNames } from './topic-names-data.ts'

const COLUMNS = ['点单数', '点单人（户）数', '已服务', '办理中', '未受理', '已撤回'] as const
const cells = ({ asked, askers, served, waiting, refused, withdrawn }: DemandCount) => [
  asked,
  askers,
  served,
  waiting,
  refused,
  withdrawn,
]
const AUDIENCES = {
  youth: '青少年',
  farmers: '农民',
  workers: '产业工人',
  elderly: '老年人',
  officials: '领导干部和公务员',
  public: '社会公众',
}
const SEASONS = { spring: '春季', summer: '夏季', autumn: '秋季', winter: '冬季' }

/** The same figures as on the screen, a sheet for each way of looking at them. */
export async function demandWorkbook(view: DemandView): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  const sheet = (
    name: string,
    heading: string,
    rows: readonly (readonly (string | number)[])[],
    more: readonly string[] = [],
  ) => {
    const page = book.addWorksheet(name)
    page.addRow([heading, ...COLUMNS, ...more])
    page.getRow(1).font = { bold: true }
    for (const row of rows) page.addRow([...row])
    page.getColumn(1).width = 24
    page.views = [{ state: 'frozen', ySplit: 1 }]
  }
  sheet(
    '按主题',
    '主题',
    [
      ...view.byTopic.map((one) => [
        one.topic ? topicNames[one.topic] : '未归类',
        ...cells(one),
        one.offered ? '有' : '无人提供',
        one.teams,
      ]),
      ['合计', ...cells(view.whole)],
    ],
    ['服务清单', '服务队数'],
  )
  sheet(
    '按乡镇',
    '乡镇（街道）',
    view.byTownship.map((one) => [one.regionName, ...cells(one)]),
  )
  sheet(
    '按人群',
    '人群',
    view.byAudience.map((one) => [one.audience ? AUDIENCES[one.audience] : '未注明', ...cells(one)]),
  )
  sheet(
    '按季节',
    `季节（${view.from} 至 ${view.to}）`,
    view.bySeason.map((one) => [SEASONS[one.season], ...cells(one)]),
  )
  return new Uint8Array(await book.xlsx.writeBuffer())
}
