import type { ReactNode } from 'react'
import { ExerciseBanner } from './ExerciseBanner'
import { LanguageSwitch } from './LanguageSwitch'

/** A page that is one card; `aside` stands beside the language switch. */
export function CardPage({
  title,
  aside,
  children,
}: {
  title: string
  aside?: ReactNode
  children: ReactNode
}) {
  return (
    <div className="card-page">
      <ExerciseBanner />
      <main>
        <h1>{title}</h1>
        {children}
        <footer>
          <span>{aside}</span>
          <LanguageSwitch />
        </footer>
      </main>
    </div>
  )
}
