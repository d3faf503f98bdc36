import type { PlanFileRefusal } from '@kepu/contract/plan-proposal'

const megabytes = (bytes: number) => `${Math.round(bytes / 1e5) / 10} MB`
const ACCEPTED = '可以导入 .docx、.txt、.md 和文字版 PDF。'
const SAVE_AS_DOCX = '请用 Word 或 WPS 打开后另存为 .docx 再试。'
const SHORTEN = '请只保留方案正文和任务分工表后再试。'

/** The refusal in Chinese, for people: what is wrong, where, and how to mend it. */
export function planFileMessage(refusal: PlanFileRefusal): string {
  switch (refusal.code) {
    case 'plan.file.notFound':
      return `找不到文件「${refusal.name}」。请检查路径和文件名。`
    case 'plan.file.empty':
      return '文件是空的，或没有任何文字。请确认选对了文件。'
    case 'plan.file.tooLarge':
      return `文件有 ${megabytes(refusal.size)}，超过 ${megabytes(refusal.limit)} 的上限。请删去图片。${SHORTEN}`
    case 'plan.file.tooLong':
      return `文件里的文字超过 ${refusal.limit / 10_000} 万字的上限。${SHORTEN}`
    case 'plan.file.tooSlow':
      return `${refusal.seconds} 秒内没能读完这个文件。${SAVE_AS_DOCX}`
    case 'plan.file.tooMuchMemory':
      return `读这个文件需要的内存超过上限，文件可能已损坏。${SAVE_AS_DOCX}`
    case 'plan.file.unknownType':
      return `不认识文件「${refusal.name}」的格式。${ACCEPTED}`
    case 'plan.file.oldWord':
      return `「${refusal.name}」是旧版 Word 或 WPS 文件，或设了密码。请去掉密码。${SAVE_AS_DOCX}`
    case 'plan.file.encoding':
      return `第 ${refusal.offset + 1} 个字节处的编码既不是 UTF-8 也不是 GB18030。请用记事本打开，另存为 UTF-8 后再试。`
    case 'plan.file.notText':
      return `第 ${refusal.offset + 1} 个字符处不是文字，这不是文本文件。${ACCEPTED}`
    default:
      return structureMessage(refusal)
  }
}

type Structural = Extract<
  PlanFileRefusal,
  { code: `plan.file.${'noChinese' | 'zipBomb' | 'xmlForbidden' | 'damaged' | 'scannedPdf' | 'protectedPdf'}` }
>

function structureMessage(refusal: Structural): string {
  switch (refusal.code) {
    case 'plan.file.noChinese':
      return '文件里没有中文正文。请确认选对了文件；如果是扫描件，请先做文字识别（OCR）。'
    case 'plan.file.zipBomb':
      return `文件内的「${refusal.entry}」解开后超过 ${megabytes(refusal.limit)} 的上限，已停止读取。${SAVE_AS_DOCX}`
    case 'plan.file.xmlForbidden':
      return `文件内的「${refusal.entry}」含有文档类型声明（DOCTYPE），正常的 Word 文件没有，为安全起见不予读取。${SAVE_AS_DOCX}`
    case 'plan.file.damaged':
      return `文件已损坏（${refusal.part}）。请重新下载，或者${SAVE_AS_DOCX.slice(1)}`
    case 'plan.file.scannedPdf':
      return `这份 PDF 共 ${refusal.pages} 页，没有文字层，应是扫描件。请先做文字识别（OCR），或找到 Word 原文再导入。`
    case 'plan.file.protectedPdf':
      return '这份 PDF 设了打开密码。请去掉密码后再试。'
  }
}
