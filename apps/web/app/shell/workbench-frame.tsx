import { App, ConfigProvider } from 'antd'
import antdCss from 'antd/dist/antd.css?url'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import type { ReactNode } from 'react'
import { useNavigation } from 'react-router'
import { useLanguage } from '../lib/screen.tsx'
import { themeKey, themeSeed } from '../lib/theme.ts'
import { ProblemTextContext } from '../ui/problem-alert.tsx'
import type { FrameProps } from './frame-props.ts'
import { problemsEn } from './problems.en.ts'
import { problemsZh } from './problems.zh-CN.ts'
import { useShellText } from './words.ts'
import workbenchCss from './workbench.css?url'
import { WorkbenchHead } from './workbench-head.tsx'
import { WorkbenchMenu } from './workbench-menu.tsx'

/** Head, menu and words of the workbench. */
export function WorkbenchFrame({ me, county, children }: FrameProps & { children: ReactNode }) {
  const language = useLanguage()
  const text = useShellText()
  const chinese = language === 'zh-CN'
  dayjs.locale(chinese ? 'zh-cn' : 'en')
  return (
    <>
      <link rel="stylesheet" href={antdCss} precedence="antd" />
      <link rel="stylesheet" href={workbenchCss} precedence="workbench" />
      <ConfigProvider
        locale={chinese ? zhCN : enUS}
        button={{ autoInsertSpace: false }}
        theme={{ token: themeSeed, cssVar: { key: themeKey }, zeroRuntime: true, hashed: false }}
      >
        <ProblemTextContext value={chinese ? problemsZh : problemsEn}>
          <App className="workbench">
            <a className="skip" href="#main">
              {text.skip}
            </a>
            <Progress />
            <WorkbenchHead me={me} county={county} />
            <WorkbenchMenu me={me} county={county} />
            <main id="main" tabIndex={-1}>
              {children}
            </main>
          </App>
        </ProblemTextContext>
      </ConfigProvider>
    </>
  )
}

/** A line at the top while the next page is on its way; a quick one doesn't flash. */
function Progress() {
  const { state } = useNavigation()
  const text = useShellText()
  return (
    <p role="status" className={state === 'idle' ? 'progress' : 'progress on'}>
      {state !== 'idle' && <span className="unseen">{text.loading}</span>}
    </p>
  )
}
