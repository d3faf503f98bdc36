import { SendCode, SentCode } from '@kepu/contract/service'
import { command, type Work } from '../../../platform/command.ts'
import { makeCode, phonePrint } from '../numbers.ts'
import { stop } from '../order-rows.ts'
import { masked } from '../rules/phone.ts'

/** The job that hands a text to the channel, after commit. */
export const TEXT_JOB = 'service.sendText'

const GOOD_FOR_MS = 15 * 60_000

const codeOf = (phone: string, code: string) => `code ${phone} ${code}`

/**
 * 验证码: a one-time code to a telephone. A demonstration county sends nothing: it shows the code and says so.
 * `canSend`: is there a channel for texts at all?
 */
export const sendCode = (canSend: boolean) =>
  command({
    name: 'service.code.send',
    input: SendCode,
    output: SentCode,
    secret: true,
    open: {
      perClient: { max: 60, seconds: 600 },
      per: ({ phone }) => [
        { of: `phone ${phone}`, max: 3, seconds: 600 },
        { of: `phone of the day ${phone}`, max: 10, seconds: 86_400 },
      ],
    },
    async run(work, { phone }) {
      const demo = await isDemonstration(work)
      if (!demo && !canSend) stop({ code: 'service.code.noChannel' })
      const code = makeCode()
      const id = work.newId()
      await work.tx
        .insertInto('service.phone_code')
        .values({
          county_code: work.county,
          id,
          phone_print: phonePrint(work, phone),
          code_print: work.vault.print(codeOf(phone, code)),
          sent_at: work.now,
        })
        .execute()
      if (!demo) {
        const text = `【科普点单】验证码 ${code}，15 分钟内有效。工作人员不会向您索要验证码。`
        await work.schedule(TEXT_JOB, { sealed: work.vault.seal(JSON.stringify({ phone, text })).toString('base64') })
      }
      work.record({ subject: ['phoneCode', id], detail: {} })
      return {
        phoneMasked: masked(phone),
        channel: demo ? ('demonstration' as const) : ('text' as const),
        shown: demo ? code : null,
      }
    },
  })

async function isDemonstration(work: Work): Promise<boolean> {
  const county = await work.tx
    .selectFrom('organization.county')
    .select('demo')
    .where('code', '=', work.county)
    .executeTakeFirst()
  return county?.demo ?? false
}

/**
 * Uses up the code that was sent to a telephone. Tries are counted before the command runs (`open.per` of who calls this).
 * @throws Refused service.code.wrong when it's another one, used already or too old
 */
export async function useCode(work: Work, phone: string, code: string): Promise<void> {
  const used = await work.tx
    .updateTable('service.phone_code')
    .set({ used_at: work.now })
    .where('county_code', '=', work.county)
    .where('phone_print', '=', phonePrint(work, phone))
    .where('code_print', '=', work.vault.print(codeOf(phone, code)))
    .where('sent_at', '>', new Date(work.now.getTime() - GOOD_FOR_MS))
    .where('used_at', 'is', null)
    .executeTakeFirst()
  if (used.numUpdatedRows === 0n) stop({ code: 'service.code.wrong' })
}

/** A guesser has eight tries in a quarter of an hour; a village behind one address is not hindered. */
export function triesOf({ phone }: { phone: string }) {
  return [{ of: `phone ${phone}`, max: 8, seconds: 900 }]
}
