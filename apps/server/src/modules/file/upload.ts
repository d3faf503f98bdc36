import type { FileRefusal } from '@kepu/contract/file'
import { readLimited } from '../../platform/http.ts'
import { Refused, refuse } from '../../platform/problem.ts'

export interface Upload {
  readonly name: string
  readonly bytes: Uint8Array
  readonly fields: Readonly<Record<string, string>>
}

/**
 * Reads one uploaded file (form field `file`) with its text fields. The name's ending has to be among the allowed; what
 * the file really is, its reader finds out.
 *
 * @throws Refused file.empty · file.tooLarge · file.type.notAllowed · platform.invalid
 */
export async function readUpload(request: Request, allowed: readonly string[], limit: number): Promise<Upload> {
  const ENVELOPE = 64_000
  const body = await readLimited(request, limit + ENVELOPE)
  const form = await parseForm(body, request.headers.get('content-type') ?? '')
  const file = form.get('file')
  if (!(file instanceof File)) refuse({ code: 'platform.invalid', issues: [{ path: 'file', message: '请选择文件' }] })

  const reason = whyNotFile(file.name, file.size, allowed, limit)
  if (reason) throw new Refused(reason)
  const fields: Record<string, string> = {}
  for (const [name, value] of form) if (typeof value === 'string') fields[name] = value
  return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()), fields }
}

async function parseForm(body: Uint8Array, contentType: string): Promise<FormData> {
  try {
    return await new Response(Buffer.from(body), { headers: { 'content-type': contentType } }).formData()
  } catch {
    refuse({
      code: 'platform.invalid',
      issues: [{ path: 'file', message: '上传内容不完整或格式不对，请重新选择文件' }],
    })
  }
}

/** Why a file can't be taken, by its name and size, or null. */
export function whyNotFile(name: string, size: number, allowed: readonly string[], limit: number): FileRefusal | null {
  if (size === 0) return { code: 'file.empty', name }
  if (size > limit) return { code: 'file.tooLarge', size, limit }
  const ending = name.toLowerCase().split('.').at(-1) ?? ''
  return allowed.includes(ending) ? null : { code: 'file.type.notAllowed', name, allowed }
}
