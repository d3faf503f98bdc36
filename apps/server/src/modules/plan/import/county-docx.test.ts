import { Document, Packer, Paragraph, Table, TableCell, TableRow, TextRun, VerticalMergeType } from 'docx'
import { expect, test } from 'vitest'
import { summary } from './fixtures/summary.ts'
import { parsePlanFile } from './index.ts'

const words = (text: string) => new Paragraph({ children: [new TextRun(text)] })
const cell = (text: string, options: { columnSpan?: number; verticalMerge?: 'restart' | 'continue' } = {}) =>
  new TableCell({ children: text.split('\n').map(words), ...options })
const row = (...cells: TableCell[]) => new TableRow({ children: cells })
const top = { verticalMerge: VerticalMergeType.RESTART }
const below = { verticalMerge: VerticalMergeType.CONTINUE }

async function summaryOf(children: (Paragraph | Table)[]): Promise<string[]> {
  const bytes = await Packer.toBuffer(new Document({ sections: [{ children }] }))
  const { proposal } = await parsePlanFile(new Uint8Array(bytes), 'plan.docx')
  return summary(proposal).trimEnd().split('\n')
}

test('a table of indicators, then tasks under a head of two rows, rows that name the kind, units merged over two tasks', async () => {
  const indicators = new Table({
    rows: [
      row(cell('类别'), cell('指标'), cell('2020年'), cell('2025年'), cell('属性')),
      row(cell('素质', top), cell('公民具备科学素质的比例（%）'), cell('8.1'), cell('14'), cell('预期性')),
      row(cell('', below), cell('青少年科技竞赛参与人数（万人次）'), cell('1.3'), cell('2.5'), cell('预期性')),
      row(cell('阵地'), cell('科普教育基地'), cell('9个'), cell('≥18个'), cell('约束性')),
    ],
  })
  const tasks = new Table({
    rows: [
      row(cell('序号', top), cell('重点任务', top), cell('责任分工', { columnSpan: 2 }), cell('完成时限', top)),
      row(cell('', below), cell('', below), cell('牵头单位'), cell('责任单位'), cell('', below)),
      row(cell('一、提升行动', { columnSpan: 5 })),
      row(
        cell('1'),
        cell('实施青少年科学素质\n提升行动'),
        cell('县教育局\n县科协'),
        cell('县委宣传部、\n县科技局、县文化\n和旅游局'),
        cell('2025年底'),
      ),
      row(
        cell('2'),
        cell('实施农民科学素质提升行动'),
        cell('县农业农村局', top),
        cell('县科协、县妇联'),
        cell('持续推进', top),
      ),
      row(cell('3'), cell('实施乡村工匠培育行动'), cell('', below), cell('县人社局 县总工会'), cell('', below)),
      row(cell('二、重点工程', { columnSpan: 5 })),
      row(cell('1'), cell('实施应急科普工程'), cell('县应急管理局'), cell('县科协；县气象局'), cell('2023年')),
    ],
  })

  const told = await summaryOf([
    words('霞浦湾县全民科学素质行动规划纲要实施方案（2021—2025年）'),
    words('一、工作目标'),
    indicators,
    words('二、任务分工'),
    tasks,
  ])

  expect(told).toEqual([
    '文 霞浦湾县全民科学素质行动规划纲要实施方案（2021—2025年） | 无 | 无 | 无 | 2021-2025',
    '标 公民具备科学素质的比例（%）| 2020 baseline = 8.1 | 2025 target = 14',
    '标 青少年科技竞赛参与人数（万人次）| 2020 baseline = 1.3 | 2025 target = 2.5',
    '标 科普教育基地（个）| 2020 baseline = 9 | 2025 target >= 18',
    '任 [提升行动] 1. 实施青少年科学素质提升行动 | 牵头 县教育局、县科协 | 责任 县委宣传部、县科技局、县文化和旅游局 | 时限 2025年底',
    '任 [提升行动] 2. 实施农民科学素质提升行动 | 牵头 县农业农村局 | 责任 县科协、县妇联 | 时限 持续推进',
    '任 [提升行动] 3. 实施乡村工匠培育行动 | 牵头 县农业农村局 | 责任 县人社局、县总工会 | 时限 持续推进',
    '任 [重点工程] 1. 实施应急科普工程 | 牵头 县应急管理局 | 责任 县科协、县气象局 | 时限 2023年',
  ])
})

test('two lists, units before tasks, a leading person in each row: persons are no units', async () => {
  const tasks = new Table({
    rows: [
      row(cell('牵头单位'), cell('任务'), cell('具体举措'), cell('责任单位'), cell('责任领导')),
      row(cell('县科协', top), cell('提升科普服务', top), cell('1.开展流动科普30场'), cell('县教育局'), cell('钱某某')),
      row(cell('', below), cell('', below), cell('2.建成科普小屋15个'), cell('县住建局、县民政局'), cell('钱某某')),
    ],
  })
  const support = new Table({
    rows: [
      row(cell('序号'), cell('工作事项'), cell('责任单位')),
      row(cell('1'), cell('开展监测评估'), cell('县科协、县统计局')),
    ],
  })

  const told = await summaryOf([
    words('凤台岭县全民科学素质行动重点任务清单'),
    tasks,
    words('凤台岭县全民科学素质保障任务清单'),
    support,
  ])

  expect(told).toEqual([
    '文 凤台岭县全民科学素质行动重点任务清单 | 无 | 无 | 无 | 无',
    '任 [无] 1. 提升科普服务',
    '  举 1. 开展流动科普30场 | 牵头 县科协 | 责任 县教育局 | 多少 30场',
    '  举 2. 建成科普小屋15个 | 牵头 县科协 | 责任 县住建局、县民政局 | 多少 15个',
    '任 [无] 2. 开展监测评估 | 责任 县科协、县统计局',
  ])
})
