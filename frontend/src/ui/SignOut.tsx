import { App } from 'antd'
import { signOut } from '@/gql/access'
import { useTranslation } from '@/i18n'
import { countDrafts, wipeDrafts } from './drafts'

/** Signs out, and takes what is drafted here away with it; asks first where something is. */
export function useSignOut(): () => void {
  const { t } = useTranslation()
  const { modal } = App.useApp()
  const leave = async () => {
    await signOut()
    wipeDrafts()
    location.replace('/signin')
  }
  return () => {
    const n = countDrafts()
    if (n === 0) return void leave()
    void modal.confirm({
      title: t('draft.signOut', { n }),
      content: t('draft.signOutEffect'),
      okText: t('draft.signOutAnyway'),
      okButtonProps: { danger: true },
      cancelText: t('incident.cancel'),
      onOk: leave,
    })
  }
}

export function SignOut() {
  const { t } = useTranslation()
  const leave = useSignOut()
  return (
    <button type="button" className="quiet-button" onClick={leave}>
      {t('console.signOut')}
    </button>
  )
}
