/** Why two records may be one person (相似理由): 同名、姓名近似、同电话、电话不同、同编号、同单位、同工作单位、同年出生、出生年不同. */
export const likenessReasons = [
  'sameName',
  'similarName',
  'samePhone',
  'otherPhone',
  'sameNumber',
  'sameUnit',
  'sameEmployer',
  'sameBirthYear',
  'otherBirthYear',
] as const
export type LikenessReason = (typeof likenessReasons)[number]
