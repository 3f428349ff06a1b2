import './desk.css'
import { App, Button, ConfigProvider, Drawer, Grid, Layout, Menu, type MenuProps } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import { type ReactNode, useState } from 'react'
import { useLanguage, useTranslation } from '@/i18n'
import { useAntdTheme } from './antdTheme'
import { ExerciseBanner } from './ExerciseBanner'
import { LanguageSwitch } from './LanguageSwitch'
import { SignOut } from './SignOut'
import { ThemeSwitch } from './ThemeSwitch'

interface Props {
  /** The face, in whose name the classes of its parts and of the open section begin. */
  face: string
  title: string
  /** Whether the hub is in exercise, as it was read. */
  exercise: boolean
  status?: ReactNode
  who: ReactNode
  links?: ReactNode
  menu: MenuProps['items']
  current: string | undefined
  children: ReactNode
}

/**
 * The frame of the faces for people at a desk: header, sections at the side, one of
 * them open. Where the screen is narrow, what is at the side unfolds from a button.
 */
export function Desk({ face, title, exercise, status, who, links, menu, current, children }: Props) {
  const { t } = useTranslation()
  const language = useLanguage()
  const narrow = Grid.useBreakpoint().lg === false
  const [unfolded, setUnfolded] = useState(false)
  const sections = (
    <Menu
      mode="inline"
      selectedKeys={current ? [current] : []}
      items={menu}
      onClick={() => setUnfolded(false)}
    />
  )
  const own = (
    <>
      <span className={`desk-who ${face}-who`}>{who}</span>
      <LanguageSwitch />
      <ThemeSwitch />
      {links}
      <a href="/help">{t('help.title')}</a>
      <SignOut />
    </>
  )
  return (
    <ConfigProvider locale={language === 'en' ? enUS : zhCN} theme={useAntdTheme()}>
      <App>
        <ExerciseBanner asRead={exercise} />
        <Layout className={`desk ${face}`}>
          <Layout.Header className={`desk-header ${face}-header`}>
            {narrow && (
              <Button className="desk-menu" aria-expanded={unfolded} onClick={() => setUnfolded(true)}>
                ☰ {t('console.menu')}
              </Button>
            )}
            <strong>{title}</strong>
            {status}
            {!narrow && own}
          </Layout.Header>
          <Layout>
            {narrow ? (
              <Drawer
                className={`desk-drawer ${face}-drawer`}
                title={title}
                placement="left"
                size={280}
                open={unfolded}
                onClose={() => setUnfolded(false)}
              >
                {sections}
                <div className="desk-own">{own}</div>
              </Drawer>
            ) : (
              <Layout.Sider width={200} theme="light">
                {sections}
              </Layout.Sider>
            )}
            <Layout.Content className={`desk-content ${face}-content ${face}-${current}`}>
              {children}
            </Layout.Content>
          </Layout>
        </Layout>
      </App>
    </ConfigProvider>
  )
}
