import type { NodeLightView } from '@kepu/contract/plan-supervision'
import type { ZodType, z } from 'zod'
import type { App } from '../../src/app.ts'
import {
  answerExtension,
  approveOrder,
  askExtension,
  handleOrder,
  issueOrder,
  listLights,
  openOrder,
  receiveOrder,
  submitOrder,
  sweepCounties,
  tellWait,
} from '../../src/modules/plan/index.ts'
import { systemActor } from '../../src/platform/actor.ts'
import { dayInShanghai } from '../../src/platform/clock.ts'
import { type Command, execute } from '../../src/platform/command.ts'
import { inCounty } from '../../src/platform/database.ts'
import type { Kernel } from '../../src/platform/kernel.ts'
import { answer } from '../../src/platform/query.ts'

/** Does a command some days ago, as if it had been done then. */
type DoAgo = <I extends ZodType, O>(days: number, command: Command<I, O>, input: z.input<I>, by?: string) => Promise<O>

const DAY_MS = 86_400_000
const ASSOCIATION = '演示数据'
const HEAD = '演示县领导'

/**
 * What supervision of the year that runs looks like: requests for more time, one refused and one granted, a body that waits for
 * another one, two letters at different steps; then the lights of all days that are over. Once a county: what is there stays.
 */
export async function loadDemoSupervision({ kernel }: App, county: string): Promise<void> {
  if (!(await hasBegun(kernel, county))) await invent(kernel, county)
  await sweepCounties(kernel, [county])
}

async function hasBegun({ db }: Kernel, county: string): Promise<boolean> {
  const found = await inCounty(db, county, 'read only', (tx) =>
    tx.selectFrom('plan.light_sweep').select('began_on').executeTakeFirst(),
  )
  return found !== undefined
}

async function invent(kernel: Kernel, county: string): Promise<void> {
  const now = await kernel.countyNow(county)
  const dayAgo = (days: number) => dayInShanghai(new Date(now.getTime() - days * DAY_MS))
  const unitId = await associationId(kernel, county)
  const doAgo: DoAgo = (days, command, input, by = ASSOCIATION) => {
    const then: Kernel = { ...kernel, countyNow: async () => new Date(now.getTime() - days * DAY_MS) }
    return execute(then, command, { actor: { ...systemActor(county, by), unitId }, input, idempotencyKey: null })
  }
  const red = (await lights(kernel, county, 'red')).filter(({ lastDay }) => lastDay !== null && lastDay < dayAgo(9))
  // The association doesn't write to itself.
  const others = red.filter(({ answerable: [body] }) => body?.unitId !== unitId)
  const [first, second] = others
  const [granted, refused] = red.filter((light) => light !== first && light !== second)
  const [waiting] = (await lights(kernel, county, 'grey')).filter(({ answerable }) => answerable.length > 0)
  if (refused) await moreTime(doAgo, refused, { wanted: dayAgo(-20), granted: null })
  if (granted) await moreTime(doAgo, granted, { wanted: dayAgo(-25), granted: dayAgo(-25) })
  if (first) await letter(doAgo, first, 'handled')
  if (second) await letter(doAgo, second, 'submitted')
  const awaited = red
    .flatMap(({ answerable }) => answerable)
    .find(({ unitId }) => unitId !== waiting?.answerable[0]?.unitId)
  if (waiting && awaited) await wait(doAgo, waiting, awaited.unitId, dayAgo(2))
}

/** Whose name stands under the letters. */
async function associationId({ db }: Kernel, county: string): Promise<string | null> {
  const found = await inCounty(db, county, 'read only', (tx) =>
    tx
      .selectFrom('organization.unit')
      .select('id')
      .where('name', '=', '县科协')
      .where('active', '=', true)
      .executeTakeFirst(),
  )
  return found?.id ?? null
}

async function lights(kernel: Kernel, county: string, colour: NodeLightView['colour']): Promise<NodeLightView[]> {
  const asking = { actor: systemActor(county, ASSOCIATION), county, input: { colour, limit: 200 } }
  return (await answer(kernel, listLights, asking)).items
}

async function moreTime(
  doAgo: DoAgo,
  { nodeId, answerable: [body] }: NodeLightView,
  { wanted, granted }: { readonly wanted: string; readonly granted: string | null },
): Promise<void> {
  if (!body) return
  const reason = '演示：承办单位场地检修，活动改期'
  const { extensionId } = await doAgo(6, askExtension, { nodeId, unitId: body.unitId, wantedDay: wanted, reason })
  const said = granted === null ? '演示：可改在其他场地举行，请抓紧完成' : '演示：理由正当，同意延期'
  await doAgo(4, answerExtension, { extensionId, grantedDay: granted, answer: said })
}

async function wait(doAgo: DoAgo, { nodeId, answerable: [body] }: NodeLightView, awaitedId: string, since: string) {
  if (!body) return
  await doAgo(2, tellWait, { nodeId, unitId: body.unitId, awaitedId, since, what: '演示：请确认活动场地和参加人数' })
}

async function letter(
  doAgo: DoAgo,
  { nodeId, taskTitle, title, answerable: [body] }: NodeLightView,
  until: 'submitted' | 'handled',
): Promise<void> {
  if (!body) return
  const { orderId: supervisionOrderId } = await doAgo(8, openOrder, {
    nodeId,
    unitId: body.unitId,
    title: `关于“${taskTitle}”${title}节点的协调`,
    demand: '演示：请说明未按时完成的原因，商定完成时间，并反馈办理结果。需要其他单位配合的，请一并提出。',
    termDays: 10,
  })
  await doAgo(8, submitOrder, { supervisionOrderId, version: 1 })
  if (until === 'submitted') return
  await doAgo(7, approveOrder, { supervisionOrderId, version: 2 }, HEAD)
  await doAgo(7, issueOrder, { supervisionOrderId, version: 3 })
  await doAgo(6, receiveOrder, { supervisionOrderId, version: 4 })
  await doAgo(5, handleOrder, { supervisionOrderId, version: 5, note: '演示：已落实承办科室，月底前补办' })
}
