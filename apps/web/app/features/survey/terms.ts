import type { MarginTrait } from '@kepu/contract/survey-estimate'

export type Trait = MarginTrait | 'township'

export const traitTextZh: Record<Trait, string> = {
  sex: '性别',
  age: '年龄',
  education: '文化程度',
  residence: '城乡',
  township: '乡镇（街道）',
}
export const traitTextEn: Record<Trait, string> = {
  sex: 'Sex',
  age: 'Age',
  education: 'Education',
  residence: 'Town or country',
  township: 'Township',
}

/** Categories of all traits: their words don't meet. */
export const categoryTextZh: Readonly<Record<string, string>> = {
  male: '男',
  female: '女',
  '18': '18—29岁',
  '30': '30—39岁',
  '40': '40—49岁',
  '50': '50—59岁',
  '60': '60—69岁',
  primary: '小学及以下',
  middle: '初中',
  high: '高中（中专）',
  college: '大专',
  degree: '本科及以上',
  urban: '城镇',
  rural: '乡村',
}
export const categoryTextEn: Readonly<Record<string, string>> = {
  male: 'men',
  female: 'women',
  '18': '18–29',
  '30': '30–39',
  '40': '40–49',
  '50': '50–59',
  '60': '60–69',
  primary: 'primary school or less',
  middle: 'middle school',
  high: 'high school',
  college: 'college',
  degree: 'degree',
  urban: 'town',
  rural: 'country',
}
