import { InboxOutlined } from '@ant-design/icons'
import { Spin, Upload } from 'antd'
import type { ReactNode } from 'react'
import { useUiText } from './words.ts'

export interface UploadBoxProps {
  /** Endings with their dots: ['.docx', '.txt']. The server decides; this only helps the file dialog. */
  readonly accept: readonly string[]
  readonly hint: ReactNode
  readonly running: boolean
  readonly onFile: (file: File) => void
}

/** Drop a file here or choose one. What happens with it is the screen's command. */
export function UploadBox({ accept, hint, running, onFile }: UploadBoxProps) {
  const text = useUiText()
  return (
    <Spin spinning={running}>
      <Upload.Dragger
        accept={accept.join(',')}
        multiple={false}
        showUploadList={false}
        disabled={running}
        beforeUpload={(file) => {
          onFile(file)
          return false
        }}
      >
        <p className="upload-icon" aria-hidden="true">
          <InboxOutlined />
        </p>
        <p>{text.chooseFile}</p>
        <p className="quiet">{hint}</p>
      </Upload.Dragger>
    </Spin>
  )
}
