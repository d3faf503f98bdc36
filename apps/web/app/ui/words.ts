import { useMessages } from '../lib/screen.tsx'

const zh = {
  signInAgain: '重新登录',
  empty: '没有内容',
  details: '详情',
  reset: '清除筛选',
  nextPage: '下一页',
  firstPage: '回到第一页',
  confirm: '确定',
  cancel: '取消',
  chooseFile: '点击选择文件，或把文件拖到这里',
  all: '全部',
  youAreHere: '当前位置',
}
export type UiText = typeof zh

const en: UiText = {
  signInAgain: 'Sign in again',
  empty: 'Nothing here',
  details: 'Details',
  reset: 'Clear filters',
  nextPage: 'Next page',
  firstPage: 'First page',
  confirm: 'OK',
  cancel: 'Cancel',
  chooseFile: 'Choose a file, or drop it here',
  all: 'all',
  youAreHere: 'You are here',
}

/** Words of the shared parts. */
export function useUiText(): UiText {
  return useMessages({ 'zh-CN': zh, en })
}
