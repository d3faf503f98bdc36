import type { UnitView } from '@kepu/contract/organization'
import { expect, test } from 'vitest'
import { measureOptions, regionOptions, taskOptions, unitsBelow } from './vocabulary.ts'

const unit = (id: string, parentId: string | null, active = true): UnitView => ({
  id,
  name: id,
  kind: 'other',
  parentId,
  regionCode: null,
  aliases: [],
  active,
  version: 1,
  can: [],
})

test('a person records for the units of their grants and all below, closed ones left out', () => {
  const units = [
    unit('county', null),
    unit('town', 'county'),
    unit('village', 'town'),
    unit('gone', 'town', false),
    unit('other', 'county'),
  ]
  expect(unitsBelow(units, new Set(['town'])).map(({ id }) => id)).toEqual(['town', 'village'])
  expect(unitsBelow(units, new Set(['county']))).toHaveLength(4)
  expect(unitsBelow(units, new Set())).toEqual([])
})

test('a village is named with its township', () => {
  const regions = [
    { code: '500233', name: '忠县', level: 'county' as const, parentCode: null, formerNames: [] },
    { code: '500233100', name: '东岭镇', level: 'township' as const, parentCode: '500233', formerNames: [] },
    { code: '500233100001', name: '幸福村', level: 'village' as const, parentCode: '500233100', formerNames: [] },
  ]
  expect(regionOptions(regions).map(({ label }) => label)).toEqual(['忠县', '东岭镇', '东岭镇幸福村'])
})

test('measures are offered under their task, and only what is in force', () => {
  const purpose = (id: string, taskId: string, active = true) => ({ id, taskId, title: id, label: id, active })
  const purposes = [
    purpose('a', 'a'),
    purpose('a1', 'a'),
    purpose('a2', 'a', false),
    purpose('b', 'b'),
    purpose('b1', 'b'),
  ]
  expect(taskOptions(purposes).map(({ value }) => value)).toEqual(['a', 'b'])
  expect(measureOptions(purposes, 'a').map(({ value }) => value)).toEqual(['a1'])
  expect(measureOptions(purposes, undefined)).toEqual([])
})
