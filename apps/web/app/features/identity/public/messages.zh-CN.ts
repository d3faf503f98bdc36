export const signInZh = {
  title: '工作人员登录',
  username: '用户名',
  password: '密码',
  signIn: '登录',
  wrong: '用户名或密码不对。请检查大小写后再试；忘记密码请联系本单位的系统管理员重置。',
  tooMany: '尝试次数过多，请一分钟后再试。',
  missing: '请填写用户名和密码。',
  failed: '暂时无法登录，请稍后再试。',
  twoFactor: '动态验证码',
  twoFactorHint: '请打开身份验证器应用，输入 6 位验证码。',
  twoFactorWrong: '验证码不对或已过期，请输入最新的验证码。',
  verify: '验证',
  lead: '账号由本单位的系统管理员开设。公众浏览无需登录。',
}
export type SignInText = typeof signInZh
