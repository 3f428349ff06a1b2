import './ui/base.css'
import { RouterProvider } from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import { Provider } from 'urql'
import { createGraphqlClient } from './gql/client'
import { startI18n } from './i18n'
import { reloadIfUpgraded } from './live/upgrade'
import { router } from './routes'

// A part of an older version that the hub no longer serves.
window.addEventListener('vite:preloadError', () => void reloadIfUpgraded())

async function start(): Promise<void> {
  await startI18n()
  const root = document.getElementById('root')
  if (!root) throw new Error('index.html has no #root')
  createRoot(root).render(
    <Provider value={createGraphqlClient()}>
      <RouterProvider router={router} />
    </Provider>,
  )
}

void start()
