import { Table } from 'antd'
import type { ProfileProblem } from '@/gql/profile'
import { useTranslation } from '@/i18n'
import { useReason } from '@/ui/useReason'

/** What is wrong in a profile, or to be looked into, by file and line. */
export function Problems({
  problems,
  warning = false,
}: {
  problems: readonly ProfileProblem[]
  warning?: boolean
}) {
  const { t } = useTranslation()
  const say = useReason()
  return (
    <section className="profile-problems">
      <h2>{t(warning ? 'profile.warnings' : 'profile.problems', { n: problems.length })}</h2>
      {!warning && <p className="console-note">{t('profile.problemsNote')}</p>}
      <Table
        size="small"
        rowKey={(p) => `${p.file}:${p.line} ${p.field} ${p.message}`}
        dataSource={problems}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        columns={[
          {
            title: t('profile.place'),
            render: (_, p) => (p.file ? p.file + (p.line ? `:${p.line}` : '') : t('profile.wholeFile')),
          },
          { title: t('profile.field'), dataIndex: 'field', render: (field: string) => <code>{field}</code> },
          {
            title: t('profile.wrong'),
            render: (_, p) => say(p) ?? <span lang="en">{p.message}</span>,
          },
        ]}
      />
    </section>
  )
}
