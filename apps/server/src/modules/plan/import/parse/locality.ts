const OF_TITLE =
  /^([\u4e00-\u9fff]{1,14}?(?:自治县|自治州|自治旗|新区|县|市|区|州|旗))(?=全民|公民|科|“|十|20|贯彻|落实|关于|人民|实施|国民|政府|委|办)/

/** The county, city or district whose plan it is, without the province and city above it: 重庆市巴南区 → 巴南区. Null when nothing says it. */
export function localityOf(title: string | null, issuer: string | null): string | null {
  const written = OF_TITLE.exec(title ?? '')?.[1] ?? OF_TITLE.exec(issuer ?? '')?.[1] ?? null
  if (written === null) return null
  return /^(?:.{2,8}?(?:省|自治区|市|州))(.{1,8}[县市区州旗])$/.exec(written)?.[1] ?? written
}
