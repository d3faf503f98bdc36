import { describe, expect, test } from 'vitest'
import { divisionOf, shortVillageName } from './divisions.ts'

describe('the division data', () => {
  test('knows 忠县: 29 townships, 372 villages and communities', async () => {
    const county = await divisionOf('500233')
    expect(county).toMatchObject({ code: '500233', name: '忠县', province: '重庆市' })
    expect(county?.townships).toHaveLength(29)
    const villages = county?.townships.flatMap((township) => township.villages) ?? []
    expect(villages).toHaveLength(372)
    expect(new Set(villages.map(({ code }) => code)).size).toBe(372)
    expect(villages.every(({ code, name }) => /^500233\d{6}$/.test(code) && /[村区会]$/.test(name))).toBe(true)
    expect(county?.townships.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['忠州街道', '白公街道', '乌杨街道', '新生街道', '磨子土家族乡']),
    )
  })

  test('knows the names of before', async () => {
    const county = await divisionOf('500233')
    const wuyang = county?.townships.find(({ name }) => name === '乌杨街道')
    expect(wuyang?.formerNames).toEqual([{ name: '乌杨镇', code: '500233103', until: '2017-08-29' }])
  })

  test.each(['130928', '350527', '370112', '540173'])('no two places of %s have one name', async (code) => {
    const county = await divisionOf(code)
    const names = [county?.name, ...(county?.townships ?? []).map(({ name }) => name)]
    const villages = (county?.townships ?? []).flatMap((town) => town.villages.map(({ name }) => town.name + name))
    for (const list of [names, villages]) expect(new Set(list).size).toBe(list.length)
    if (code === '130928') expect(villages).toContain('何庄乡小王村（244）')
  })

  test('names the prefecture where there is one', async () => {
    expect(await divisionOf('522702')).toMatchObject({ name: '福泉市', province: '贵州省黔南布依族苗族自治州' })
  })

  test.each(['110101', '659001', '460400', '820000', '999901', '000000'])(
    'answers for %s with a county or null',
    async (code) => {
      const county = await divisionOf(code)
      if (county) expect(county.townships.length).toBeGreaterThan(0)
      else expect(county).toBeNull()
    },
  )

  test('shortens only what is a committee of a village or community', () => {
    const names = ['白桥社区居委会', '石桥村村委会', '石桥村委会', '多福巷社区', '三元居委会', '村委会']
    expect(names.map(shortVillageName)).toEqual(['白桥社区', '石桥村', '石桥村', '多福巷社区', '三元居委会', '村委会'])
  })

  test('the outline of 忠县 closes and lies where 忠县 lies', async () => {
    const outline = (await divisionOf('500233'))?.outline
    const rings: [number, number][][] = (outline as { coordinates: [number, number][][][] }).coordinates.flat()
    for (const ring of rings) {
      expect(ring.at(0)).toEqual(ring.at(-1))
      expect(ring.every(([x, y]) => x > 107.5 && x < 108.3 && y > 30 && y < 30.9)).toBe(true)
    }
    expect((await divisionOf('110101'))?.outline).toBeNull()
  })
})
