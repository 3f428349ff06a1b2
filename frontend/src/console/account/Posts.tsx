import { Card, Tag } from 'antd'
import { useQuery } from 'urql'
import { graphql } from '@/gql/generated'
import type { OwnPostsQuery } from '@/gql/generated/graphql'
import { useTranslation } from '@/i18n'
import { dateTime } from '@/ui/format'
import { usePlaceName } from '../people'
import { StandIns } from './StandIns'

const PostsDocument = graphql(`
  query OwnPosts {
    viewer {
      posts {
        id
        role
        organisation
        area
        until
        inSteadOf
      }
      handedOn {
        id
        role
        to
        since
        until
        reason
      }
    }
  }
`)

export type OwnPost = OwnPostsQuery['viewer']['posts'][number]

/** The posts that one holds, and who stands in for them. */
export function Posts() {
  const { t } = useTranslation()
  const [{ data }, again] = useQuery({ query: PostsDocument, requestPolicy: 'network-only' })
  const posts = data?.viewer.posts ?? []
  const placeName = usePlaceName()
  return (
    <>
      <Card title={t('account.posts.title')}>
        <ul className="account-list">
          {posts.map((post) => (
            <li key={post.id}>
              <span>
                <strong>{t(`people.role.${post.role}`)}</strong> {placeName(post.organisation ?? post.area)}{' '}
                {post.inSteadOf && <Tag>{t('account.posts.inSteadOf', { name: post.inSteadOf })}</Tag>}
              </span>
              <small>
                {post.until
                  ? t('account.posts.until', { until: dateTime(post.until) })
                  : t('account.posts.unlimited')}
              </small>
            </li>
          ))}
          {data && posts.length === 0 && <li className="console-note">{t('account.posts.none')}</li>}
        </ul>
      </Card>
      <StandIns
        posts={posts}
        handedOn={data?.viewer.handedOn ?? []}
        onChange={() => again({ requestPolicy: 'network-only' })}
      />
    </>
  )
}
