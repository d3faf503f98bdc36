/** Colours of the workbench: dark enough for text on white (WCAG AA), the same blue as the portal. */
export const themeSeed = {
  colorPrimary: '#0b4f8a',
  colorLink: '#0b4f8a',
  colorInfo: '#0b4f8a',
  colorError: '#b3261e',
  colorSuccess: '#1b6e3c',
  colorWarning: '#8a5a00',
  // Derived from colours as dark as these, the grounds would be grey.
  colorInfoBg: '#e9f1f8',
  colorInfoBorder: '#9fc3e3',
  colorSuccessBg: '#e8f5ec',
  colorSuccessBorder: '#9fd3b1',
  colorWarningBg: '#fff4e0',
  colorWarningBorder: '#e6c58a',
  colorErrorBg: '#fdeceb',
  colorErrorBorder: '#eeb4b0',
  colorTextSecondary: 'rgba(0,0,0,0.68)',
  colorTextTertiary: 'rgba(0,0,0,0.62)',
  colorTextDescription: 'rgba(0,0,0,0.62)',
  colorTextPlaceholder: 'rgba(0,0,0,0.58)',
  borderRadius: 4,
  fontFamily: '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", system-ui, sans-serif',
}

/** Class under which the style sheet keeps Ant Design's variables. */
export const themeKey = 'kepu-theme'
