import type { CertificateRefusal, CertificateView } from '@kepu/contract/people-certificate'
import PDFDocument from 'pdfkit'
import { dayInShanghai } from '../../../platform/clock.ts'
import { Refused } from '../../../platform/problem.ts'
import { findFont } from './font.ts'

const MARGIN = 56
const WIDTH = 595.28 - 2 * MARGIN
const BOTTOM = 841.89 - MARGIN
const PROOF = { seen: '系统可见', confirmed: '对象确认', claimed: '申报' } as const

const TITLE = { service: '科技志愿服务证明', dossier: '科普实绩档案' } as const

function lead(view: CertificateView): string {
  const number = view.volunteerNumber === null ? '' : `（志愿者编号 ${view.volunteerNumber}）`
  const period = `${view.from} 至 ${view.to}`
  if (view.kind === 'service')
    return `${view.personName}${number}于 ${period} 参加科技志愿服务 ${view.services} 次，服务时长 ${view.hours} 小时（不含路途），特此证明。`
  const points = view.dossier?.points ?? 0
  return `${view.personName}${number}于 ${period} 开展科普服务 ${view.services} 次、${view.hours} 小时。按“${view.dossier?.pack.title ?? ''}”计 ${points} 分。`
}

/**
 * The certificate on A4, with a subset of the machine's Chinese font embedded. The same certificate always gives the same
 * bytes on one machine: its times are those of the certificate.
 *
 * @throws Refused people.font.none
 */
export async function certificatePdf(view: CertificateView): Promise<Uint8Array> {
  const font = await findFont()
  if (font === null) {
    const reason: CertificateRefusal = { code: 'people.font.none' }
    throw new Refused(reason)
  }
  const issued = new Date(view.issuedAt)
  const document = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    info: { Title: `${TITLE[view.kind]} ${view.code}`, Producer: 'Kepu', Creator: 'Kepu', CreationDate: issued },
  })
  const chunks: Buffer[] = []
  document.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = new Promise<void>((resolve) => document.on('end', resolve))
  document.registerFont('zh', font.path, font.face ?? undefined)
  draw(document.font('zh'), view)
  document.end()
  await ended
  return new Uint8Array(Buffer.concat(chunks))
}

function draw(document: PDFKit.PDFDocument, view: CertificateView): void {
  document.fontSize(24).text(TITLE[view.kind], { align: 'center' })
  document.moveDown(0.3).fontSize(10).fillColor('#555').text(`编号 ${view.code}`, { align: 'center' }).fillColor('#000')
  document.moveDown(1.2).fontSize(12).text(lead(view), { lineGap: 6 })
  if (view.dossier?.pack.invented)
    document.moveDown(0.3).fontSize(9).fillColor('#a00').text(view.dossier.pack.source).fillColor('#000')
  if (view.dossier) counted(document, view.dossier)
  table(document, view)
  foot(document, view)
}

function counted(document: PDFKit.PDFDocument, dossier: NonNullable<CertificateView['dossier']>): void {
  document.moveDown(0.6).fontSize(10)
  for (const { title, entries, points, cut } of dossier.counted)
    document.text(`${title}：${entries} 条，计 ${points} 分${cut > 0 ? `（超出年度上限 ${cut} 分不计）` : ''}`, {
      lineGap: 2,
    })
}

const COLUMNS = [
  { at: 0, width: 64 },
  { at: 68, width: 178 },
  { at: 250, width: 110 },
  { at: 364, width: 44 },
  { at: 412, width: WIDTH - 412 },
] as const

function table(document: PDFKit.PDFDocument, view: CertificateView): void {
  document.moveDown(0.8)
  row(document, ['日期', '服务', '地点', '小时', '证明'], '#555')
  for (const { day, title, place, hours, proof } of view.entries)
    row(document, [day, title, place, `${hours}`, PROOF[proof]], '#000')
}

function row(document: PDFKit.PDFDocument, cells: readonly string[], colour: string): void {
  document.fontSize(9).fillColor(colour)
  const height = Math.max(...cells.map((cell, i) => document.heightOfString(cell, { width: COLUMNS[i]?.width ?? 0 })))
  if (document.y + height > BOTTOM) document.addPage()
  const top = document.y
  cells.forEach((cell, i) => {
    const { at, width } = COLUMNS[i] ?? COLUMNS[0]
    document.text(cell, MARGIN + at, top, { width })
  })
  document.x = MARGIN
  document.y = top + height + 4
  document.fillColor('#000')
}

const QR_SIDE = 130

function foot(document: PDFKit.PDFDocument, view: CertificateView): void {
  if (document.y + QR_SIDE + 60 > BOTTOM) document.addPage()
  const top = document.y + 24
  document
    .save()
    .translate(MARGIN, top)
    .scale(QR_SIDE / view.qr.size)
    .path(view.qr.path)
    .fill('#000')
    .restore()
  const text = [
    `${view.countyName} ${view.unitName}`,
    dayInShanghai(new Date(view.issuedAt)),
    '扫描左侧二维码可在线核验；没有网络时，可用预先保存的公钥核验签名。',
  ]
  document.fontSize(11)
  document.text(text[0] ?? '', MARGIN + QR_SIDE + 24, top + 20, { width: WIDTH - QR_SIDE - 24 })
  document.text(text[1] ?? '', { width: WIDTH - QR_SIDE - 24 })
  document.moveDown(0.6).fontSize(8).fillColor('#555')
  document.text(text[2] ?? '', { width: WIDTH - QR_SIDE - 24 }).fillColor('#000')
}
