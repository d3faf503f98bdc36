import type { Topic } from '@kepu/contract/people'
import type { KitKind } from '@kepu/contract/service-menu'

export const demoKits: readonly (readonly [string, KitKind])[] = [
  ['测土箱 1 号', 'soilTest'],
  ['测土箱 2 号', 'soilTest'],
  ['血压血糖仪 1 套', 'bloodPressure'],
  ['血压血糖仪 2 套', 'bloodPressure'],
  ['急救模拟人 1 号', 'firstAidDummy'],
  ['灭火演练器材 1 套', 'extinguisher'],
  ['水质检测箱 1 号', 'waterTest'],
  ['天文望远镜 1 号', 'telescope'],
  ['机器人套件 10 人份', 'robots'],
  ['科学实验箱 1 号', 'experimentBox'],
  ['显微镜箱 6 台', 'microscope'],
  ['流动展板 24 块', 'exhibitionBoards'],
  ['投影音响 1 套', 'projector'],
]

/** Wishes that nothing on the menu fits. */
export const unofferedWishes: readonly (readonly [string, Topic])[] = [
  ['想学养蜂', 'livestock'],
  ['想请人教腌咸菜怎么才安全', 'agriProcessing'],
  ['想学无人机打药', 'robotics'],
  ['想听农村房子怎么抗震', 'disasterAvoidance'],
  ['想学做短视频', 'ecommerce'],
]

/** Invented teams; `by` is a word in the name of the body that has it. */
export const demoTeams: readonly { readonly name: string; readonly by: string; readonly topics: readonly Topic[] }[] = [
  {
    name: '农技服务队（演示）',
    by: '农业农村',
    topics: ['crops', 'plantProtection', 'livestock', 'agriProcessing', 'ecommerce'],
  },
  {
    name: '健康服务队（演示）',
    by: '卫生健康',
    topics: [
      'health',
      'chronicDisease',
      'infectiousDisease',
      'maternalChild',
      'mentalHealth',
      'medicationSafety',
      'eldercare',
    ],
  },
  {
    name: '急救与应急服务队（演示）',
    by: '应急',
    topics: ['firstAid', 'disasterAvoidance', 'fireSafety', 'workSafety'],
  },
  { name: '反诈与安全服务队（演示）', by: '公安', topics: ['fraudPrevention', 'trafficSafety', 'smartphone'] },
  {
    name: '青少年科技服务队（演示）',
    by: '教委',
    topics: ['robotics', 'experiments', 'astronomy', 'nature', 'parenting'],
  },
  {
    name: '科协讲师团服务队（演示）',
    by: '科协',
    topics: ['frontier', 'superstition', 'foodSafety', 'weather', 'environment', 'energy'],
  },
]
