import { type ThemeConfig, theme } from 'antd'
import { useMemo } from 'react'
import { type Colours, useColours } from './deskTheme'

/** Who asked their system for less motion gets dialogs that do not grow into place. */
const reducedMotion = window.matchMedia?.('(prefers-reduced-motion: reduce)').matches ?? false

/** The tokens of tokens.css, as an element of such colours has them. */
function readTokens(colours: Colours): (name: string) => string {
  const probe = document.createElement('i')
  probe.dataset.theme = colours
  document.body.append(probe)
  const style = getComputedStyle(probe)
  const read = new Map(
    [
      'accent',
      'on-accent',
      'link',
      'link-strong',
      'danger',
      'text',
      'text-soft',
      'text-faint',
      'tip',
      'on-tip',
    ]
      .concat(['surface', 'surface-raised', 'ground', 'line', 'selected', 'on-selected'])
      .map((name) => [name, style.getPropertyValue(`--${name}`).trim()]),
  )
  probe.remove()
  return (name) => read.get(name) ?? ''
}

/**
 * antd in the colours of our tokens, as dark as 4.5 : 1 asks on grounds and on their own
 * tints (WCAG 2.2, 1.4.3).
 */
function themeIn(colours: Colours): ThemeConfig {
  const token = readTokens(colours)
  const dark = colours === 'dark'
  return {
    algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      fontFamily: "'Noto Sans SC Variable', sans-serif",
      borderRadius: 6,
      motion: !reducedMotion,
      colorPrimary: token('accent'),
      colorTextLightSolid: token('on-accent'),
      colorLink: token('link'),
      colorLinkHover: token('link-strong'),
      colorError: token('danger'),
      colorTextPlaceholder: token('text-faint'),
      colorTextDescription: token('text-soft'),
      colorTextTertiary: token('text-soft'),
      colorTextDisabled: token('text-faint'),
      colorBgSpotlight: token('tip'),
      ...(dark && {
        colorText: token('text'),
        colorBgLayout: token('ground'),
        colorBgContainer: token('surface'),
        colorBgElevated: token('surface-raised'),
        colorBorderSecondary: token('line'),
      }),
    },
    components: {
      Layout: { siderBg: token('surface'), lightSiderBg: token('surface') },
      Menu: { itemSelectedBg: token('selected'), itemSelectedColor: token('on-selected') },
      Tooltip: { colorTextLightSolid: token('on-tip') },
    },
  }
}

export function useAntdTheme(): ThemeConfig {
  const colours = useColours()
  return useMemo(() => themeIn(colours), [colours])
}
