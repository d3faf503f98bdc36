import { pageOf } from '@kepu/contract'
import { PersonView } from '@kepu/contract/people'
import { CorrectionView } from '@kepu/contract/people-correction'
import { expect } from 'vitest'
import { inventedPhone, person } from '../support/people.ts'
import { test } from '../support/world.ts'

test('an office asks for a correction; the coordinator decides with a reason, once', async ({ world }) => {
  const [bao, fang] = [await world.signIn('bao'), await world.signIn('fang')]
  const [old, fresh] = [inventedPhone(), inventedPhone()]
  const { id } = await person(world, { name: '巫马演示', employer: '县二中' }, old)
  expect(await fang.post(`/people/${id}/corrections`, { proposal: {} })).toBeProblem(400, 'platform.invalid')
  expect(await fang.post(`/people/${id}/corrections`, { proposal: { employer: '县二中' } })).toBeProblem(
    422,
    'people.correction.nothing',
  )
  const wish = { proposal: { employer: '县一中', phone: fresh }, note: '已调动' }
  const asked = (await fang.post(`/people/${id}/corrections`, wish)).as(CorrectionView)
  expect(asked.changes).toEqual([
    { field: 'employer', before: '县二中', after: '县一中' },
    { field: 'phone', before: expect.stringContaining('****'), after: expect.stringContaining('****') },
  ])
  expect(JSON.stringify(asked)).not.toContain(fresh)
  expect(await fang.post(`/people/${id}/corrections`, wish)).toBeProblem(422, 'people.correction.open')
  expect((await fang.post(`/person-corrections/${asked.id}/decision`, { accept: true, reason: '属实' })).status).toBe(
    403,
  )

  const listed = (await bao.get('/person-corrections')).as(pageOf(CorrectionView)).items
  expect(listed.map((one) => one.id)).toContain(asked.id)
  const decide = (accept: boolean) =>
    bao.post(`/person-corrections/${asked.id}/decision`, { accept, reason: '已核对工作单位' })
  const answers = await Promise.all([decide(true), decide(false)])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 422])
  const accepted = answers[0].status === 200
  const now = (await bao.get(`/people/${id}`)).as(PersonView)
  expect(now.employer).toBe(accepted ? '县一中' : '县二中')
  expect(now.phoneMasked?.slice(-4)).toBe((accepted ? fresh : old).slice(-4))
})
