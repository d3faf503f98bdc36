import type { Audience } from '@kepu/contract'
import type { ConsentGiver, HeadPost, Language, PersonKind, Topic } from '@kepu/contract/people'

/** Headings of the list, the first of each is the template's. `id` is Kepu's own number of the record. */
export const columns = {
  id: ['系统编号'],
  name: ['姓名', '名字'],
  kinds: ['类别', '人员类别'],
  headPost: ['三长类别'],
  unitId: ['归口单位', '管理单位'],
  employer: ['工作单位', '单位'],
  position: ['职务职称', '职务', '职称'],
  birthYear: ['出生年份', '出生年'],
  fields: ['专业领域', '专业'],
  topics: ['擅长主题', '主题'],
  audiences: ['服务人群', '面向人群'],
  languages: ['语言', '语言和方言'],
  regionCode: ['常住地（乡镇、村社区）', '常住地'],
  appointedBy: ['聘任单位'],
  termFrom: ['聘期起'],
  termTo: ['聘期止'],
  volunteerNumber: ['志愿者编号'],
  phone: ['联系电话', '电话', '手机'],
  consentBy: ['同意方式'],
  consentOn: ['同意日期'],
  guardianName: ['监护人'],
} as const
export type Column = keyof typeof columns

export const kindWords: Readonly<Record<PersonKind, readonly string[]>> = {
  expert: ['专家', '科普专家'],
  head: ['三长'],
  envoy: ['科技特派员', '特派员'],
  lecturer: ['科普讲师', '讲师'],
  veteran: ['老专家', '老科技工作者'],
  tutor: ['青少年科技辅导员', '科技辅导员'],
  volunteer: ['科技志愿者', '志愿者'],
}
export const headWords: Readonly<Record<HeadPost, readonly string[]>> = {
  hospital: ['医院院长', '卫生院院长'],
  school: ['学校校长', '校长'],
  agriculture: ['农业服务中心主任', '农技站站长'],
}
export const consentWords: Readonly<Record<ConsentGiver, readonly string[]>> = { self: ['本人'], guardian: ['监护人'] }
export const languageWords: Readonly<Record<Language, readonly string[]>> = {
  mandarin: ['普通话'],
  local: ['本地方言', '方言'],
  tujia: ['土家语'],
  miao: ['苗语'],
  sign: ['手语'],
  english: ['英语'],
}
export const audienceWords: Readonly<Record<Audience, readonly string[]>> = {
  youth: ['青少年', '学生'],
  farmers: ['农民'],
  workers: ['产业工人', '工人'],
  elderly: ['老年人'],
  officials: ['领导干部和公务员', '干部'],
  public: ['社会公众', '公众', '其他公众'],
}
export const topicWords: Readonly<Record<Topic, readonly string[]>> = {
  crops: ['种植技术', '种植'],
  plantProtection: ['病虫害防治', '植保'],
  livestock: ['畜牧水产养殖', '养殖'],
  agriProcessing: ['农产品加工储运', '农产品加工'],
  ecommerce: ['农村电商', '电商'],
  health: ['健康素养', '健康'],
  chronicDisease: ['慢病防治', '慢性病'],
  infectiousDisease: ['传染病防控', '传染病'],
  maternalChild: ['妇幼健康', '妇幼'],
  mentalHealth: ['心理健康', '心理'],
  foodSafety: ['营养与食品安全', '食品安全'],
  medicationSafety: ['安全用药', '用药'],
  firstAid: ['急救技能', '急救'],
  eldercare: ['养老照护', '养老'],
  fraudPrevention: ['防诈骗', '反诈'],
  smartphone: ['智能手机使用', '智能手机'],
  disasterAvoidance: ['防灾避险', '应急避险', '防灾减灾'],
  fireSafety: ['消防安全', '消防'],
  trafficSafety: ['交通安全'],
  workSafety: ['安全生产与职业健康', '安全生产'],
  weather: ['气象'],
  environment: ['生态环保', '环保'],
  energy: ['节能低碳', '节能'],
  astronomy: ['天文航天', '天文'],
  robotics: ['机器人与编程', '编程'],
  experiments: ['趣味科学实验', '科学实验'],
  nature: ['动植物与自然', '自然'],
  frontier: ['前沿科技', '人工智能'],
  superstition: ['破除迷信、科学辨识', '破除迷信'],
  parenting: ['家庭科学教育', '家庭教育'],
}

/** The word that the template offers for a value. */
export function wordOf<K extends string>(words: Readonly<Record<K, readonly string[]>>, key: K): string {
  return words[key][0] ?? key
}
