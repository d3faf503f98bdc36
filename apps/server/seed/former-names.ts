import type { CountyDivision } from '../src/modules/organization/index.ts'

type FormerNames = CountyDivision['townships'][number]['formerNames']

/**
 * Names and codes by which townships stand in older papers and data. 忠县: 忠州镇 became two subdistricts on 16 January 2015,
 * 乌杨镇 and 新生镇 one each on 30 August 2017; 磨子土家族乡 is often written without its people.
 */
export const formerNames: Readonly<Record<string, FormerNames>> = {
  '500233001': [{ name: '忠州镇', code: null, until: '2015-01-15' }],
  '500233002': [{ name: '忠州镇', code: null, until: '2015-01-15' }],
  '500233003': [{ name: '乌杨镇', code: '500233103', until: '2017-08-29' }],
  '500233004': [{ name: '新生镇', code: '500233101', until: '2017-08-29' }],
  '500233204': [{ name: '磨子乡', code: null, until: null }],
}
