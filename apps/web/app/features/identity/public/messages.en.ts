import type { SignInText } from './messages.zh-CN.ts'

export const signInEn: SignInText = {
  title: 'Staff sign-in',
  username: 'User name',
  password: 'Password',
  signIn: 'Sign in',
  wrong: 'User name or password is wrong. Mind upper and lower case; your administrator can set a new password.',
  tooMany: 'Too many attempts. Please wait a minute.',
  missing: 'Please fill in user name and password.',
  failed: 'Sign-in is not possible just now. Please try again later.',
  twoFactor: 'One-time code',
  twoFactorHint: 'Open your authenticator and type its six digits.',
  twoFactorWrong: 'The code is wrong or too old. Please type the newest one.',
  verify: 'Verify',
  lead: 'Accounts are given by your administrator. Public pages need none.',
}
