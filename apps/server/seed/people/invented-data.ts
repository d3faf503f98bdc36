import type { Audience } from '@kepu/contract'
import type { Topic } from '@kepu/contract/people'

/** Surnames for people who don't exist. */
export const surnames: readonly string[] = [
  ...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹',
  ...[
    '欧阳',
    '司马',
    '上官',
    '诸葛',
    '夏侯',
    '东方',
    '皇甫',
    '尉迟',
    '公孙',
    '慕容',
    '钟离',
    '宇文',
    '长孙',
    '鲜于',
    '令狐',
    '端木',
    '百里',
    '呼延',
  ],
]

export interface Speciality {
  readonly field: string
  readonly position: string
  readonly topics: readonly Topic[]
  readonly audiences: readonly Audience[]
}

export const specialities: readonly Speciality[] = [
  { field: '果树栽培', position: '农艺师', topics: ['crops', 'plantProtection'], audiences: ['farmers'] },
  { field: '畜牧兽医', position: '兽医师', topics: ['livestock'], audiences: ['farmers'] },
  { field: '全科医学', position: '主治医师', topics: ['health', 'chronicDisease'], audiences: ['elderly', 'public'] },
  { field: '公共卫生', position: '主管医师', topics: ['infectiousDisease', 'foodSafety'], audiences: ['public'] },
  { field: '反诈宣传', position: '民警', topics: ['fraudPrevention', 'smartphone'], audiences: ['elderly', 'public'] },
  { field: '中学物理', position: '一级教师', topics: ['experiments', 'astronomy'], audiences: ['youth'] },
  { field: '信息技术', position: '一级教师', topics: ['robotics', 'frontier'], audiences: ['youth'] },
  {
    field: '地质灾害防治',
    position: '工程师',
    topics: ['disasterAvoidance', 'weather'],
    audiences: ['public', 'farmers'],
  },
  { field: '消防', position: '消防员', topics: ['fireSafety', 'firstAid'], audiences: ['public', 'workers'] },
  { field: '环境保护', position: '工程师', topics: ['environment', 'energy'], audiences: ['public', 'youth'] },
  { field: '农村电商', position: '讲师', topics: ['ecommerce', 'smartphone'], audiences: ['farmers'] },
  { field: '心理咨询', position: '心理咨询师', topics: ['mentalHealth', 'parenting'], audiences: ['youth', 'public'] },
  { field: '药学', position: '主管药师', topics: ['medicationSafety', 'eldercare'], audiences: ['elderly'] },
  { field: '安全生产', position: '注册安全工程师', topics: ['workSafety', 'trafficSafety'], audiences: ['workers'] },
]
