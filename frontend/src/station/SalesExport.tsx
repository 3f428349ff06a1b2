import { App, ConfigProvider } from 'antd'
import { useAntdTheme } from '@/ui/antdTheme'
import { ExportMenu } from '@/ui/ExportMenu'

interface Props {
  station: string
  /** The first day of those that are shown, at its begin. */
  since: string
}

/** The daily sales of a station as a file; loaded for people alone, since a display keeps no files. */
export default function SalesExport({ station, since }: Props) {
  return (
    <ConfigProvider theme={useAntdTheme()}>
      <App component={false}>
        <ExportMenu table="sales" size="small" filters={{ station, since }} />
      </App>
    </ConfigProvider>
  )
}
