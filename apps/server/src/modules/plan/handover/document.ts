import type { HandoverContent, HandoverView } from '@kepu/contract/plan-handover'
import type { FileChild } from 'docx'
import {
  bodyText,
  centredLine,
  emptyLine,
  numeral,
  type OfficialColumn,
  officialDocument,
  officialHeading,
  officialTable,
  officialTitle,
} from '../../../platform/official-document.ts'
import { dayWords, outcomeWords } from '../evaluation/sentences.ts'

const ROLES = { lead: '牵头', responsible: '责任', implementer: '实施' } as const
const ANNUAL_ROLES = { lead: '牵头', support: '配合' } as const
const MATTERS = { extension: '延期申请', supervision: '督办单', coordination: '协调函', wait: '等待他人' } as const

interface Chapter {
  readonly heading: string
  readonly none: string
  readonly columns: readonly OfficialColumn[]
  readonly rows: readonly (readonly string[])[]
}

/** The pack as one Word document: chapters with a table each; what there is none of says so. */
export async function handoverDocument({ content }: HandoverView): Promise<Uint8Array> {
  const title = `${content.unitName}\n科学素质工作交接单`
  const parts = chapters(content).flatMap((chapter, i) => [
    officialHeading(1, `${numeral(i)}、${chapter.heading}`),
    ...part(chapter),
  ])
  return officialDocument(title, [
    ...officialTitle(title),
    centredLine(`截至${dayWords(content.asOf)}`),
    emptyLine(),
    bodyText(
      '本单由系统根据方案、年度计划、台账和操作记录生成，不含个人姓名和私人电话。联系电话请交接双方当面核对填写。',
    ),
    ...parts,
    emptyLine(),
    bodyText('移交人（签字）：　　　　　　接收人（签字）：　　　　　　'),
    bodyText('监交人（签字）：'),
  ])
}

function part({ rows, columns, none }: Chapter): FileChild[] {
  return rows.length === 0 ? [bodyText(none)] : [officialTable(columns, rows), emptyLine()]
}

const center = { numbers: true } as const

function chapters(content: HandoverContent): Chapter[] {
  return [
    {
      heading: '未完成的年度任务',
      none: '没有未完成的年度任务。',
      columns: [
        { title: '年度任务', width: 40 },
        { title: '职责', width: 12, ...center },
        { title: '完成时限', width: 18, ...center },
        { title: '进度', width: 15, ...center },
        { title: '情况', width: 15, ...center },
      ],
      rows: content.tasks.map((task) => [
        `${task.year}年　${task.title}`,
        ANNUAL_ROLES[task.role],
        task.dueOn,
        task.quantity === null ? '—' : `${task.achieved ?? 0}/${task.quantity}${task.unit ?? ''}`,
        outcomeWords[task.outcome],
      ]),
    },
    {
      heading: '未完成的节点',
      none: '没有未完成的节点。',
      columns: [
        { title: '节点', width: 34 },
        { title: '所属任务', width: 34 },
        { title: '最后期限', width: 20, ...center },
        { title: '是否逾期', width: 12, ...center },
      ],
      rows: content.nodes.map(({ title, task, lastDay, dueOn, late }) => [
        title,
        task,
        lastDay ?? `${dueOn}（暂停计时）`,
        late ? '逾期' : '未到期',
      ]),
    },
    {
      heading: '正在办理的事项',
      none: '没有正在办理的延期申请、督办单、协调函或等待事项。',
      columns: [
        { title: '类别', width: 16, ...center },
        { title: '事项', width: 32 },
        { title: '内容', width: 34 },
        { title: '日期', width: 18, ...center },
      ],
      rows: content.matters.map(({ matter, title, what, day }) => [MATTERS[matter], title, what, day ?? '—']),
    },
    {
      heading: '方案规定的职责',
      none: '现行方案没有写明本单位的任务。',
      columns: [
        { title: '职责', width: 12, ...center },
        { title: '任务', width: 44 },
        { title: '措施', width: 44 },
      ],
      rows: content.duties.map(({ role, label, title, measure }) => [
        ROLES[role],
        `${label}　${title}`,
        measure ?? '—',
      ]),
    },
    {
      heading: '对口单位',
      none: '没有共同承担任务的单位。',
      columns: [
        { title: '单位', width: 26 },
        { title: '共同承担的任务', width: 50 },
        { title: '办公电话', width: 24, ...center },
      ],
      rows: content.counterparts.map(({ unitName, shared }) => [unitName, sharedWords(shared), '']),
    },
    {
      heading: '近一年的决定和办理记录',
      none: '近一年没有记录。',
      columns: [
        { title: '日期', width: 20, ...center },
        { title: '事项', width: 28 },
        { title: '对象', width: 40 },
        { title: '次数', width: 12, ...center },
      ],
      rows: content.decisions.map(({ day, what, title, times }) => [day, what, title ?? '—', `${times}`]),
    },
    {
      heading: '今后的重要日期',
      none: '没有已知的重要日期。',
      columns: [
        { title: '日期', width: 22, ...center },
        { title: '事项', width: 78 },
      ],
      rows: content.dates.map(({ day, what }) => [day, what]),
    },
  ]
}

const SHOWN = 3

function sharedWords(shared: readonly string[]): string {
  const first = shared.slice(0, SHOWN).join('；')
  return shared.length > SHOWN ? `${first}等${shared.length}项` : first
}
