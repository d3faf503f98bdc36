import type { AnnualTaskView, YearPlanView } from '@kepu/contract/plan-year'
import ExcelJS from 'exceljs'
import { audienceWords, kindWords } from '../../../ledger/index.ts'
import { type Column, columns, countWords, NODE_SEPARATOR, SEPARATOR, scopeWords } from './columns.ts'

const WIDTHS: Readonly<Record<Column, number>> = {
  purpose: 30,
  title: 30,
  deliverable: 18,
  quantity: 10,
  unit: 10,
  scope: 10,
  counts: 10,
  kinds: 14,
  audiences: 14,
  leads: 24,
  supports: 40,
  startsOn: 13,
  dueOn: 13,
  nodes: 44,
}
/** What stands behind the columns that are read again: what the ledger says. */
const STANDING = ['已完成', '节点完成']

/** The year's tasks as a workbook that can be read again for another year. Text cells are typed as text, so no formula can run. */
export async function yearWorkbook({ header, tasks }: YearPlanView): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet(`${header.year}年度任务`, {
    views: [{ state: 'frozen', xSplit: 2, ySplit: 1 }],
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  })
  sheet.addRow([...Object.values(columns).map((names) => names[0]), ...(header.status === 'draft' ? [] : STANDING)])
  sheet.getRow(1).font = { bold: true }
  for (const task of tasks.filter(({ status }) => status === 'active')) {
    const row = sheet.addRow([...cellsOf(task), ...(header.status === 'draft' ? [] : standingOf(task))])
    row.alignment = { vertical: 'top', wrapText: true }
  }
  Object.values(WIDTHS).forEach((width, i) => {
    sheet.getColumn(i + 1).width = width
  })
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

function cellsOf(task: AnnualTaskView): (string | number | null)[] {
  const { target } = task
  const names = (role: 'lead' | 'support') =>
    task.duties
      .filter((duty) => duty.role === role)
      .map(({ unitName }) => unitName)
      .join(SEPARATOR)
  return [
    task.measureTitle ?? task.taskTitle,
    task.title,
    task.deliverable ?? '',
    target?.quantity ?? null,
    target?.unit ?? '',
    target ? scopeWords[target.scope] : '',
    target ? countWords[target.rule.counts] : '',
    (target?.rule.kinds ?? []).map((kind) => kindWords[kind][0] ?? '').join(SEPARATOR),
    (target?.rule.audiences ?? []).map((audience) => audienceWords[audience]).join(SEPARATOR),
    names('lead'),
    names('support'),
    task.startsOn,
    task.dueOn,
    task.nodes
      .map(({ title, dueOn, quantity }) => [title, dueOn, quantity ?? ''].join(' ').trim())
      .join(NODE_SEPARATOR),
  ]
}

function standingOf({ target, progress, nodeStates }: AnnualTaskView): string[] {
  const done = nodeStates.filter(({ doneOn }) => doneOn !== null).length
  const reached = progress.filter(({ reachedOn }) => reachedOn !== null).length
  const sum = progress.reduce((total, { achieved }) => total + achieved, 0)
  const achieved =
    target === null ? '' : target.scope === 'each' ? `${reached}/${progress.length} 个单位` : `${sum} ${target.unit}`
  return [achieved, nodeStates.length === 0 ? '' : `${done}/${nodeStates.length}`]
}
