import { hinders, refusedMetricIn, type Scheme, schemeProblems } from '@kepu/contract/plan-appraisal'
import { describe, expect, test } from 'vitest'
import { templateOf } from '../templates.ts'

const hundred = templateOf('hundred')
const codes = (scheme: Scheme) => schemeProblems(scheme).map(({ code }) => code)

describe('a scheme', () => {
  test('of the templates is sound', () => {
    for (const name of ['hundred', 'twenty'] as const) expect(schemeProblems(templateOf(name)), name).toEqual([])
  })

  test('adds up in decimals as on paper: 0.1 + 0.2 is 0.3', () => {
    const [first] = templateOf('twenty').sections
    const items = [0.1, 0.2].map((points, i) => ({ ...first!.items[0]!, id: `d${i}`, title: `项目${i}`, points }))
    const grades = [{ name: '达标', from: 0 }]
    expect(
      schemeProblems({ ...hundred, total: 0.3, grades, sections: [{ title: '小数', points: 0.3, items }] }),
    ).toEqual([])
  })

  test('for one group only is held against the total for each group by itself', () => {
    const sections = hundred.sections.map((section) => ({
      ...section,
      items: section.items.map((item) => (item.id === 'meeting' ? { ...item, scope: 'townships' as const } : item)),
    }))
    expect(schemeProblems({ ...hundred, sections })).toEqual([
      { code: 'sectionSum', section: 0, title: '组织领导', group: 'departments', stated: 20, sum: 15 },
      { code: 'totalSum', group: 'departments', stated: 100, sum: 95 },
    ])
  })

  test('whose words give other points than the column is asked about, and may still be published', () => {
    const sections = hundred.sections.map((section) => ({
      ...section,
      items: section.items.map((item) => (item.id === 'meeting' ? { ...item, criteria: '召开会议记0.3分' } : item)),
    }))
    const problems = schemeProblems({ ...hundred, sections })
    expect(problems).toMatchObject([{ code: 'wordsDiffer', stated: 5, written: '0.3' }])
    expect(problems.filter(hinders)).toEqual([])
  })

  test('has grades that rise from 0 to the total', () => {
    const grades = [
      { name: '达标', from: 60 },
      { name: '优秀', from: 50 },
    ]
    expect(codes({ ...hundred, grades })).toEqual(['gradeOrder', 'gradeOrder'])
    expect(codes({ ...hundred, grades: [...hundred.grades, { name: '满分以上', from: 101 }] })).toEqual(['gradeOrder'])
  })
})

describe('metrics that the burden rules keep out', () => {
  test.each([
    ['公众号点赞量', 'likes'],
    ['点\u200b赞', 'likes'],
    ['點讚數', 'likes'],
    ['转 发 量', 'forwards'],
    ['转发文件数', 'forwards'],
    ['分享到朋友圈', 'forwards'],
    ['网络投票数', 'votes'],
    ['平台登陆率', 'logIns'],
    ['平台月活跃率', 'logIns'],
    ['学习时长', 'onlineTime'],
    ['在线时长（小时）', 'onlineTime'],
    ['工作打卡', 'checkIns'],
    ['签到次数', 'checkIns'],
    ['照片不少于3张', 'photos'],
    ['每次活动上传现场照片', 'photos'],
    ['工作轨迹', 'photos'],
    ['APP安装率', 'installs'],
    ['小程序使用率', 'installs'],
    ['积分排名', 'ranking'],
    ['Number of Likes', 'likes'],
    ['check-in rate', 'checkIns'],
  ])('%s: %s', (text, metric) => {
    expect(refusedMetricIn(text)?.metric).toBe(metric)
  })

  test.each([
    '全国科普月活动',
    '科普日活动场次',
    '转发上级文件',
    '科普短视频作品创作',
    '科普设施使用率',
    '培训签到表齐全',
    '成果转化',
    '摄影展览',
    '年度任务数量完成率',
    '志愿者积极性',
    '售票处科普宣传',
  ])('%s is work', (text) => {
    expect(refusedMetricIn(text)).toBeNull()
  })
})
